"""Two are found to be one. Only `record.person` moves; fences stay, and those of both stand together (`core.grants`).

So whoever holds one holds the other, what is barred on one is barred on both, and no other table has to know. Each move
is written down, so that it can be taken back (`separating`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from django.db import connection

from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.events import Event
from familyhub.people.actions import bulk
from familyhub.people.actions.compartments import compartment_of
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.events import HiddenMerged, PeopleMerged
from familyhub.people.models import Identifier, Merge, MergedRecord, Person, Record, Relationship, ToSettle
from familyhub.people.policy.merging import Whole, kept_of, merge_problem, second_problem, words_problem
from familyhub.people.policy.records import Problem
from familyhub.people.terms import IdentifierKind, IdentifierStatus, PersonStatus, SettleKind

CANNOT_BE_ONE = {PersonStatus.SEALED.value, PersonStatus.ANONYMISED.value}
MOVE = """
UPDATE {table} t SET {column} = n.person FROM unnest(%s::uuid[], %s::uuid[]) AS n (record, person) WHERE t.id = n.record
"""
# found before the lock and gone behind it: whoever decided this has not seen whom they would merge now
MEANWHILE = Problem("pair", "One of them was merged with somebody a moment ago: look at both again")
BIRTHS_DIFFER = "The two give different dates of birth: correct the one that is wrong"


@dataclass(frozen=True)
class Proposal:
    """Who proposed a merge, when and why. Somebody else agrees."""

    by: uuid.UUID | None
    name: str
    at: datetime
    reason: str


@dataclass
class Two:
    """One merge in the making: the persons with their records, and who of them is kept."""

    persons: tuple[uuid.UUID, uuid.UUID]
    number: uuid.UUID = field(default_factory=uuid.uuid4)
    records: dict[uuid.UUID, list[Record]] = field(default_factory=dict)
    kept: uuid.UUID = uuid.UUID(int=0)
    absorbed: uuid.UUID = uuid.UUID(int=0)
    hidden: frozenset[uuid.UUID] = frozenset()

    def fences(self, person: uuid.UUID) -> list[uuid.UUID]:
        """What this person's records lie behind."""
        return sorted({row.fence for row in self.records[person]})

    def links(self) -> list[tuple[uuid.UUID, uuid.UUID, str]]:
        """Each fence of the one with each of the other."""
        first, second = self.persons
        return [
            (one, other, f"people: merge {self.number}")
            for one, other in product(self.fences(first), self.fences(second))
        ]


def merge(*, first: uuid.UUID, second: uuid.UUID, proposed: Proposal, by: Asker, at: datetime) -> uuid.UUID:
    """The persons of these two records are one from now on; `by` agrees to what somebody else proposed.

    Returns the merge's number. Errors: Refused, NoSuchPerson where either is not there for whoever asks.
    """
    return merge_many(pairs=[(first, second)], proposed=proposed, by=by, at=at)[0]


def merge_many(
    *, pairs: Sequence[tuple[uuid.UUID, uuid.UUID]], proposed: Proposal, by: Asker, at: datetime
) -> list[uuid.UUID]:
    """The same for many, nobody in two of them: all or none, one statement a table. Errors: Refused, NoSuchPerson."""
    check(second_problem(proposed.by, by.number), words_problem(proposed.reason))
    found = _pairs(pairs)
    records = locked_whole([person for two in found for person in two.persons])
    for two in found:
        two.records = {person: [row for row in records[person]] for person in two.persons}
    check(*(MEANWHILE for two in found if not all(two.records.values())))
    check(*_problems(found), _barred_proposer(proposed.by, records))
    hidden = grants.join([link for two in found for link in two.links()])
    for two in found:
        _choose(two, hidden)
    status = _take_in([two.absorbed for two in found])
    bulk.insert(Merge, [_row(two, status[two.absorbed], proposed, by, at) for two in found])
    bulk.insert(MergedRecord, [line for two in found for line in _moves(two, at)])
    move({row.id: two.kept for two in found for row in two.records[two.absorbed]})
    differ = [two.number for two in found if _births_differ(two)]
    to_settle([(number, SettleKind.ONE_EACH, BIRTHS_DIFFER, None, None) for number in differ], at)
    events.record_many([event for two in found for event in _told(two)], by=by, at=at)
    return [two.number for two in found]


def check(*problems: Problem | None) -> None:
    """Errors: Refused with whatever is not None."""
    if found := [problem for problem in problems if problem]:
        raise Refused(found)


