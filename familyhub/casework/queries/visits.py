"""Visits: my diary, my teams', one case's, and one visit with what must be known at the door."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from familyhub.accounts import queries as accounts
from familyhub.casework.models import CaseMember, DoorFact, Episode, Visit, Visited, VisitGoer, VisitOutcome
from familyhub.casework.permissions import MANAGE, SEE, WORK
from familyhub.casework.queries.looked_at import held_among
from familyhub.casework.queries.sight import reads_alone
from familyhub.casework.terms.visits import (
    DOOR_LABELS,
    FOLLOWS_LABELS,
    MOST_DOOR,
    MOST_SHOWN,
    Door,
    Follows,
    VisitState,
)
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.people import queries as people
from familyhub.people.terms import Way
from familyhub.referrals.actions.allocation_sight import guarded
from familyhub.referrals.policy.allocation import message_is_safe

MOST_TEAMS = 8


@dataclass(frozen=True)
class GoerLine:
    """One of us who goes. `is_doubtful`: the device's clock said what cannot be."""

    staff: uuid.UUID
    name: str
    in_at: datetime | None
    out_at: datetime | None
    is_doubtful: bool


@dataclass(frozen=True)
class VisitLine:
    """A visit in a diary. `where` names whose home it is, never the address. `is_held`: nobody goes until released."""

    id: uuid.UUID
    case: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    where: str
    visited: tuple[str, ...]
    goers: tuple[GoerLine, ...]
    state: VisitState
    is_written: bool
    has_alarm: bool
    is_held: bool

    @property
    def is_in(self) -> bool:
        """Is somebody there now?"""
        return any(one.in_at and not one.out_at for one in self.goers)


@dataclass(frozen=True)
class DoorLine:
    """What must be known. `whose`: at whose home, "" wherever the family is met."""

    id: uuid.UUID
    code: Door
    label: str
    words: str
    whose: str
    told_on: date
    source: str
    by: str


@dataclass(frozen=True)
class VisitPage:
    """One visit as those who work with the family read it. `address` is empty where this asker may know none."""

    line: VisitLine
    version: int
    home: uuid.UUID | None
    place: str
    address: tuple[str, ...]
    is_protected: bool
    people: tuple[people.Named, ...]
    door: tuple[DoorLine, ...]
    aim: str
    why_one: str
    ended_words: str
    by: str
    replaces: uuid.UUID | None
    replaced_by: uuid.UUID | None
    note: uuid.UUID | None
    follows: tuple[str, ...]
    mine: GoerLine | None
    may_work: bool


def diary_of(asker: Asker, first: date, last: date) -> list[VisitLine]:
    """The visits to which this asker goes on these days, cancelled ones left out, in order. Seven queries."""
    if not asker.may(SEE.code):
        return []
    begin, end = end_of_day(first - timedelta(days=1)), end_of_day(last)
    mine = VisitGoer.objects.filter(staff=asker.number, starts_at__gte=begin, starts_at__lt=end)
    rows = mine.exclude(visit__state=VisitState.CANCELLED.value).select_related("visit").order_by("starts_at", "id")
    return _lines(asker, [one.visit for one in rows[:MOST_SHOWN]])


def team_diary(asker: Asker, day: date) -> list[tuple[str, list[VisitLine]]]:
    """The visits of each team that this asker leads on that day: one limited query a team, seven for all."""
    if not (asker.may(MANAGE.code) and asker.may(SEE.code)):
        return []
    begin, end = end_of_day(day - timedelta(days=1)), end_of_day(day)
    teams = sorted(asker.holders - {asker.number})[:MOST_TEAMS]  # type: ignore[type-var]
    found = {}
    for team in teams:
        rows = Visit.objects.filter(team=team, starts_at__gte=begin, starts_at__lt=end).order_by("starts_at")
        found[team] = list(rows.exclude(state=VisitState.CANCELLED.value)[:MOST_SHOWN])
    lines = {line.id: line for line in _lines(asker, [row for rows in found.values() for row in rows])}
    named = {team: accounts.team_named(team) for team, rows in found.items() if rows}
    return [(named[team], [lines[row.id] for row in found[team]]) for team in named]


def visits_of(asker: Asker, case: uuid.UUID) -> list[VisitLine]:
    """The visits of a case, the latest first. Seven queries."""
    if not asker.may(SEE.code):
        return []
    return _lines(asker, list(Visit.objects.filter(case=case).order_by("-starts_at", "id")[:MOST_SHOWN]))


