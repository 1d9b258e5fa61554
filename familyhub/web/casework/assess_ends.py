"""An assessment is shared with the family, finished, signed, sent back or stopped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions import assessing_end as ends
from familyhub.casework.permissions import AUTHORISE, WORK
from familyhub.casework.policy.assessments import Elsewhere, Missing
from familyhub.casework.queries.assessments import AssessmentPage
from familyhub.core.permissions import needs
from familyhub.web.casework.assess_forms import SendBackForm, ShareForm, SignForm, StopForm
from familyhub.web.casework.assessing import address_of, page_or_404
from familyhub.web.casework.verbs import Told, Verb, says, view_of

ELSEWHERE = {Elsewhere.NEEDS: "casework:assess_need", Elsewhere.SHARED: "casework:assess_share"}
WAITS = "The assessment is finished and waits for a signature. Help goes on: nothing else waits for it"
FINAL = "The assessment is final"
END = "casework/assess_end.html"
By = Told[AssessmentPage]


def _share(told: By) -> str:
    ends.share(assessment=told.page.id, new=told.form.new(), by=told.by, at=told.at)
    return "Kept"


def _finish(told: By) -> str:
    is_final = ends.finish(assessment=told.page.id, by=told.by, at=told.at, version_seen=told.seen)
    return FINAL if is_final else WAITS


def _authorise(told: By) -> str:
    ends.authorise(assessment=told.page.id, by=told.by, at=told.at, version_seen=told.seen)
    return "You authorised the assessment: it is final"


def _send_back(told: By) -> str:
    words = told.said["words"]
    ends.send_back(assessment=told.page.id, words=words, by=told.by, at=told.at, version_seen=told.seen)
    return "Sent back to whoever finished it"


def _stop(told: By) -> str:
    words = told.said["words"]
    ends.stop(assessment=told.page.id, words=words, by=told.by, at=told.at, version_seen=told.seen)
    return "The assessment was stopped"


def _missing(page: AssessmentPage) -> Mapping[str, Any]:
    return {"is_to_sign": False, "missing": [(one.words, _way_to(one, page)) for one in page.missing]}


def _way_to(one: Missing, page: AssessmentPage) -> str:
    if one.elsewhere is Elsewhere.AGREEMENT:
        return reverse("sharing:agree", args=[one.about])
    if one.elsewhere:
        return reverse(ELSEWHERE[one.elsewhere], args=[page.id])
    return reverse("casework:assess_part", args=[one.part])


SHARE = Verb("casework:assess_share", WORK, says("Shared with the family", "Save"), ShareForm, _share)
FINISH: Verb[AssessmentPage] = Verb(
    "casework:assess_finish",
    WORK,
    says("Finish the assessment", "Finish"),
    SignForm,
    _finish,
    is_open=lambda page: page.may_write,
    template=END,
    more=_missing,
)
SIGN: Verb[AssessmentPage] = Verb(
    "casework:assess_authorise",
    AUTHORISE,
    says("Authorise the assessment", "Authorise"),
    SignForm,
    _authorise,
    is_open=lambda page: page.may_sign,
    template=END,
    more=lambda page: {"is_to_sign": True},
)
BACK = Verb(
    "casework:assess_send_back", AUTHORISE, says("Send the assessment back", "Send back"), SendBackForm, _send_back
)
STOP = Verb("casework:assess_stop", WORK, says("Stop the assessment", "Stop"), StopForm, _stop)
share, authorise, send_back, stop = (view_of(verb, page_or_404, address_of) for verb in (SHARE, SIGN, BACK, STOP))
_to_finish = view_of(FINISH, page_or_404, address_of)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """What is missing, each with the way to it; when nothing is, it goes to be signed."""
    try:
        return _to_finish(request, assessment=assessment)
    except ends.NotComplete:
        page = page_or_404(request, assessment)
        context = {"heading": FINISH.words(page).title, "back": address_of(assessment), "page": page, **_missing(page)}
        return render(request, END, context, status=422)
