"""Centres' lists, notices after the 14-day check, and monthly totals."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from familyhub.core.asker import Asker
from familyhub.development.models import BirthTotal, HealthNotice, Newcomer
from familyhub.development.permissions import LISTS
from familyhub.development.terms import GROUND_WORDS, Ground, News
from familyhub.people import queries as people
from familyhub.people.policy.records import birthday_in
from familyhub.people.queries import Named
from familyhub.people.queries.feeds import dead_among, home_postcodes
from familyhub.people.queries.known import today
from familyhub.people.queries.mothers import mothers_of
from familyhub.people.terms import PersonStatus, RecordKind

AT_MOST = 200
MONTHS = 13
UNDER_FIVE = 5
UNBORN = RecordKind.UNBORN.value


@dataclass(frozen=True)
class Line:
    """A child on a list, as far as this asker may see them. `mother`, `postcode`: "" where they may not."""

    record: uuid.UUID
    person: uuid.UUID
    name: str
    age: str
    happened_on: date
    mother: str
    postcode: str


def newcomers(asker: Asker, area: str, news: News, *, limit: int = AT_MOST) -> list[Line]:
    """The newest of one area (its code), those who have died left out: eight queries, however long the list.

    Whoever is expected stands there by the due date, the first due first, until they are born.
    """
    if not asker.may(LISTS.code):
        return []
    rows = Newcomer.objects.filter(area=area, news=news.value)
    if news is News.EXPECTED:
        rows = rows.filter(record__kind=UNBORN).order_by("happened_on", "id")
    else:
        rows = rows.order_by("-happened_on", "id")
    found = list(rows.values_list("record_id", "happened_on")[:limit])
    gone = dead_among({record for record, _ in found})
    named = people.names_of(asker, [record for record, _ in found if record not in gone])
    mothers = mothers_of(asker, list(named))
    homes = home_postcodes({one.person for one in [*named.values(), *mothers.values()]}, today())
    return [_line(named[record], mothers.get(record), homes, on) for record, on in found if record in named]


def _line(who: Named, mother: Named | None, homes: Mapping[uuid.UUID, str], on: date) -> Line:
    home = homes.get(who.person) or (homes.get(mother.person, "") if mother else "")
    return Line(who.record, who.person, who.name, who.age, on, mother.name if mother else "", home)


@dataclass(frozen=True)
class AreaCount:
    """How many stand on the lists of one area since a day, as far as the asker sees them."""

    area: str
    expected: int
    babies: int
    moved_in: int
    moved_out: int


def counts_by_area(asker: Asker, since: date) -> dict[str, AreaCount]:
    """By the area's code; one where nobody stands is not there. Those who are expected, and the others since that day.

    Those who have died are left out. One query.
    """
    if not asker.may(LISTS.code):
        return {}
    new = Q(happened_on__gte=since)
    living = Newcomer.objects.exclude(record__person__status=PersonStatus.DECEASED.value)
    rows = living.values("area").annotate(
        expected=Count("id", filter=Q(news=News.EXPECTED.value, record__kind=UNBORN)),
        babies=Count("id", filter=new & Q(news=News.NEW_BABY.value)),
        moved_in=Count("id", filter=new & Q(news=News.MOVED_IN.value)),
        moved_out=Count("id", filter=new & Q(news=News.MOVED_OUT.value)),
    )
    return {row["area"]: AreaCount(**row) for row in rows}


def known_by_area(asker: Asker, areas: Collection[str], on: date) -> dict[str, int]:
    """How many children under five the centre of each area was told of and has not lost to a move (S1-70).

    As far as the asker sees them: born there or moved in, living, and not moved out since. One query.
    """
    if not asker.may(LISTS.code):
        return {}
    living = Newcomer.objects.exclude(record__person__status=PersonStatus.DECEASED.value)
    young = living.filter(
        area__in=areas, record__born_on__gt=birthday_in(on, on.year - UNDER_FIVE), record__born_on__lte=on
    )
    came: dict[tuple[str, uuid.UUID], date] = {}
    went: dict[tuple[str, uuid.UUID], date] = {}
    for area, news, person, day in young.values_list("area", "news", "fence", "happened_on"):
        latest = went if news == News.MOVED_OUT else came
        latest[area, person] = max(day, latest.get((area, person), day))
    there = [area for (area, person), day in came.items() if day >= went.get((area, person), day)]
    return dict(Counter(there))


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
    team: str
    why: str


def noticed(record: uuid.UUID) -> list[Noticed]:
    """The notices about this child, the newest first, as far as the asker may see them."""
    rows = HealthNotice.objects.filter(record=record).order_by("-checked_on", "id")
    return [
        Noticed(
            row.checked_on,
            row.reason,
            GROUND_WORDS[Ground(row.ground)],
            row.plan_due_on,
            row.team,
            why_told(row.given_by, row.given_on, row.given_how, row.basis),
        )
        for row in rows[:20]
    ]


def why_told(given_by: str, given_on: date | None, given_how: str, basis: str) -> str:
    """Who gave permission, when and how; or the safeguarding reason."""
    return f"{given_by}, {given_on:%-d %B %Y}, {given_how}" if given_by and given_on else basis
