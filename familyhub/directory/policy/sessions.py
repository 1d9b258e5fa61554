"""When something is on: a schedule's rule (RFC 5545: weekly or monthly) laid over days, by London's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from typing import Any

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
LOOK_AHEAD = 400
Schedule = dict[str, Any]


@dataclass(frozen=True, order=True)
class Session:
    """One occasion. `opens` and `closes` by London's clock, where they are known."""

    on: date
    opens: time | None
    closes: time | None
    service_at_location_id: str = ""


def days_of(schedules: Iterable[Schedule], today: date) -> frozenset[int]:
    """The days of the week (0 is Monday) on which it is on, of every schedule that is not over."""
    found: set[int] = set()
    for schedule in schedules:
        if _until(schedule) >= today:
            found |= {day for _, day in by_day(schedule)} or _first_day(schedule)
    return frozenset(found)


def sessions(schedules: Sequence[Schedule], since: date, until: date) -> list[Session]:
    """Every occasion from `since` up to and including `until`, in order."""
    found = {session for schedule in schedules for session in _of(schedule, since, until)}
    return sorted(found, key=lambda one: (one.on, one.opens or time.min, one.closes or time.min))


def next_sessions(schedules: Sequence[Schedule], today: date, count: int = 4) -> list[Session]:
    """The next few occasions, today's first."""
    return list(islice(sessions(schedules, today, today + timedelta(days=LOOK_AHEAD)), count))


def is_ended(schedule: Schedule, today: date) -> bool:
    """Is this schedule over?"""
    return _until(schedule) < today


def _first_day(schedule: Schedule) -> set[int]:
    start = _day(schedule.get("dtstart"))
    return {start.weekday()} if start and schedule.get("freq") == "WEEKLY" else set()


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(str(raw)[:10])
    except ValueError:
        return None


def _until(schedule: Schedule) -> date:
    return _day(schedule.get("valid_to")) or date.max


def by_day(schedule: Schedule) -> list[tuple[int, int]]:
    """(which of the month or 0, day of the week)."""
    return [(int(found[1] or 0), DAYS[found[2]]) for found in BY_DAY.finditer(str(schedule.get("byday", "")).upper())]


def _clock(raw: Any) -> time | None:
    try:
        return time.fromisoformat(str(raw)[:8]) if raw else None
    except ValueError:
        return None


def _of(schedule: Schedule, since: date, until: date) -> Iterator[Session]:
    start = _day(schedule.get("dtstart")) or _day(schedule.get("valid_from"))
    first = max([since, *[day for day in (start, _day(schedule.get("valid_from"))) if day]])
    last = min(until, _until(schedule))
    opens, closes = _clock(schedule.get("opens_at")), _clock(schedule.get("closes_at"))
    day = first
    while day <= last:
        if _falls_on(schedule, start or first, day):
            yield Session(day, opens, closes, schedule.get("service_at_location_id", ""))
        day += timedelta(days=1)


def _falls_on(schedule: Schedule, start: date, day: date) -> bool:
    interval = int(schedule.get("interval") or 1)
    if schedule.get("freq") == "WEEKLY":
        weeks = ((day - timedelta(days=day.weekday())) - (start - timedelta(days=start.weekday()))).days // 7
        wanted = {weekday for _, weekday in by_day(schedule)} or {start.weekday()}
        return weeks % interval == 0 and day.weekday() in wanted
    if schedule.get("freq") == "MONTHLY":
        months = (day.year - start.year) * 12 + day.month - start.month
        return months % interval == 0 and _in_month(schedule, start, day)
    return day == start


def _in_month(schedule: Schedule, start: date, day: date) -> bool:
    numbers = {int(found) for found in re.findall(r"-?\d{1,2}", str(schedule.get("bymonthday", "")))}
    length = ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
    if numbers:
        return bool(numbers & {day.day, day.day - length - 1})
    named = by_day(schedule)
    if not named:
        return day.day == start.day
    from_start, from_end = (day.day - 1) // 7 + 1, (day.day - length - 1) // 7
    return any(weekday == day.weekday() and nth in (0, from_start, from_end) for nth, weekday in named)
