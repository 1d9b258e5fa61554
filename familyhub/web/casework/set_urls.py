"""Addresses of question sets: those that are asked, and those that are drafted."""

from django.urls import path

from familyhub.web.casework import question_sets, set_builder, set_pieces, set_preview

urlpatterns = [
    path("question-sets/", question_sets.sets, name="question_sets"),
    path("question-sets/add/", question_sets.add, name="set_add"),
    path("question-sets/new/", set_builder.new, name="set_new"),
    path("question-sets/<uuid:chosen>/", question_sets.question_set, name="question_set"),
    path("question-sets/<uuid:chosen>/copy/", set_builder.copy, name="set_copy"),
    path("question-sets/<uuid:chosen>/preview/", set_preview.preview, name="set_preview"),
    path("question-sets/<uuid:chosen>/phone/", set_preview.phone, name="set_phone"),
    path("question-sets/<uuid:chosen>/text/", set_preview.text, name="set_text"),
    path("question-sets/drafts/<uuid:draft>/", set_builder.draft, name="set_draft"),
    path("question-sets/drafts/<uuid:draft>/head/", set_builder.head, name="set_head"),
    path("question-sets/drafts/<uuid:draft>/ready/", set_builder.ready, name="set_ready"),
    path("question-sets/drafts/<uuid:draft>/publish/", set_builder.publish, name="set_publish"),
    path("question-sets/drafts/<uuid:draft>/stop/", set_builder.stop, name="set_stop"),
    path("question-sets/drafts/<uuid:draft>/sections/add/", set_pieces.section_add, name="set_section_add"),
    path("question-sets/pieces/<uuid:piece>/", set_pieces.piece, name="set_piece"),
    path("question-sets/pieces/<uuid:piece>/questions/add/", set_pieces.question_add, name="set_question_add"),
    path("question-sets/pieces/<uuid:piece>/move/", set_pieces.move, name="set_move"),
    path("question-sets/pieces/<uuid:piece>/out/", set_pieces.out, name="set_out"),
]
