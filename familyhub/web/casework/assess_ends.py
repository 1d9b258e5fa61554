"""An assessment is shared with the family, finished, signed, sent back or stopped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions import assessing_end as ends
from familyhub.casework.permissions import AUTHORISE, WORK
from familyhub.casework.policy.assessments import Elsewhere, Missing
from familyhub.casework.queries.assessments import AssessmentPage
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import FinishForm, SendBackForm, ShareForm, SignForm, StopForm
from familyhub.web.casework.assessing import address_of, page_or_404
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.verbs import Told, Verb, Words, says, view_of

ELSEWHERE = {Elsewhere.NEEDS: "casework:assess_need", Elsewhere.SHARED: "casework:assess_share"}
WAITS = "The assessment is finished and waits for a signature. Help goes on: nothing else waits for it"
FINAL = "The assessment is final"
END = "casework/assess_end.html"
FINISH, TITLE = "casework:assess_finish", "Finish the assessment"
By = Told[AssessmentPage]


def _share(told: By) -> str:
    ends.share(assessment=told.page.id, new=told.form.new(), by=told.by, at=told.at)
    return "Kept"


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


def _to_stop(page: AssessmentPage) -> Words:
    waits = [one.words for one in page.outstanding]
    lead = " ".join([*waits, "They are told that nothing more is needed."]) if waits else ""
    return Words("Stop the assessment", "Stop", lead)


def _missing(page: AssessmentPage) -> Mapping[str, Any]:
    return {"is_to_sign": False, "missing": [(one.words, _way_to(one, page)) for one in page.missing]}


def _way_to(one: Missing, page: AssessmentPage) -> str:
    if one.elsewhere is Elsewhere.AGREEMENT:
        return reverse("sharing:agree", args=[one.about])
    if one.elsewhere:
        return reverse(ELSEWHERE[one.elsewhere], args=[page.id])
    return reverse("casework:assess_part", args=[one.part])


SHARE = Verb("casework:assess_share", WORK, says("Shared with the family", "Save"), ShareForm, _share)
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
STOP: Verb[AssessmentPage] = Verb("casework:assess_stop", WORK, _to_stop, StopForm, _stop)
share, authorise, send_back, stop = (view_of(verb, page_or_404, address_of) for verb in (SHARE, SIGN, BACK, STOP))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """What is missing, each with the way to it, and who has not answered; when nothing is, it goes to be signed."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    back = address_of(assessment)
    if request.method != "POST" and not page.may_write:
        return redirect(back)
    begun = drafts.initial_from_draft(request, FINISH, assessment, FinishForm)
    form = FinishForm(request.POST or None, initial=begun, is_waited=bool(page.outstanding))

    def act() -> tuple[str, str]:
        seen, is_ticked = form.cleaned_data["version"], form.cleaned_data.get("all_the_same", False)
        is_final = ends.finish(
            assessment=assessment, by=asker, at=timezone.now(), version_seen=seen, all_the_same=is_ticked
        )
        return FINAL if is_final else WAITS, back

    more = {"page": page, **_missing(page)}
    stands = Stands(page.version, facts={"How it stands": page.state_words})
    try:
        return take(request, Sheet(FINISH, assessment, TITLE, "Finish", back, form, act, END, more, stands))
    except ends.NotComplete:
        page = page_or_404(request, assessment)
        return render(request, END, {"heading": TITLE, "back": back, "page": page, **_missing(page)}, status=422)
