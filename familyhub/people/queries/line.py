"""The line from which two are linked with nobody looking, and what each possible line would have done in a year."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.core.clocks import day_of
from familyhub.people.models import LinkingLine, Pair
from familyhub.people.policy import line as policy
from familyhub.people.policy.line import LINES, Forecast, Noted

YEAR = timedelta(days=365)
MOST = 100_000
REMEMBERED = "people.line"
COUNTING = replace(system("forecast links"), wide=frozenset({"people"}))


@dataclass(frozen=True)
class Year:
    """What each possible line would have done with the pairs noticed since `since`; `noted` how many had a
    probability, `without` how many none.
    """

    since: date
    is_whole: bool
    noted: int
    without: int
    lines: tuple[Forecast, ...]


@dataclass(frozen=True)
class LineChange:
    """One change: what was proposed and what became of it."""

    id: uuid.UUID
    line: float | None
    linked: int | None
    low: float | None
    high: float | None
    why: str
    proposed_by: uuid.UUID
    proposed_name: str
    proposed_at: datetime
    confirmed_name: str
    confirmed_at: datetime | None
    dropped_name: str
    dropped_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Does it wait for a second person?"""
        return self.confirmed_at is None and self.dropped_at is None


def line() -> float | None:
    """The line that holds now; None as delivered. Asked once in a unit of work."""
    return fence.remembered(REMEMBERED, _line)


def _line() -> float | None:
    rows = LinkingLine.objects.filter(confirmed_at__isnull=False).order_by("-confirmed_at", "-proposed_at")
    return rows.values_list("line", flat=True).first()


def line_changes() -> list[LineChange]:
    """The last 20 changes, newest first: about no person, so nobody needs to ask."""
    rows = LinkingLine.objects.order_by("-proposed_at", "id")[:20]
    names = list(LineChange.__dataclass_fields__)
    return [LineChange(**{name: getattr(row, name) for name in names}) for row in rows]


def year_of_lines(now: datetime) -> Year:
    """Counted as the system over everybody who is not hidden: numbers of pairs alone. One query."""
    with fence.enter(COUNTING):
        rows = Pair.objects.filter(made_at__gte=now - YEAR, made_at__lte=now).order_by("made_at", "id")
        found = list(rows.values_list("made_at", "probability", "state")[:MOST])
    noted = [Noted(probability, state) for _, probability, state in found if probability is not None]
    since = day_of(found[0][0]) if found else day_of(now)
    is_whole = day_of(now) - since >= YEAR - timedelta(days=7)
    lines = tuple(policy.forecast(one, noted) for one in LINES)
    return Year(since, is_whole, len(noted), len(found) - len(noted), lines)
