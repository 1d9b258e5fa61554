"""Two clocks: working days with England's bank holidays, and calendar weeks. Moments in UTC, days in London.

Working days count for the front door and the MASH lane; calendar weeks for SEND assessments, where a due date on a
holiday stays the due date (`definitions.md` 2.2, domain model 3.4).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")


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


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
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
    """The moment at which a London day ends: a clock due that day is met before it."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)
