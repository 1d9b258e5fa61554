"""Dates, ages and clocks in words, as the voice of the screens has them: "Tuesday 24 November 2026, 2:15pm".

Plain Python: what "today" is comes from whoever asks.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ADULT = 18


def day(given: date) -> str:
    """ "Tuesday 24 November 2026"; a moment is read in London first."""
    if isinstance(given, datetime):
        given = given.astimezone(LONDON).date()
    return f"{given:%A} {given.day} {given:%B %Y}"


def short_day(given: date) -> str:
    """ "24 Nov 2026", for narrow columns."""
    if isinstance(given, datetime):
        given = given.astimezone(LONDON).date()
    return f"{given.day} {given:%b %Y}"


def clock_time(given: datetime) -> str:
    """ "2:15pm" in London; "midday" and "midnight" are left as 12pm and 12am."""
    local = given.astimezone(LONDON)
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment(given: datetime) -> str:
    """ "Tuesday 24 November 2026, 2:15pm" in London. `given` is aware."""
    return f"{day(given)}, {clock_time(given)}"


def until(given: datetime) -> str:
    """A moment by which something is due: "the end of Monday 23 November 2026" where it is midnight in London."""
    local = given.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        return f"the end of {day((local - timedelta(minutes=1)).date())}"
    return moment(given)


def counted(number: int, singular: str, plural: str = "") -> str:
    """ "1 person", "2 people", "1,200 referrals"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def age(born_on: date, today: date) -> str:
    """ "3 years 4 months"; days then weeks then months for a baby; whole years from 18; "not yet born" before."""
    if born_on > today:
        return "not yet born"
    months = (today.year - born_on.year) * 12 + today.month - born_on.month - (today.day < born_on.day)
    if not months:
        days = (today - born_on).days
        return counted(days, "day") if days < 7 else counted(days // 7, "week")
    years, rest = divmod(months, 12)
    if years >= ADULT or not rest:
        return counted(years, "year")
    return " ".join(part for part in (counted(years, "year") if years else "", counted(rest, "month")) if part)


def days_left(left: int, unit: str = "working day") -> str:
    """Beside a due date: "3 working days left", "due today", "2 working days overdue"."""
    return f"{counted(left, unit)} left" if left > 0 else due_in(left, unit)


def due_in(left: int, unit: str = "working day") -> str:
    """How long is left of a clock, negative when overdue: "due in 3 working days", "2 working days overdue"."""
    if left < 0:
        return f"{counted(-left, unit)} overdue"
    return "due today" if left == 0 else f"due in {counted(left, unit)}"