def _lines(asker: Asker, rows: Sequence[Visit]) -> list[VisitLine]:
    numbers = [row.id for row in rows]
    goers: dict[uuid.UUID, list[GoerLine]] = {}
    for one in VisitGoer.objects.filter(visit__in=numbers).select_related("staff").order_by("staff__name", "id"):
        line = GoerLine(one.staff_id, one.staff.name, one.in_at, one.out_at, one.is_doubtful)
        goers.setdefault(one.visit_id, []).append(line)
    visited = list(Visited.objects.filter(visit__in=numbers).order_by("id").values_list("visit", "record"))
    wanted = {record for _, record in visited} | {row.home_id for row in rows if row.home_id}
    named = people.names_of(asker, wanted)
    held = held_among({row.case for row in rows if row.state == VisitState.PLANNED.value})
    who: dict[uuid.UUID, list[str]] = {}
    for visit, record in visited:
        if record in named:
            who.setdefault(visit, []).append(named[record].name)
    return [
        VisitLine(
            id=row.id,
            case=row.case,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            where=f"Home of {named[row.home_id].name}" if row.home_id in named else row.place or "Place not shown",
            visited=tuple(sorted(who.get(row.id, ()))),
            goers=tuple(goers.get(row.id, ())),
            state=VisitState(row.state),
            is_written=row.written_at is not None,
            has_alarm=row.alarmed_at is not None,
            is_held=row.state == VisitState.PLANNED.value and row.case in held,
        )
        for row in rows
    ]


def visit_for(asker: Asker, visit: uuid.UUID) -> VisitPage | None:
    """One visit, or None where it does not exist for this asker. A fixed number of queries."""
    row = Visit.objects.filter(id=visit).first() if asker.may(SEE.code) else None
    if row is None:
        return None
    [line] = _lines(asker, [row])
    home = people.home_of(row.home_id, day_of(row.starts_at)) if row.home_id else None
    visited = people.names_of(asker, Visited.objects.filter(visit=row).values_list("record", flat=True))
    # one written up in the compartment shows no note to whoever may not read it
    outcome = VisitOutcome.objects.filter(visit=row).first()
    return VisitPage(
        line=line,
        version=row.version,
        home=row.home_id,
        place=row.place,
        address=(*home.lines, home.postcode) if home else (),
        is_protected=bool(home and home.is_protected),
        people=tuple(sorted(visited.values(), key=lambda one: one.name)),
        door=tuple(door_of(asker, row.case, row.home_id, everywhere=False)),
        aim=row.aim,
        why_one=row.why_one,
        ended_words=row.ended_words,
        by=row.by_name,
        replaces=row.replaces_id,
        replaced_by=Visit.objects.filter(replaces=row).values_list("id", flat=True).first(),
        note=outcome.note_id if outcome else None,
        follows=tuple(FOLLOWS_LABELS[Follows(one)] for one in outcome.follows) if outcome else (),
        mine=next((one for one in line.goers if one.staff == asker.number), None),
        may_work=asker.may(WORK.code) and not reads_alone(asker, row.case),
    )


def _known(case: uuid.UUID) -> QuerySet[DoorFact]:
    return DoorFact.objects.filter(case=case, ended_at__isnull=True).order_by("at", "id")


def cases_of_door_facts(asker: Asker, numbers: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """In which case each of these facts stands."""
    if not asker.may(SEE.code):
        return {}
    return dict(DoorFact.objects.filter(id__in=numbers).values_list("id", "case"))


def door_of(asker: Asker, case: uuid.UUID, home: uuid.UUID | None = None, *, everywhere: bool = True) -> list[DoorLine]:
    """What a visitor must know in this case; with `everywhere` false what holds at this home alone. Two queries."""
    if not asker.may(SEE.code):
        return []
    rows = [row for row in _known(case)[:MOST_DOOR] if everywhere or row.home_id in (None, home)]
    named = people.names_of(asker, [row.home_id for row in rows if row.home_id])
    rows.sort(key=lambda row: list(Door).index(Door(row.code)))
    return [
        DoorLine(
            id=row.id,
            code=Door(row.code),
            label=DOOR_LABELS[Door(row.code)],
            words=row.words,
            whose=named[row.home_id].name if row.home_id in named else "",
            told_on=row.told_on,
            source=row.source,
            by=row.by_name,
        )
        for row in rows
    ]


def adults_of(case: uuid.UUID) -> Iterable[uuid.UUID]:
    """The records of the adults of a case."""
    return CaseMember.objects.filter(fence=case, is_child=False).values_list("record", flat=True)


def may_leave_word(asker: Asker, case: uuid.UUID, home: uuid.UUID | None, at: datetime) -> bool:
    """May a card be left at this door? Only where every adult of the case is recorded as safe to leave word for, and
    never at a protected address: whoever finds it learns that we know the door.
    """
    where = people.home_of(home, day_of(at)) if home else None
    if where is not None and where.is_protected:
        return False
    return message_is_safe(people.may_contact(one, Way.MESSAGE, at).allowed for one in adults_of(case))


def may_be_carried(asker: Asker, lines: Sequence[VisitLine], on: date) -> set[uuid.UUID]:
    """Which of these visits may be on the worker's own device: none where anybody of the case lives at a protected
    address, none that the protection desk gave to one worker, none that is held. Three queries.
    """
    cases = {line.case for line in lines}
    members = list(CaseMember.objects.filter(fence__in=cases).values_list("fence", "record"))
    hidden = people.protected_among([record for _, record in members], on)
    closed = {case for case, record in members if record in hidden}
    closed |= set(Episode.objects.filter(fence__in=cases, request__in=guarded()).values_list("fence", flat=True))
    return {line.id for line in lines if line.case not in closed and not line.is_held}