def _pairs(pairs: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> list[Two]:
    """Whose records these are. Errors: NoSuchPerson, Refused."""
    wanted = {record for pair in pairs for record in pair}
    person_of = dict(Record.objects.filter(id__in=wanted).values_list("id", "person_id"))
    if missing := wanted - set(person_of):
        raise NoSuchPerson(str(sorted(missing)[0]))
    found = [Two((person_of[one], person_of[other])) for one, other in pairs]
    check(*(Problem("pair", "They are one person already") for two in found if len(set(two.persons)) == 1))
    if len({person for two in found for person in two.persons}) != 2 * len(found):
        raise Refused([Problem("pair", "Somebody is in two of these pairs: decide one after the other")])
    return found


def locked_whole(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Record]]:
    """Every record of these persons, who are locked, the oldest first.

    Errors: NoSuchPerson where any part of them is not there for whoever asks.
    """
    wanted = sorted(set(persons))
    rows = Person.objects.select_for_update().filter(id__in=wanted).order_by("id")
    statuses = dict(rows.values_list("id", "status"))
    found: dict[uuid.UUID, list[Record]] = {person: [] for person in wanted}
    for row in Record.objects.filter(person__in=wanted).order_by("made_at", "id"):
        found[row.person_id].append(row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search.records_of(%s::uuid[])", [wanted])
        all_seen = cursor.fetchone()[0] == sum(map(len, found.values()))
    if set(statuses) != set(wanted) or set(statuses.values()) & CANNOT_BE_ONE or not all_seen:
        raise NoSuchPerson(str(wanted))
    return found


def _problems(found: Sequence[Two]) -> list[Problem | None]:
    person_of = {row.id: person for two in found for person, rows in two.records.items() for row in rows}
    verified: dict[uuid.UUID, set[str]] = {}
    numbers = Identifier.objects.filter(
        record__in=person_of, kind=IdentifierKind.NHS.value, status=IdentifierStatus.VERIFIED.value
    )
    for record, value in numbers.values_list("record_id", "value"):
        verified.setdefault(person_of[record], set()).add(value)
    related: dict[uuid.UUID, set[uuid.UUID]] = {}
    ties = Relationship.objects.filter(from_record__in=person_of, to_record__in=person_of, valid_to__isnull=True)
    for one, other in ties.values_list("from_record_id", "to_record_id"):
        related.setdefault(person_of[one], set()).add(person_of[other])

    def whole(person: uuid.UUID) -> Whole:
        return Whole(person, frozenset(verified.get(person, ())), frozenset(related.get(person, ())) - {person})

    return [merge_problem(whole(two.persons[0]), whole(two.persons[1])) for two in found]


def _barred_proposer(proposer: uuid.UUID | None, records: dict[uuid.UUID, list[Record]]) -> Problem | None:
    """Whoever proposed it may not see one of them any more: somebody else looks at it from the start."""
    fences = {row.fence for rows in records.values() for row in rows}
    if proposer and grants.barred_to(proposer) & fences:
        return Problem("pair", "This has to be proposed again, by somebody else")
    return None


def _choose(two: Two, hidden: set[uuid.UUID]) -> None:
    oldest = [(two.records[person][0].made_at, person) for person in two.persons]
    two.hidden = frozenset(hidden & {row.fence for rows in two.records.values() for row in rows})
    shut = [person for person in two.persons if two.hidden & set(two.fences(person))]
    two.kept, two.absorbed = kept_of(oldest, shut)


def _take_in(absorbed: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """These persons' own numbers lead to those who are kept. Returns what each status was."""
    rows = Person.objects.filter(id__in=absorbed)
    before = dict(rows.values_list("id", "status"))
    if rows.update(status=PersonStatus.MERGED.value) != len(absorbed):
        raise NoSuchPerson(str(absorbed))
    return before


def _row(two: Two, status: str, proposed: Proposal, by: Asker, at: datetime) -> dict[str, object]:
    return {
        "id": two.number,
        "fence": two.number,
        "kept_id": two.kept,
        "absorbed_id": two.absorbed,
        "absorbed_status": status,
        "is_open": not two.hidden,
        "reason": proposed.reason.strip(),
        "proposed_by": proposed.by,
        "proposed_name": proposed.name,
        "proposed_at": proposed.at,
        "by": by.number,
        "by_name": by.name,
        "at": at,
        "ended_name": "",
        "ended_why": "",
    }


def _moves(two: Two, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "id": uuid.uuid4(),
            "fence": row.fence,
            "merge_id": two.number,
            "record_id": row.id,
            "moved_from_id": two.absorbed,
            "moved_to_id": two.kept,
            "at": at,
        }
        for row in two.records[two.absorbed]
    ]


def move(person_of: dict[uuid.UUID, uuid.UUID]) -> None:
    """These records are these persons, and what they are found by with them. Errors: NoSuchPerson."""
    values = [list(person_of), list(person_of.values())]
    with connection.cursor() as cursor:
        for table, column in (("people_record", "person_id"), ("people_searchkey", "person")):
            cursor.execute(MOVE.format(table=table, column=column), values)
            if cursor.rowcount != len(person_of):
                raise NoSuchPerson(f"{len(person_of)} records, {cursor.rowcount} seen")


def _births_differ(two: Two) -> bool:
    """Somebody is born once: where the two say different days, a person decides which holds."""
    first, second = ({row.born_on for row in rows if row.born_on} for rows in two.records.values())
    return bool(first and second and not first & second)


def to_settle(
    left: Sequence[tuple[uuid.UUID, SettleKind, str, uuid.UUID | None, uuid.UUID | None]], at: datetime
) -> None:
    """Leave these for a person to decide: merge, kind, words, record, and what it is about."""
    rows = [
        {"merge_id": merge, "kind": kind.value, "words": words, "record_id": record, "about": about, "at": at}
        for merge, kind, words, record, about in left
    ]
    own = [{"id": uuid.uuid4(), "outcome": "", "settled_name": "", "settled_words": ""} for _ in rows]
    bulk.insert(ToSettle, [row | one | {"fence": one["id"]} for row, one in zip(rows, own, strict=True)])


def one_each(*, merge: uuid.UUID, words: str, at: datetime) -> None:
    """For higher rooms: the merge broke a rule of theirs, that there is one of something for each person."""
    to_settle([(merge, SettleKind.ONE_EACH, words, None, None)], at)


def _told(two: Two) -> list[Event]:
    """On both timelines; of somebody hidden in a compartment alone, for the other's readers must not learn of it."""
    if two.hidden:
        shut = next(row for rows in two.records.values() for row in rows if row.fence in two.hidden)
        behind = compartment_of(shut.id)
        return [HiddenMerged(fence=behind, about=two.number, subjects=(shut.fence,), merge=str(two.number))]
    firsts = [two.records[person][0].fence for person in two.persons]
    return [PeopleMerged(fence=one, about=two.number, subjects=(one,), merge=str(two.number)) for one in firsts]
