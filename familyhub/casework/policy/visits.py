"""The rules of home visits, as plain Python: who may go, when an alarm rings, what may be left at a door."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from familyhub.casework.policy.meetings import Pair
from familyhub.casework.terms.visits import (
    BEGUN_SINCE,
    EARLIEST_IN,
    FURTHEST,
    LONGEST_VISIT,
    MOST_GOERS,
    CameTo,
    Door,
    Follows,
    VisitState,
)
from familyhub.core.clocks import add_minutes


def span_problem(starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    """Why a visit cannot be from then to then; "" when it can. Elapsed time, also when the clocks change."""
    if ends_at <= starts_at:
        return "The visit must end after it begins"
    if ends_at - starts_at > LONGEST_VISIT:
        return "A visit lasts eight hours at most: plan two"
    if starts_at < now - BEGUN_SINCE:
        return "The visit has begun already: plan one that is still to come, or write a note about one that was"
    return "The visit is more than a year away" if starts_at > now + FURTHEST else ""


def goers_problem(count: int, *, needs_two: bool, why_one: str) -> str:
    """Why so many cannot go; "" when they can."""
    if not count:
        return "Choose who goes"
    if count > MOST_GOERS:
        return "Two workers go at most"
    if needs_two and count < MOST_GOERS and not why_one.strip():
        return "Two workers go to this family: choose a second one, or say why one goes alone"
    return ""


def needs_two(known: Collection[Door]) -> bool:
    """Is it said that two workers go?"""
    return Door.TWO_WORKERS in known


def visited_problem(visited: Collection[uuid.UUID], home: uuid.UUID | None, apart: Collection[Pair]) -> str:
    """Why these cannot be visited together, or there; "" when they can."""
    if not visited:
        return "Choose whom you visit"
    if any(pair <= set(visited) for pair in apart):
        return "Two of these are kept apart: visit each by themselves"
    if home and any(home in pair and pair & set(visited) for pair in apart):
        return "One of these is kept apart from whoever lives there: choose another place"
    return ""


def alarm_at(ends_at: datetime, minutes: int) -> datetime:
    """When the alarm rings for a visit of which nobody has checked out: elapsed minutes after its expected end."""
    return add_minutes(ends_at, minutes)


def next_call_at(called_at: Sequence[datetime], raised_at: datetime, minutes: int) -> datetime:
    """When the next is called: the first at once, each other so many elapsed minutes after the one before."""
    return add_minutes(called_at[-1], minutes) if called_at else raised_at


def next_to_call(listed: Sequence[uuid.UUID], called: Sequence[uuid.UUID | None]) -> uuid.UUID | None:
    """Whoever comes after the one called last; from the end it begins again. None where nobody is listed."""
    if not listed:
        return None
    last = called[-1] if called else None
    return listed[(listed.index(last) + 1) % len(listed)] if last in listed else listed[0]


def check_in_problem(*, goes: bool, state: VisitState, starts_at: datetime, is_in: bool, now: datetime) -> str:
    """Why somebody cannot check in; "" when they can."""
    if not goes:
        return "Only those who go check in"
    if state is not VisitState.PLANNED:
        return "This visit is over or was cancelled"
    if is_in:
        return "You have checked in already"
    return "This visit is not yet: check in when you are at the door" if now < starts_at - EARLIEST_IN else ""


def check_out_problem(*, goes: bool, is_in: bool, is_out: bool) -> str:
    """Why somebody cannot check out; "" when they can. Who never checked in cannot say that they came out."""
    if not goes:
        return "Only those who go check out"
    if is_out:
        return "You have checked out already"
    return "" if is_in else "You have not checked in: do that first, then check out"


def cancel_problem(*, state: VisitState, is_begun: bool, words: str) -> str:
    """Why a visit cannot be cancelled or changed; "" when it can."""
    if state is not VisitState.PLANNED:
        return "This visit is over or was cancelled"
    if is_begun:
        return "Somebody has checked in: check out, and write up what happened"
    return "" if words.strip() else "Say why"


@dataclass(frozen=True)
class Told:
    """A moment as a device told it: moved by what its clock was off, and if what it told cannot be."""

    at: datetime
    is_doubtful: bool


def moment_told(said: datetime, device_now: datetime, now: datetime, not_before: datetime) -> Told:
    """When it was, of a moment that a device kept without a signal. A clock that is wrong is wrong all along: what it
    shows as now tells by how much. A moment before the visit was taken along, or still to come, is doubtful and is
    moved to the nearest that can be.
    """
    at = said + (now - device_now)
    if at > now:
        return Told(now, is_doubtful=True)
    return Told(not_before, is_doubtful=True) if at < not_before - timedelta(minutes=1) else Told(at, is_doubtful=False)


def write_up_problem(
    *, state: VisitState, came_to: CameTo, is_written: bool, anybody_in: bool, starts_at: datetime, now: datetime
) -> str:
    """Why a visit cannot be written up so; "" when it can."""
    if is_written:
        return "This visit is written up already: correct its note"
    if state is VisitState.CANCELLED:
        return "This visit was cancelled"
    if now < starts_at and not anybody_in:
        return "This visit has not begun yet"
    if came_to is CameTo.TOOK_PLACE and not anybody_in:
        return "Nobody has checked in: check in first, or say that nobody opened"
    return ""


def follows_problem(came_to: CameTo, follows: Collection[Follows], *, may_leave_word: bool) -> str:
    """Why this cannot follow; "" when it can. A card tells whoever finds it that we were there."""
    if came_to is CameTo.TOOK_PLACE:
        return "" if not follows else "What follows is said only when nobody opened"
    if not follows:
        return "Say what follows"
    if Follows.CARD in follows and not may_leave_word:
        return "A card is left only where it is recorded of every adult there that word may be left: leave none"
    return ""
