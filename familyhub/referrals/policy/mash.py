"""The rules of the MASH lane, as plain Python: its clocks, what may happen next, the duty list, a partner's link.

One working day for the decision is statutory guidance (Working Together 2023); hours by colour and the minutes until
the next post is called are local.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from familyhub.core.clocks import (
    Opening,
    add_minutes,
    add_working_days,
    day_of,
    end_of_day,
    minutes_between,
    office_hours,
)
from familyhub.referrals.terms.mash import DUE_MINUTES, WITHOUT_ACTION, Due, Duty
from familyhub.referrals.terms.requests import ENQUIRY_UNDECIDED, EnquiryOutcome, EnquiryState

LINK_OPEN_FOR = 5  # working days after the day on which the answer was due: a late answer is better than none
DAYS_AHEAD = 14


def colour_due(opened_at: datetime, colour: str, hours: Mapping[str, int]) -> datetime | None:
    """When an enquiry of this colour is to be decided by the local standard; None where there is none."""
    return add_minutes(opened_at, hours[colour] * 60) if colour in hours else None


def can_gather(state: EnquiryState) -> bool:
    """May partners still be asked, and the colour be changed?"""
    return state in ENQUIRY_UNDECIDED


def can_start_action(state: EnquiryState, outcome: EnquiryOutcome) -> bool:
    """May the date on which action began be recorded?"""
    return state is EnquiryState.DECIDED and outcome not in WITHOUT_ACTION


def action_date_problem(started: date, opened_on: date, today: date) -> str:
    """Why this cannot be the day on which action began; "" when it can. It is the day it began, never the intention."""
    if started > today:
        return "Enter the day on which action began: it cannot be in the future"
    if started < opened_on:
        return "Enter the day on which action began: it cannot be before the concern was received"
    return ""


def close_problem(state: EnquiryState, outcome: str, held: int, words: str) -> str:
    """Why the enquiry cannot be closed now; "" when it can."""
    if state not in (EnquiryState.DECIDED, EnquiryState.STARTED):
        return "Decide first: an enquiry is not closed before it is decided"
    if held:
        return "Release what this enquiry holds first"
    if state is EnquiryState.DECIDED and EnquiryOutcome(outcome) not in WITHOUT_ACTION and not words.strip():
        return "Record when action began, or say why none did"
    return ""


def answer_due(asked_at: datetime, by: Due, decide_by: datetime) -> datetime:
    """By when a partner is to answer."""
    return add_minutes(asked_at, DUE_MINUTES[by]) if by in DUE_MINUTES else max(decide_by, add_minutes(asked_at, 60))


def link_expires(due_at: datetime) -> datetime:
    """When a partner's link closes by itself."""
    return end_of_day(add_working_days(day_of(due_at), LINK_OPEN_FOR))


@dataclass(frozen=True)
class Called:
    """One call that was made: who (None when nobody was on the list), in which round, when."""

    staff: uuid.UUID | None
    round: int
    at: datetime


def next_call_at(calls: Sequence[Called], opened_at: datetime, minutes: int) -> datetime:
    """When the next post is to be called: the first at once, each other when the one before had its time."""
    return add_minutes(calls[-1].at, minutes) if calls else opened_at


def next_to_call(on_duty: Sequence[uuid.UUID], calls: Sequence[Called]) -> tuple[uuid.UUID | None, int]:
    """Who is called next and in which round: the list in its order, then from its top again."""
    now_in = calls[-1].round if calls else 1
    had_a_call = {call.staff for call in calls if call.round == now_in}
    for staff in on_duty:
        if staff not in had_a_call:
            return staff, now_in
    again = now_in + 1 if calls else 1
    return (on_duty[0] if on_duty else None), again


def duty(calls: Sequence[Called], acknowledged: bool, *, minutes: int, opened_at: datetime, now: datetime) -> Duty:
    """How the call to the duty list stands."""
    if acknowledged:
        return Duty.ACKNOWLEDGED
    if any(call.round > 1 or call.staff is None for call in calls):
        return Duty.EXHAUSTED
    since = calls[0].at if calls else opened_at
    return Duty.SILENT if minutes_between(since, now) >= minutes else Duty.CALLED


def must_phone(standing: Duty, now: datetime, opening: Opening) -> bool:
    """Must the page say whom to phone now? Outside office hours, and whenever nobody answered in time."""
    if standing is Duty.ACKNOWLEDGED:
        return False
    return standing is not Duty.CALLED or not office_hours(now, opening)


@dataclass(frozen=True)
class Span:
    """A stretch of time on the duty list; `until` None: without an end."""

    since: datetime
    until: datetime | None


def gaps(spans: Sequence[Span], opening: Opening, now: datetime) -> list[Span]:
    """Stretches of office hours within 14 days in which nobody is on the duty list, the earliest first."""
    found: list[Span] = []
    for number in range(DAYS_AHEAD):
        hours = opening.hours_of(day_of(now) + timedelta(days=number))
        if hours and hours[1] > now:
            found += _uncovered(max(hours[0], now), hours[1], spans)
    return found


def _uncovered(start: datetime, end: datetime, spans: Sequence[Span]) -> list[Span]:
    found = []
    for span in sorted(spans, key=lambda one: one.since):
        if span.until is not None and span.until <= start:
            continue
        if span.since >= end:
            break
        if span.since > start:
            found.append(Span(start, span.since))
        start = max(start, span.until or end)
        if start >= end:
            return found
    return [*found, Span(start, end)]
