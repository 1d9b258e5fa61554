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
FURTHER = (7, 62, LOOK_AHEAD)
"""Days: most things are on within a week, so that is looked at first."""
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


def next_on(schedule: Schedule, today: date) -> date | None:
    """The day on which it is on next, today's first."""
    for ahead in FURTHER:
        found = sessions([schedule], today, today + timedelta(days=ahead))
        if found:
            return found[0].on
    return None


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
    for day in _days(schedule, start or first, first, last):
        yield Session(day, opens, closes, schedule.get("service_at_location_id", ""))


def _days(schedule: Schedule, start: date, first: date, last: date) -> Iterable[date]:
    """The days of its rule, which begins at `start`, from `first` up to and including `last`."""
    if schedule.get("freq") == "WEEKLY":
        return _weekly(schedule, start, first, last)
    if schedule.get("freq") == "MONTHLY":
        return _monthly(schedule, start, first, last)
    return [start] if first <= start <= last else []


def _weekly(schedule: Schedule, start: date, first: date, last: date) -> Iterator[date]:
    """From week to week: what is on once a week is looked up once a week."""
    interval = max(int(schedule.get("interval") or 1), 1)
    wanted = sorted({weekday for _, weekday in by_day(schedule)} or {start.weekday()})
    begun = start.toordinal() - start.weekday()
    since, until = first.toordinal(), last.toordinal()
    passed = (since - first.weekday() - begun) // 7
    for monday in range(begun + (passed - passed % interval) * 7, until + 1, 7 * interval):
        yield from (date.fromordinal(monday + day) for day in wanted if since <= monday + day <= until)


def _monthly(schedule: Schedule, start: date, first: date, last: date) -> Iterator[date]:
    """From month to month."""
    interval = max(int(schedule.get("interval") or 1), 1)
    numbers = {int(found) for found in re.findall(r"-?\d{1,2}", str(schedule.get("bymonthday", "")))}
    named = by_day(schedule)
    begun, until = start.year * 12 + start.month - 1, last.year * 12 + last.month
    for month in range(first.year * 12 + first.month - 1, until):
        if (month - begun) % interval == 0:
            begins = date(month // 12, month % 12 + 1, 1)
            days = (begins.replace(day=day) for day in sorted(_in_month(numbers, named, start, begins)))
            yield from (day for day in days if first <= day <= last)


def _in_month(numbers: set[int], named: list[tuple[int, int]], start: date, begins: date) -> set[int]:
    """The days of a month: by their number, from its end where below 0; by their name, the nth or all; as the first."""
    length = ((begins.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
    if numbers:
        found = {number if number > 0 else length + 1 + number for number in numbers}
        return {day for day in found if 1 <= day <= length}
    if not named:
        return {start.day} if start.day <= length else set()
    return {
        day for nth, weekday in named for day in _nth(nth, range(1 + (weekday - begins.weekday()) % 7, length + 1, 7))
    }


def _nth(nth: int, days: Sequence[int]) -> Sequence[int]:
    """The nth of them, from the end where below 0; all for 0."""
    if not nth:
        return days
    return days[nth - 1 : nth] if nth > 0 else days[max(len(days) + nth, 0) : max(len(days) + nth + 1, 0)]
