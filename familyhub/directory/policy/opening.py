"""How a listing stands at a moment: open, later, closed for now, over. Nothing closed or unconfirmed is called open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from familyhub.directory.policy.sessions import FURTHER, LOOK_AHEAD, Schedule, Session, sessions
from familyhub.directory.policy.showing import Days, is_stale

WEEKEND = frozenset({5, 6})
WORKING_WEEK = frozenset(range(5))


class Stands(StrEnum):
    """What may be said of it now."""

    OPEN = "open"
    NEXT = "next"
    PAUSED = "paused"
    OVER = "over"
    ASK = "ask"


@dataclass(frozen=True)
class Standing:
    """`next`: the occasion that is on (OPEN) or comes (NEXT). `closed_from`, `again_on`: since when what is PAUSED is
    closed, and when it opens again, if known.

    `is_unsure`: nobody has confirmed it for three months, so it is not called open. `held_to`: the schedule of `next`
    where its times hold under a condition of their own ("in school terms"): then no day is promised.
    """

    stands: Stands
    next: Session | None = None
    again_on: date | None = None
    closed_from: date | None = None
    is_unsure: bool = False
    held_to: Schedule | None = None


def coming(schedules: Sequence[Schedule], days: Days, today: date, ahead: int = LOOK_AHEAD) -> list[Session]:
    """Every occasion from today on, for so many days, on which it is neither closed for now nor over."""
    return [one for one in sessions(schedules, today, today + timedelta(days=ahead)) if days.are_open(one.on)]


def standing(document: dict[str, Any], days: Days, now: datetime, wanted: frozenset[int] = frozenset()) -> Standing:
    """How it stands. `now`: by London's clock. `wanted`: the days of the week that are asked for, none for any."""
    today = now.date()
    if not days.are_open(today):
        return Standing(Stands.PAUSED, again_on=days.paused_until, closed_from=days.paused_from)
    schedules: list[Schedule] = document.get("schedules", [])
    timed = [one for one in schedules if any(one.get(key) for key in ("opens_at", "byday", "freq", "dtstart"))]
    if not timed:
        return Standing(Stands.ASK)
    stale = _is_stale(document, today)
    first = _first(timed, days, now, wanted)
    if first is None:
        return Standing(Stands.OVER, is_unsure=stale)
    held_to = next((one for one in timed if one.get("description") and _is_of(one, first)), None)
    if not stale and not held_to and _is_on(first, now):
        return Standing(Stands.OPEN, first)
    return Standing(Stands.NEXT, first, is_unsure=stale, held_to=held_to)


def promised(schedules: Sequence[Schedule]) -> list[Schedule]:
    """Those that hold under no condition of their own: their dates may be told one by one."""
    return [one for one in schedules if not one.get("description")]


def _first(schedules: Sequence[Schedule], days: Days, now: datetime, wanted: frozenset[int]) -> Session | None:
    """The occasion that is on or comes next."""
    for ahead in FURTHER:
        for one in coming(schedules, days, now.date(), ahead):
            if not _has_ended(one, now) and (not wanted or one.on.weekday() in wanted):
                return one
    return None


def _is_stale(document: dict[str, Any], today: date) -> bool:
    assured = document.get("assured_date")
    changed = str(document.get("last_modified", "")) or today.isoformat()
    return is_stale(
        date.fromisoformat(assured) if assured else None,
        date.fromisoformat(changed[:10]),
        today,
    )


def _has_ended(session: Session, now: datetime) -> bool:
    if session.on != now.date() or session.closes is None or _ends_next_day(session):
        return False
    return session.closes <= now.time()


def _is_on(session: Session, now: datetime) -> bool:
    begun = session.opens is not None and session.opens <= now.time()
    lasts = session.closes is not None and (_ends_next_day(session) or now.time() < session.closes)
    return session.on == now.date() and begun and lasts


def _ends_next_day(session: Session) -> bool:
    return session.opens is not None and session.closes is not None and session.closes <= session.opens


def _is_of(schedule: Schedule, session: Session) -> bool:
    """May the occasion be one of this schedule's?"""
    return not schedule.get("opens_at") or session.opens is None or schedule["opens_at"][:5] == f"{session.opens:%H:%M}"


def week_of(schedules: Sequence[Schedule], days: Days, today: date) -> dict[int, list[Session]]:
    """For each day of the week (0 is Monday) the occasions of the next seven days."""
    found: dict[int, list[Session]] = {day: [] for day in range(7)}
    for one in coming(schedules, days, today, ahead=6):
        found[one.on.weekday()].append(one)
    return found


def opening_gaps(open_on: Iterable[int]) -> frozenset[int]:
    """The days on which a main site should open and does not: Monday to Friday and one of a weekend (S3-11).

    Where no day of a weekend is open both are said.
    """
    kept = frozenset(open_on)
    return (WORKING_WEEK - kept) | (WEEKEND if not kept & WEEKEND else frozenset())
