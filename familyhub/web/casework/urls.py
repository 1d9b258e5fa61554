"""Casework's addresses. Words that are searched for are posted: no address holds them."""

from django.urls import path

from familyhub.web.casework import (
    alongside_urls,
    asked_urls,
    assess_urls,
    caseloads,
    closing,
    episodes,
    notes,
    onward,
    partners_urls,
    plan_urls,
    release_urls,
    set_urls,
    visits_urls,
    workload,
)

app_name = "casework"
urlpatterns = [
    path("caseload/", caseloads.mine, name="caseload"),
    path("workload/", workload.workload, name="workload"),
    path("caseload/<uuid:worker>/", caseloads.of_worker, name="of_worker"),
    path("episodes/<uuid:episode>/", episodes.episode, name="episode"),
    path("episodes/<uuid:episode>/hand-over/", episodes.hand_over, name="hand_over"),
    path("episodes/<uuid:episode>/close/", closing.close, name="close"),
    path("episodes/<uuid:episode>/tier/", closing.tier, name="step_tier"),
    path("episodes/<uuid:episode>/hand-back/", closing.back, name="hand_back"),
    path("episodes/<uuid:episode>/step-up/", onward.step_up, name="step_up"),
    path("episodes/<uuid:episode>/moved/", onward.moved, name="moved"),
    path("episodes/<uuid:episode>/stop-waiting/", onward.stop_waiting, name="stop_waiting"),
    path("checks/<uuid:check>/", closing.check, name="check"),
    path("checks/<uuid:check>/result/", closing.result, name="check_result"),
    path("episodes/<uuid:episode>/reopen/", episodes.reopen, name="reopen"),
    path("cases/<uuid:case>/note/", notes.write, name="write"),
    path("notes/search/", notes.search, name="search"),
    path("notes/<uuid:note>/", notes.note, name="note"),
    path("notes/<uuid:note>/correct/", notes.correct, name="correct"),
    *alongside_urls.urlpatterns,
    *assess_urls.urlpatterns,
    *asked_urls.urlpatterns,
    *set_urls.urlpatterns,
    *partners_urls.urlpatterns,
    *plan_urls.urlpatterns,
    *visits_urls.urlpatterns,
    *release_urls.urlpatterns,
]
