"""Clocks: working days with England's bank holidays, calendar weeks, and minutes. Moments in UTC, days in London.

Working days count for the front door and the MASH lane; calendar weeks for SEND assessments, where a due date on a
holiday stays the due date (`definitions.md` 2.2, domain model 3.4). Minutes are elapsed ones, as a stopwatch counts
them, also on the two Sundays when the clocks change: Python's own arithmetic on two London moments is the wall
clock's, an hour out on those nights, so every sum here is made in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
FRIDAY = 4


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year, substitute days included."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def day_of(moment: datetime) -> date:
    """London's date at this moment. Errors: ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(LONDON).date()


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The date `days` working days after `start`; the day itself is day 0. Errors: ValueError for a negative number."""
    if days < 0:
        raise ValueError("working days are counted forwards")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


@lru_cache(maxsize=4096)
def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier.

    Kept: a list of 200 clocks asks for the same few days again and again.
    """
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def add_weeks(start: date, weeks: int) -> date:
    """The date whole weeks after `start`, holidays or not."""
    return start + timedelta(weeks=weeks)


def last_day_of(due: datetime) -> date:
    """The London day at whose end this clock is due."""
    return day_of(due - timedelta(seconds=1))


def end_of_day(day: date) -> datetime:
    """The moment at which a London day ends: a clock due that day is met before it. In UTC."""
    return moment_of(day + timedelta(days=1), time.min)


def moment_of(day: date, wall: time) -> datetime:
    """The moment, in UTC, at which London's wall clocks show this time on this day.

    In October 01:30 comes twice: the first is meant, so that no clock begins too late. In March it never comes: meant
    is half an hour after the clocks changed.
    """
    return datetime.combine(day, wall, tzinfo=LONDON).astimezone(UTC)


def moment_on(day: date, now: datetime) -> datetime:
    """The moment that stands for this day: now, where it is today; otherwise its first."""
    return now if day == day_of(now) else moment_of(day, time.min)


def add_minutes(moment: datetime, minutes: int) -> datetime:
    """The moment, in UTC, so many elapsed minutes later. Errors: ValueError for a moment without a time zone."""
    return _in_utc(moment) + timedelta(minutes=minutes)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole elapsed minutes from one moment to another, rounded down. Errors: ValueError without a time zone."""
    return (_in_utc(end) - _in_utc(start)) // timedelta(minutes=1)


@dataclass(frozen=True)
class Opening:
    """An authority's office hours on working days, London's time: open from `opens`, shut from `closes` on.

    `friday_closes`: where Friday ends at another hour. Errors: ValueError when a day would end before it begins.
    """

    opens: time
    closes: time
    friday_closes: time | None = None

    def __post_init__(self) -> None:
        if self.opens >= min(self.closes, self.friday_closes or self.closes):
            raise ValueError("an office opens before it closes")

    def hours_of(self, day: date) -> tuple[datetime, datetime] | None:
        """The moments, in UTC, between which the office is open on this day; None on a day off."""
        if not is_working_day(day):
            return None
        closes = (self.friday_closes if day.weekday() == FRIDAY else None) or self.closes
        return moment_of(day, self.opens), moment_of(day, closes)


def office_hours(moment: datetime, opening: Opening) -> bool:
    """Is the office open at this moment? Errors: ValueError for a moment without a time zone."""
    hours = opening.hours_of(day_of(moment))
    return hours is not None and hours[0] <= _in_utc(moment) < hours[1]


def minutes_open_between(start: datetime, end: datetime, opening: Opening) -> int:
    """Whole minutes of office hours from one moment to another; 0 when `end` is not later.

    Errors: ValueError for a moment without a time zone.
    """
    first, last = day_of(start), day_of(end)
    begin, finish = _in_utc(start), _in_utc(end)
    opened = timedelta()
    for number in range((last - first).days + 1):
        hours = opening.hours_of(first + timedelta(days=number))
        if hours:
            opened += max(min(finish, hours[1]) - max(begin, hours[0]), timedelta())
    return opened // timedelta(minutes=1)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
