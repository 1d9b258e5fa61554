"""Reads of declared relations: one's own words, and for governance what they were matched to."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.people import queries as people
from familyhub.people.models import Record
from familyhub.people.new import NewName, NewPerson
from familyhub.sharing.models import Match, Relation
from familyhub.sharing.permissions import OVERSEE
from familyhub.sharing.terms.openings import RELATION_WORDS, RelationKind

MOST = 200
PREFIX = "declared relation "
MATCHING = replace(system("match declared relations"), wide=frozenset({"people"}))


@dataclass(frozen=True)
class OwnLine:
    """What somebody declared, as they said it. Nothing here tells whether a record was found."""

    kind: str
    name: str
    born_on: date | None
    words: str
    declared_at: datetime


@dataclass(frozen=True)
class RelationLine:
    """One relation for governance."""

    id: uuid.UUID
    staff: uuid.UUID
    staff_name: str
    kind: str
    name: str
    declared_at: datetime
    is_matched: bool
    is_looked_at: bool


@dataclass(frozen=True)
class MatchLine:
    """A record that it was matched to (None: none was found), by whom, and why it ended."""

    id: uuid.UUID
    person: uuid.UUID | None
    by_name: str
    at: datetime
    ended_at: datetime | None
    ended_why: str


@dataclass(frozen=True)
class RelationPage:
    """One relation with everything that it was matched to."""

    line: RelationLine
    born_on: date | None
    words: str
    matches: tuple[MatchLine, ...]


def own_relations(asker: Asker) -> list[OwnLine]:
    """What this member of staff declared, newest first."""
    if asker.number is None:
        return []
    rows = Relation.objects.filter(staff=asker.number).order_by("-declared_at")[:MOST]
    return [
        OwnLine(
            RELATION_WORDS[RelationKind(r.kind)], f"{r.given} {r.family}".strip(), r.born_on, r.words, r.declared_at
        )
        for r in rows
    ]


def relations(asker: Asker) -> list[RelationLine]:
    """What staff declared, newest first, at most 200: two queries. One's own is for somebody else to look after."""
    if asker.number is None or not asker.may(OVERSEE.code):
        return []
    rows = list(Relation.objects.exclude(staff=asker.number).order_by("-declared_at")[:MOST])
    matched: dict[uuid.UUID, list[Match]] = {}
    for match in Match.objects.filter(relation__in=rows):
        matched.setdefault(match.relation_id, []).append(match)
    return [_line(row, matched.get(row.id, [])) for row in rows]


def _line(row: Relation, matches: list[Match]) -> RelationLine:
    return RelationLine(
        id=row.id,
        staff=row.staff,
        staff_name=row.staff_name,
        kind=RELATION_WORDS[RelationKind(row.kind)],
        name=f"{row.given} {row.family}".strip(),
        declared_at=row.declared_at,
        is_matched=any(match.record_id and not match.ended_at for match in matches),
        is_looked_at=bool(matches),
    )


def relation_for(asker: Asker, relation: uuid.UUID) -> RelationPage | None:
    """One relation for governance; None for anybody else, and for one's own."""
    if asker.number is None or not asker.may(OVERSEE.code):
        return None
    row = Relation.objects.filter(id=relation).exclude(staff=asker.number).first()
    if row is None:
        return None
    matches = list(Match.objects.filter(relation=row).order_by("at"))
    fence.note_subjects(match.person for match in matches if match.person)
    lines = tuple(MatchLine(m.id, m.person, m.by_name, m.at, m.ended_at, m.ended_why) for m in matches)
    return RelationPage(_line(row, matches), row.born_on, row.words, lines)


def candidates_for(asker: Asker, page: RelationPage) -> list[people.Found]:
    """People who may be the one declared, at most 20, for matching alone: who they are, and nothing else of them.

    Governance sees no case; the answer is worked out as the system and noted for the access log as governance's look.
    """
    given, _, family = page.line.name.rpartition(" ")
    new = NewPerson(names=(NewName(given, family),), source="", born_on=page.born_on)
    own = grants.barred_to(asker.number) if asker.number else set()
    with fence.enter(MATCHING) as unit:
        found = [one for one in people.candidates(unit.asker, new) if one.person not in own]
    fence.note_subjects(one.person for one in found)
    return found


def fences_of(record: uuid.UUID) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """The person of a record, and the fences of all of the person's records. Errors: Record.DoesNotExist."""
    with fence.enter(MATCHING):
        person = Record.objects.get(id=record).person_id
        fences = list(Record.objects.filter(person=person).values_list("fence", flat=True))
    return person, list(dict.fromkeys([person, *fences]))


def relation_bars(persons: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, str]]:
    """Who declared one of these persons, with the reason under which what is about them is closed to them."""
    return [(staff, because) for staff, because in grants.barred_from(persons) if because.startswith(PREFIX)]


def barred_staff_for(persons: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Staff to whom anything about these persons is closed, because they declared one of them. One query.

    Whoever links somebody to a request, or names them in anything with a fence of its own, closes that fence to these:
    `sharing.actions.bar_declared(persons=…, fences=…)` does both.
    """
    return sorted({staff for staff, _ in relation_bars(persons)})
