"""Which dates can be right: the same limits for a professional's form and a parent's (people room, CIN rule 8750)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from familyhub.people.policy.records import DUE_AT_EARLIEST, DUE_AT_MOST

CHILD_TO, OLDEST = 26, 120


def today() -> date:
    """The day in London."""
    return timezone.localdate()


def years_ago(years: int) -> date:
    """The first of January so many years ago: generous, a slip of the pen is what it is for."""
    return date(today().year - years, 1, 1)


def child_since() -> date:
    """The earliest date of birth of a child or young person (to 25 with special educational needs)."""
    return years_ago(CHILD_TO)


def adult_since() -> date:
    """The earliest date of birth of anybody."""
    return years_ago(OLDEST)


def due_since() -> date:
    """A due date further past than this is a birth."""
    return today() - DUE_AT_EARLIEST


def due_until() -> date:
    """Nobody can be known to be expected later than this."""
    return today() + DUE_AT_MOST
