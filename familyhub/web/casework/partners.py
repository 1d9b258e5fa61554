"""Partners meetings: list, call, one meeting, who was there, cancel, and the minutes of one member."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import CONVENE, SEAT
from familyhub.casework.policy.partners import next_month
from familyhub.casework.queries import PartnersPage
from familyhub.components.words import short_day
from familyhub.core.clocks import day_of, is_working_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.meeting_forms import SayForm
from familyhub.web.casework.partners_forms import CallForm, CloseForm, seats_as_typed
from familyhub.web.casework.taking import Sheet, take

CALL, CLOSE, CANCEL = (f"casework:{verb}_partners_meeting" for verb in ("call", "close", "cancel"))


@needs(SEAT)
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of whose members or team I am."""
    asker = asker_of(request)
    context = {
        "lines": queries.partners_meetings_for(asker),
        "may_call": bool(queries.teams_convened(asker, timezone.localdate())),
    }
    return render(request, "casework/partners_meetings.html", context)


@needs(CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Call the next one; whoever sat at the last is asked again."""
    asker, today, back = asker_of(request), timezone.localdate(), reverse("casework:partners_meetings")
    teams = queries.teams_convened(asker, today)
    form = CallForm(request.POST or None, teams=teams, staff=queries.who_may_sit(today))
    if request.method != "POST":
        begun = seats_as_typed(queries.last_seats(asker, [number for number, _ in teams]))
        form.initial = begun | drafts.initial_from_draft(request, CALL, None, form)

    def act() -> tuple[str, str]:
        made = actions.call_partners_meeting(new=form.new(), by=asker, at=timezone.now())
        return "The partners meeting was called", reverse("casework:partners_meeting", args=[made])

    lead = (
        "Six roles sit at it each month. The standing agenda is every member's; a child is put on it by whoever works "
        "with the family, and is there for those members alone who need to hear it."
    )
    return take(request, Sheet(CALL, None, "Call a partners meeting", "Call it", back, form, act, more={"lead": lead}))


def meeting_or_404(request: HttpRequest, number: uuid.UUID) -> PartnersPage:
    """The meeting; the same 404 whether there is none or the asker is no member."""
    page = queries.partners_meeting_for(asker_of(request), number)
    if page is None:
        raise Http404
    return page


def convened_or_404(request: HttpRequest, number: uuid.UUID) -> PartnersPage:
    """The meeting, for whoever convenes it."""
    page = meeting_or_404(request, number)
    if not page.may_convene:
        raise Http404
    return page


@needs(SEAT)
def meeting(request: HttpRequest, round: uuid.UUID) -> HttpResponse:
    """One meeting as this member reads it."""
    page, asker = meeting_or_404(request, round), asker_of(request)
    context = {
        "page": page,
        "may_close": page.may_convene and page.state == "called",
        "own": next((seat for seat in page.seats if seat.staff == asker.number), None),
        "has_begun": page.starts_at <= timezone.now(),
    }
    return render(request, "casework/partners_meeting.html", context)


@needs(CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, round: uuid.UUID) -> HttpResponse:
    """Who was there, and the day of the next one."""
    page, back = convened_or_404(request, round), reverse("casework:partners_meeting", args=[round])
    form = CloseForm(request.POST or None, seats=page.seats)
    begun = {"next_on": next_month(day_of(page.starts_at), is_working_day)}
    form.initial = begun | drafts.initial_from_draft(request, CLOSE, round, form)

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        by, at = asker_of(request), timezone.now()
        actions.close_partners_meeting(meeting=round, new=form.new(), by=by, at=at, version_seen=seen)
        return "The meeting was closed", back

    stands, words = Stands(page.version, facts=_facts(page)), ("Who was there", "Close the meeting")
    return take(request, Sheet(CLOSE, round, *words, back, form, act, stands=stands))


def _facts(page: PartnersPage) -> dict[str, str]:
    state = {"called": "Called", "held": "Held", "cancelled": "Cancelled"}[page.state]
    return {"The meeting": state, "Next one": short_day(page.next_on) if page.next_on else ""}


@needs(CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, round: uuid.UUID) -> HttpResponse:
    """It does not take place."""
    convened_or_404(request, round)
    back = reverse("casework:partners_meeting", args=[round])
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, CANCEL, round))

    def act() -> tuple[str, str]:
        words = form.cleaned_data["words"]
        actions.cancel_partners_meeting(meeting=round, words=words, by=asker_of(request), at=timezone.now())
        return "The meeting was cancelled", back

    return take(request, Sheet(CANCEL, round, "Cancel the partners meeting", "Cancel it", back, form, act))


@needs(SEAT)
def minutes(request: HttpRequest, round: uuid.UUID, seat: uuid.UUID) -> HttpResponse:
    """What one member saw, and nothing else on the page."""
    found = queries.minutes_for(asker_of(request), round, seat)
    if found is None:
        raise Http404
    context = {"minutes": found, "back": reverse("casework:partners_meeting", args=[round])}
    return render(request, "casework/partners_minutes.html", context)
