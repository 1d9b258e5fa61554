"""Invitations and minutes are sent to each guest, or handed over; and a copy is printed for one guest alone."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions
from familyhub.casework.permissions import WORK
from familyhub.casework.terms.meetings import COPY_LABELS, COPY_OF
from familyhub.components.words import counted
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meeting_forms import GivenForm
from familyhub.web.casework.meetings import SEND_WORDS, meeting_or_404
from familyhub.web.casework.plan_forms import JustSend
from familyhub.web.casework.taking import Sheet, take

SEND, GIVEN = "casework:send_copies", "casework:copy_given"
LEAD = (
    "Read each copy first. A colleague who works with this family has it in their tray. To a partner with an email "
    "and to the family where that is safe goes a notice of the day that names nobody; you hand the copy over yourself."
)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, meeting: uuid.UUID) -> HttpResponse:
    """To each guest who has not had it."""
    page = meeting_or_404(request, meeting)
    title, back = SEND_WORDS[page.state], reverse("casework:meeting", args=[meeting])

    def act() -> tuple[str, str]:
        many = actions.send_copies(meeting=meeting, by=asker_of(request), at=timezone.now())
        return f"Sent to {counted(many, 'guest')}, or to be handed over: see below", back

    form = JustSend(request.POST or None)
    return take(request, Sheet(SEND, meeting, title, "Send", back, form, act, more={"lead": LEAD}))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def given(request: HttpRequest, meeting: uuid.UUID, guest: uuid.UUID) -> HttpResponse:
    """A copy was handed over."""
    page, asker = meeting_or_404(request, meeting), asker_of(request)
    line = next((one for one in page.guests if one.id == guest), None)
    if line is None:
        raise Http404
    begun = {"given_on": timezone.localdate(), "given_by": asker.name}
    form = GivenForm(request.POST or None, initial=begun | drafts.initial_from_draft(request, GIVEN, guest, GivenForm))
    back = reverse("casework:meeting", args=[meeting])

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.give_copy(
            guest=guest, given_on=said["given_on"], given_by=said["given_by"], by=asker, at=timezone.now()
        )
        return "It was kept", back

    title = f"{COPY_LABELS[COPY_OF[page.state]]} for {line.name}: handed over"
    return take(request, Sheet(GIVEN, guest, title, "Save", back, form, act))
