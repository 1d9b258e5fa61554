"""A case steps up to children's social care, or goes to the authority that the family moved to; and waits."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import MANAGE, WORK
from familyhub.casework.queries import EpisodePage
from familyhub.casework.terms.episodes import CloseReason
from familyhub.core.permissions import needs
from familyhub.sharing import queries as sharing
from familyhub.sharing.queries.agreements import born_on_of
from familyhub.sharing.terms.openings import Basis
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.episodes import page_or_404, stands_of
from familyhub.web.casework.onward_forms import MovedForm, StepUpForm, StopForm
from familyhub.web.casework.taking import Sheet, take

STEP_UP, MOVED, STOP = "casework:step_up", "casework:moved", "casework:stop_waiting"
ONWARD = {CloseReason.STEPPED_UP.value: STEP_UP, CloseReason.MOVED_AWAY.value: MOVED}
STEP_UP_LEAD = (
    "If a child is in danger now, ring 999 first. What you send opens a MASH enquiry: somebody on duty is called at "
    "once, and it is decided within one working day. Help stays open until they answer; visits and letters wait."
)
MOVED_LEAD = (
    "The front door passes it on, and help stays open until the other authority says that they have it. If you fear "
    "that a child is at risk, step up instead: the front door then rings the other authority."
)


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def step_up(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Children's social care should look at it."""
    page = page_or_404(request, episode)
    form = StepUpForm(request.POST or None, **_begun(request, page, STEP_UP, StepUpForm))
    more = {"lead": STEP_UP_LEAD, "reference": page.reference}
    return take(request, _sheet(request, page, (STEP_UP, "Step up", "Send to the MASH"), form, more))


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """The family moved out of the county."""
    page = page_or_404(request, episode)
    form = MovedForm(request.POST or None, **_begun(request, page, MOVED, MovedForm))
    return take(request, _sheet(request, page, (MOVED, "Moved out of the county", "Save"), form, {"lead": MOVED_LEAD}))


def _begun(request: HttpRequest, page: EpisodePage, code: str, shape: Any) -> dict[str, Any]:
    """What stands in the form at first: what the case knows, and what was typed before."""
    asker, siblings = asker_of(request), [(str(id), name) for id, name, state in page.siblings if state == "open"]
    records = [page.who.record] if page.who else []
    born_on = born_on_of(records[0]) if records else None
    lines = [one for one in sharing.agreements_of(asker, records, born_on) if one.may_end and not one.asks_again]
    agreements = [(f"{Basis.AGREED.value}:{one.id}", f"With the agreement: {one.kind}, {one.giver}") for one in lines]
    options = {"siblings": siblings, "agreements": agreements}
    kept = drafts.initial_from_draft(request, code, page.id, shape(**options))
    begun = {"along": queries.goes_along(asker, page)} if request.method != "POST" else {}
    return {**options, "initial": begun | kept}


def _sheet(
    request: HttpRequest, page: EpisodePage, named: tuple[str, str, str], form: StepUpForm, more: dict[str, Any]
) -> Sheet:
    (code, title, button), back = named, reverse("casework:episode", args=[page.id])

    def act() -> tuple[str, str]:
        by, at, seen = asker_of(request), timezone.now(), form.cleaned_data["version"]
        if isinstance(form, MovedForm) and form.tells_nobody:
            words = form.cleaned_data["necessity"]
            actions.close_untold(episode=page.id, words=words, by=by, at=at, version_seen=seen)
            return "The episode was closed, and nobody is told", back
        reference = actions.send_on(episode=page.id, new=form.new(), by=by, at=at, version_seen=seen)
        return f"It was sent, reference {reference}. Help stays open until they answer", back

    return Sheet(code, page.id, title, button, back, form, act, more=more, stands=stands_of(page))


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def stop_waiting(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Help goes on without the answer."""
    page, back = page_or_404(request, episode), reverse("casework:episode", args=[episode])
    form = StopForm(request.POST or None, initial=drafts.initial_from_draft(request, STOP, episode))

    def act() -> tuple[str, str]:
        said, by, at = form.cleaned_data, asker_of(request), timezone.now()
        actions.stop_waiting(episode=episode, words=said["words"], by=by, at=at, version_seen=said["version"])
        return "Help goes on, and no answer is waited for", back

    lead = "What was sent is not taken back: whoever has it goes on with it. Ring them if it was sent by mistake."
    more, words = {"lead": lead}, ("Do not wait any more", "Save")
    return take(request, Sheet(STOP, episode, *words, back, form, act, more=more, stands=stands_of(page)))
