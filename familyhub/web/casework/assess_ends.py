"""An assessment is shared with the family, finished, signed, sent back or stopped."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions import assessing_end as ends
from familyhub.casework.assessment_policy import Elsewhere, Missing
from familyhub.casework.permissions import AUTHORISE, WORK
from familyhub.casework.queries.assessments import AssessmentPage
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import SendBackForm, ShareForm, SignForm, StopForm
from familyhub.web.casework.assessing import address_of, page_or_404
from familyhub.web.casework.taking import Sheet, take

SHARE, FINISH, SIGN = "casework:assess_share", "casework:assess_finish", "casework:assess_authorise"
ELSEWHERE = {Elsewhere.NEEDS: "casework:assess_need", Elsewhere.SHARED: "casework:assess_share"}
BACK, STOP = "casework:assess_send_back", "casework:assess_stop"
WAITS = "The assessment is finished and waits for a signature. Help goes on: nothing else waits for it"
FINAL = "The assessment is final"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """How the family was shown it, and what they said."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    begun = {"day": timezone.localdate()} | drafts.initial_from_draft(request, SHARE, assessment, ShareForm)
    form = ShareForm(request.POST or None, initial=begun)

    def act() -> tuple[str, str]:
        ends.share(assessment=assessment, new=form.new(), by=asker, at=timezone.now())
        return "Kept", address_of(assessment)

    return take(request, _sheet(SHARE, page, "Shared with the family", "Save", form, act))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """What is missing, each with the way to it; when nothing is, it goes to be signed."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    if request.method != "POST" and not page.may_write:
        return redirect("casework:assessment", assessment)
    form = SignForm(request.POST or None, initial={"version": page.version})

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        is_final = ends.finish(assessment=assessment, by=asker, at=timezone.now(), version_seen=seen)
        return FINAL if is_final else WAITS, address_of(assessment)

    sheet = _sheet(FINISH, page, "Finish the assessment", "Finish", form, act)
    try:
        return take(request, sheet)
    except ends.NotComplete:
        return render(request, sheet.template, {"heading": sheet.title, "back": sheet.back, **sheet.more}, status=422)


@needs(AUTHORISE)
@require_http_methods(["GET", "HEAD", "POST"])
def authorise(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """Another person signs it; from then on nobody changes it."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    if request.method != "POST" and not page.may_sign:
        return redirect("casework:assessment", assessment)
    form = SignForm(request.POST or None, initial={"version": page.version})

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        ends.authorise(assessment=assessment, by=asker, at=timezone.now(), version_seen=seen)
        return "You authorised the assessment: it is final", address_of(assessment)

    return take(request, _sheet(SIGN, page, "Authorise the assessment", "Authorise", form, act))


@needs(AUTHORISE)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """It is to be changed first."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    begun = {"version": page.version} | drafts.initial_from_draft(request, BACK, assessment, SendBackForm)
    form = SendBackForm(request.POST or None, initial=begun)

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        at, seen = timezone.now(), said["version"]
        ends.send_back(assessment=assessment, words=said["words"], by=asker, at=at, version_seen=seen)
        return "Sent back to whoever finished it", address_of(assessment)

    return take(request, _sheet(BACK, page, "Send the assessment back", "Send back", form, act))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """It is given up; what was written stays."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    begun = {"version": page.version} | drafts.initial_from_draft(request, STOP, assessment, StopForm)
    form = StopForm(request.POST or None, initial=begun)

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        at, seen = timezone.now(), said["version"]
        ends.stop(assessment=assessment, words=said["words"], by=asker, at=at, version_seen=seen)
        return "The assessment was stopped", address_of(assessment)

    return take(request, _sheet(STOP, page, "Stop the assessment", "Stop", form, act))


def _sheet(code: str, page: AssessmentPage, title: str, button: str, form: object, act: object) -> Sheet:
    more: dict[str, object] = {"page": page}
    if code == FINISH:
        more |= {"missing": [(one.words, _way_to(one, page)) for one in page.missing]}
    template = "casework/assess_end.html" if code in {FINISH, SIGN} else "casework/form.html"
    more["is_to_sign"] = code == SIGN
    return Sheet(code, page.id, title, button, address_of(page.id), form, act, template, more)  # type: ignore[arg-type]


def _way_to(one: Missing, page: AssessmentPage) -> str:
    if one.elsewhere:
        return reverse(ELSEWHERE[one.elsewhere], args=[page.id])
    return reverse("casework:assess_part", args=[one.part])
