"""Addresses of access with a reason, its reviews, declared relations, and agreements."""

from django.urls import path

from familyhub.web.sharing import agreeing, following, opening, reads, relations, reviewing

app_name = "sharing"
urlpatterns = [
    path("open-with-reason/", opening.open_with_reason, name="open"),
    path("opened/", reviewing.reviews, name="reviews"),
    path("opened/<uuid:opening>/", reviewing.opening, name="opening"),
    path("opened/<uuid:opening>/review/", reviewing.review, name="review"),
    path("me/relations/", relations.own, name="own_relations"),
    path("relations/", relations.everybodys, name="relations"),
    path("relations/<uuid:relation>/", relations.relation, name="relation"),
    path("relations/<uuid:relation>/end/<uuid:match>/", relations.end, name="end_relation"),
    path("people/<uuid:person>/agreements/", agreeing.agreements, name="agreements"),
    path("people/<uuid:person>/agreements/new/", agreeing.agree, name="agree"),
    path("people/<uuid:person>/agreements/decide/", agreeing.decide, name="decide"),
    path("agreements/<uuid:agreement>/", agreeing.agreement, name="agreement"),
    path("agreements/<uuid:agreement>/withdraw/", agreeing.withdraw, name="withdraw"),
    path("agreements/<uuid:agreement>/followed/", following.followed, name="followed"),
    path("reads/", reads.weeks, name="reads"),
    path("reads/<uuid:week>/", reads.week, name="reads_week"),
    path("reads/of/<uuid:listed>/", reads.listed, name="reads_of"),
    path("reads/of/<uuid:listed>/mark/", reads.mark, name="mark_reads"),
]
