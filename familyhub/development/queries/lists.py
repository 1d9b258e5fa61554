"""Centres' lists, notices after the 14-day check, and monthly totals."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from familyhub.core.asker import Asker
from familyhub.development.models import BirthTotal, HealthNotice, Newcomer
from familyhub.development.permissions import LISTS
from familyhub.development.terms import GROUND_WORDS, Ground, News
from familyhub.people import queries as people
from familyhub.people.queries.feeds import dead_among

AT_MOST = 200
MONTHS = 13


@dataclass(frozen=True)
class Line:
    """A child on a list, as far as this asker may see them."""

    record: uuid.UUID
    person: uuid.UUID
    name: str
    age: str
    happened_on: date


def newcomers(asker: Asker, area: str, news: News, *, limit: int = AT_MOST) -> list[Line]:
    """The newest of one area (its code), those who have died left out: four queries, however long the list."""
    if not asker.may(LISTS.code):
        return []
    rows = Newcomer.objects.filter(area=area, news=news.value).order_by("-happened_on", "id")
    found = list(rows.values_list("record_id", "happened_on")[:limit])
    gone = dead_among({record for record, _ in found})
    named = people.names_of(asker, [record for record, _ in found if record not in gone])
    return [
        Line(record, named[record].person, named[record].name, named[record].age, on)
        for record, on in found
        if record in named
    ]


@dataclass(frozen=True)
class Month:
    """Births of a month. `unknown`: told of and not arrived; None while the total was not told."""

    month: date
    told: int | None
    live: int
    still: int

    @property
    def unknown(self) -> int | None:
        """How many babies no centre knows of."""
        return None if self.told is None else max(self.told - self.live, 0)


def months() -> list[Month]:
    """The newest months: numbers of the whole authority, about nobody."""
    rows = BirthTotal.objects.order_by("-month").values_list("month", "told", "live", "still")
    return [Month(*row) for row in rows[:MONTHS]]


@dataclass(frozen=True)
class Noticed:
    """A notice after the 14-day check, as the team reads it."""

    checked_on: date
    reason: str
    ground: str
    plan_due_on: date


def noticed(record: uuid.UUID) -> list[Noticed]:
    """The notices about this child, the newest first, as far as the asker may see them."""
    rows = HealthNotice.objects.filter(record=record).order_by("-checked_on", "id")
    return [Noticed(r.checked_on, r.reason, GROUND_WORDS[Ground(r.ground)], r.plan_due_on) for r in rows[:20]]
