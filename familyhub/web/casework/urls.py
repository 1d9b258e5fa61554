"""Casework's addresses. Words that are searched for are posted: no address holds them."""

from django.urls import path

from familyhub.web.casework import assess_ends, assess_partners, assessing, caseloads, episodes, notes, question_sets

app_name = "casework"
urlpatterns = [
    path("caseload/", caseloads.mine, name="caseload"),
    path("caseload/<uuid:worker>/", caseloads.of_worker, name="of_worker"),
    path("episodes/<uuid:episode>/", episodes.episode, name="episode"),
    path("episodes/<uuid:episode>/hand-over/", episodes.hand_over, name="hand_over"),
    path("episodes/<uuid:episode>/close/", episodes.close, name="close"),
    path("episodes/<uuid:episode>/reopen/", episodes.reopen, name="reopen"),
    path("cases/<uuid:case>/note/", notes.write, name="write"),
    path("cases/<uuid:case>/assess/", assessing.begin, name="assess"),
    path("assessments/<uuid:assessment>/", assessing.assessment, name="assessment"),
    path("assessments/<uuid:assessment>/share/", assess_ends.share, name="assess_share"),
    path("assessments/<uuid:assessment>/finish/", assess_ends.finish, name="assess_finish"),
    path("assessments/<uuid:assessment>/authorise/", assess_ends.authorise, name="assess_authorise"),
    path("assessments/<uuid:assessment>/send-back/", assess_ends.send_back, name="assess_send_back"),
    path("assessments/<uuid:assessment>/stop/", assess_ends.stop, name="assess_stop"),
    path("assessments/<uuid:assessment>/ask/", assess_partners.ask, name="assess_ask"),
    path("assessments/parts/<uuid:part>/", assessing.part, name="assess_part"),
    path("assessments/asked/<uuid:ask>/withdraw/", assess_partners.withdraw, name="assess_withdraw"),
    path("contribute/", assess_partners.contribution, name="contribution"),
    path("contribute/<str:token>/", assess_partners.link, name="contribute_link"),
    path("question-sets/", question_sets.sets, name="question_sets"),
    path("question-sets/add/", question_sets.add, name="set_add"),
    path("question-sets/<uuid:asked>/", question_sets.question_set, name="question_set"),
    path("notes/search/", notes.search, name="search"),
    path("notes/<uuid:note>/", notes.note, name="note"),
    path("notes/<uuid:note>/correct/", notes.correct, name="correct"),
]
