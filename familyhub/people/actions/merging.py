"""Two are found to be one, and, when that was wrong, two again. Only `record.person` moves, and is moved back.

A merge moves the records of one person to the other and writes down each move. Fences stay: those of both persons
stand together (`core.grants.join`), so that whoever holds one holds the other, and what is barred on one is barred on
both. Separating replays the moves that still hold. No other table knows of either.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from django.db import connection
from django.db.models import Q

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk
from familyhub.people.actions.compartments import compartment_of
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.events import HiddenMerged, HiddenUnmerged, PeopleMerged, PeopleUnmerged
from familyhub.people.merging_policy import (
    Move,
    Whole,
    kept_of,
    merge_problem,
    person_now,
    second_problem,
    words_problem,
)
from familyhub.people.models import Identifier, Merge, MergedRecord, Person, Record, Relationship, SearchKey, ToSettle
from familyhub.people.policy import Problem
from familyhub.people.terms import IdentifierKind, IdentifierStatus, PersonStatus, SettleKind

CANNOT_BE_ONE = (PersonStatus.SEALED.value, PersonStatus.ANONYMISED.value)


@dataclass(frozen=True)
class Proposal:
    """Who proposed a merge, when and why. Somebody else agrees."""

    by: uuid.UUID | None
    name: str
    at: datetime
    reason: str


def merge(*, first: uuid.UUID, second: uuid.UUID, proposed: Proposal, by: Asker, at: datetime) -> uuid.UUID:
    """The persons of these two records are one from now on; `by` agrees to what somebody else proposed.

    Returns the merge's number. Errors: Refused, NoSuchPerson where either is not there for whoever asks.
    """
    _check(second_problem(proposed.by, by.number), words_problem(proposed.reason))
    persons, records = _both(first, second)
    halves = [[row for row in records if row.person_id == person] for person in persons]
    _check(_problem(persons, halves))
    fences = [sorted({row.fence for row in half}) for half in halves]
    _check(_barred_proposer(proposed.by, [*fences[0], *fences[1]]))
    number = uuid.uuid4()
    hidden = grants.join(fences[0], fences[1], because=f"people: merge {number}")
    oldest = [(min(row.made_at for row in half), person) for half, person in zip(halves, persons, strict=True)]
    shut = [p for p, own in zip(persons, fences, strict=True) if hidden & set(own)]
    kept, absorbed = kept_of(oldest, shut)
    row = Merge(id=number, fence=number, kept_id=kept, absorbed_id=absorbed, is_open=not hidden, at=at)
    _sign(row, proposed, by)
    moved = halves[persons.index(absorbed)]
    row.absorbed_status = _take_in(absorbed)
    row.save(force_insert=True)
    _write_moves(row, moved)
    _move(kept, [each.id for each in moved])
    _differing_births(row, halves)
    _tell_merged(row, [halves[persons.index(kept)], moved], hidden, by=by, at=at)
    return number


def _check(*problems: Problem | None) -> None:
    if found := [problem for problem in problems if problem]:
        raise Refused(found)


def _both(first: uuid.UUID, second: uuid.UUID) -> tuple[list[uuid.UUID], list[Record]]:
    """The two persons, locked, and every record of theirs. Errors: NoSuchPerson, Refused."""
    of_them = dict(Record.objects.filter(id__in=[first, second]).values_list("id", "person_id"))
    if len(of_them) != 2:
        raise NoSuchPerson(f"{first} or {second}")
    persons = [of_them[first], of_them[second]]
    if persons[0] == persons[1]:
        raise Refused([Problem("pair", "They are one person already")])
    return persons, _locked_whole(persons)


def _locked_whole(persons: Sequence[uuid.UUID]) -> list[Record]:
    """Every record of these persons, who are locked. Errors: NoSuchPerson where any part of them is not there."""
    rows = Person.objects.select_for_update().filter(id__in=persons).order_by("id")
    statuses = dict(rows.values_list("id", "status"))
    if set(statuses) != set(persons) or set(statuses.values()) & set(CANNOT_BE_ONE):
        raise NoSuchPerson(str(persons))
    records = list(Record.objects.filter(person__in=persons).order_by("made_at", "id"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search.records_of(%s::uuid[])", [list(persons)])
        if cursor.fetchone()[0] != len(records):
            raise NoSuchPerson(str(persons))
    return records


def _problem(persons: Sequence[uuid.UUID], halves: Sequence[Sequence[Record]]) -> Problem | None:
    of_record = {row.id: row.person_id for half in halves for row in half}
    numbers = Identifier.objects.filter(
        record__in=of_record, kind=IdentifierKind.NHS.value, status=IdentifierStatus.VERIFIED.value
    )
    verified: dict[uuid.UUID, set[str]] = {}
    for record, value in numbers.values_list("record_id", "value"):
        verified.setdefault(of_record[record], set()).add(value)
    ties = Relationship.objects.filter(from_record__in=of_record, to_record__in=of_record, valid_to__isnull=True)
    related: dict[uuid.UUID, set[uuid.UUID]] = {}
    for one, other in ties.values_list("from_record_id", "to_record_id"):
        if of_record[one] != of_record[other]:
            related.setdefault(of_record[one], set()).add(of_record[other])
    first, second = (
        Whole(person, frozenset(verified.get(person, ())), frozenset(related.get(person, ()))) for person in persons
    )
    return merge_problem(first, second)


def _barred_proposer(proposer: uuid.UUID | None, fences: Iterable[uuid.UUID]) -> Problem | None:
    """Whoever proposed it may not see one of them any more: somebody else looks at it from the start."""
    if proposer and grants.barred_to(proposer) & set(fences):
        return Problem("pair", "This has to be proposed again, by somebody else")
    return None


def _sign(row: Merge, proposed: Proposal, by: Asker) -> None:
    row.reason = proposed.reason.strip()
    row.proposed_by, row.proposed_name, row.proposed_at = proposed.by, proposed.name, proposed.at  # type: ignore[assignment]
    row.by, row.by_name = by.number, by.name  # type: ignore[assignment]


def _take_in(absorbed: uuid.UUID) -> str:
    """The person's own number leads to the one who is kept; what the status was is returned."""
    status = Person.objects.values_list("status", flat=True).get(id=absorbed)
    Person.objects.filter(id=absorbed).update(status=PersonStatus.MERGED.value)
    return status


def _write_moves(row: Merge, moved: Sequence[Record]) -> None:
    lines = [
        {
            "id": uuid.uuid4(),
            "fence": each.fence,
            "merge_id": row.id,
            "record_id": each.id,
            "moved_from_id": row.absorbed_id,
            "moved_to_id": row.kept_id,
            "at": row.at,
        }
        for each in moved
    ]
    bulk.insert(MergedRecord, lines)


def _move(person: uuid.UUID, records: Sequence[uuid.UUID]) -> None:
    """These records are this person; what they are found by with them. Errors: NoSuchPerson."""
    changed = Record.objects.filter(id__in=records).update(person=person)
    if changed != len(records) or SearchKey.objects.filter(id__in=records).update(person=person) != changed:
        raise NoSuchPerson(str(person))


def _differing_births(row: Merge, halves: Sequence[Sequence[Record]]) -> None:
    """Somebody is born once: where the two say different days, a person decides which holds."""
    days = [{each.born_on for each in half if each.born_on} for half in halves]
    if all(days) and not days[0] & days[1]:
        settle(row, SettleKind.ONE_EACH, "The two give different dates of birth: correct the one that is wrong")


def settle(
    row: Merge, kind: SettleKind, words: str, *, record: uuid.UUID | None = None, about: uuid.UUID | None = None
) -> None:
    """Leave something for a person to decide."""
    number = uuid.uuid4()
    at = row.ended_at or row.at
    ToSettle(
        id=number, fence=number, merge_id=row.id, record_id=record, kind=kind.value, about=about, words=words, at=at
    ).save(force_insert=True)


def one_each(*, merge: uuid.UUID, words: str, at: datetime) -> None:
    """For higher rooms: the merge broke a rule of theirs, that there is one of something for each person."""
    row = Merge.objects.get(id=merge)
    settle(row, SettleKind.ONE_EACH, words)


def _tell_merged(
    row: Merge, halves: Sequence[Sequence[Record]], hidden: set[uuid.UUID], *, by: Asker, at: datetime
) -> None:
    """On both timelines; where one is hidden in a compartment alone, for the other's readers must not learn of it."""
    if hidden:
        shut = next(each for half in halves for each in half if each.fence in hidden)
        event = HiddenMerged(fence=compartment_of(shut.id), about=row.id, subjects=(shut.fence,), merge=str(row.id))
        events.record(event, by=by, at=at)
        return
    for person in (halves[0][0].fence, halves[1][0].fence):
        told = PeopleMerged(fence=person, about=row.id, subjects=(person,), merge=str(row.id))
        events.record(told, by=by, at=at)


def separate(*, merge: uuid.UUID, why: str, by: Asker, at: datetime) -> None:
    """They are two after all: one entitled person is enough, for waiting keeps a breach open.

    Errors: Refused, NoSuchPerson.
    """
    _check(words_problem(why, "why"))
    row = Merge.objects.select_for_update(of=("self",)).filter(id=merge).first()
    if row is None:
        raise NoSuchPerson(str(merge))
    _check(Problem("why", "They were separated already") if row.ended_at else None)
    own = dict(MergedRecord.objects.filter(merge=row).values_list("record_id", "record__person"))
    before = _locked_whole(sorted({*own.values()}))
    changed = Merge.objects.filter(id=row.id, ended_at__isnull=True).update(
        ended_at=at, ended_by=by.number, ended_name=by.name, ended_why=why.strip()
    )
    _check(None if changed == 1 else Problem("why", "They were separated already"))
    row.ended_at = at
    now = _replayed(before)
    for person, records in _by_person({r.id: now[r.id] for r in before if now[r.id] != r.person_id}).items():
        _move(person, records)
    _stand_again(set(now.values()))
    _leave_to_decide(row, before)
    _tell_unmerged(row, before, set(own), by=by, at=at)
    _part(before, now)  # the last thing: whoever separates them may lose sight of one


def _replayed(records: Sequence[Record]) -> dict[uuid.UUID, uuid.UUID]:
    """Who each record is, by the merges that still hold."""
    moves: dict[uuid.UUID, list[Move]] = {}
    rows = MergedRecord.objects.filter(record__in=[each.id for each in records], merge__ended_at__isnull=True)
    for record, one, other in rows.values_list("record_id", "moved_from_id", "moved_to_id"):
        moves.setdefault(record, []).append(Move(one, other))
    return {each.id: person_now(each.fence, moves.get(each.id, [])) for each in records}


def _by_person(now: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for record, person in now.items():
        found.setdefault(person, []).append(record)
    return found


def _part(records: Sequence[Record], now: dict[uuid.UUID, uuid.UUID]) -> None:
    """Whoever is somebody else now stands behind a fence of their own again."""
    fences: dict[uuid.UUID, set[uuid.UUID]] = {}
    for each in records:
        fences.setdefault(now[each.id], set()).add(each.fence)
    for ones, others in combinations(fences.values(), 2):
        grants.part(sorted(ones), sorted(others))


def _stand_again(persons: set[uuid.UUID]) -> None:
    """A person who has records again is what they were before they were merged."""
    gone = Person.objects.filter(id__in=persons, status=PersonStatus.MERGED.value).values_list("id", flat=True)
    for person in list(gone):
        status = Merge.objects.filter(absorbed=person).order_by("-at").values_list("absorbed_status", flat=True)[0]
        Person.objects.filter(id=person).update(status=status)


def _leave_to_decide(row: Merge, before: Sequence[Record]) -> None:
    """Records that came while the two were one, and merges that were made with both of them."""
    said = set(MergedRecord.objects.filter(record__in=[r.id for r in before]).values_list("record_id", flat=True))
    for each in before:
        if each.made_at > row.at and each.id not in said:
            settle(row, SettleKind.RECORD, "A record came while the two were one person", record=each.id)
    others = Merge.objects.filter(Q(kept=row.kept_id) | Q(absorbed=row.kept_id), at__gte=row.at, ended_at__isnull=True)
    for other in others.exclude(id=row.id).values_list("id", flat=True):
        words = "Somebody else was merged with them while the two were one: is it the right one?"
        settle(row, SettleKind.OTHER_MERGE, words, about=other)


def _tell_unmerged(row: Merge, before: Sequence[Record], own: set[uuid.UUID], *, by: Asker, at: datetime) -> None:
    """What was counted between the two days counted the two as one: later rooms revise it."""
    said = {
        "about": row.id,
        "merge": str(row.id),
        "merged_on": clocks.day_of(row.at).isoformat(),
        "unmerged_on": clocks.day_of(at).isoformat(),
    }
    fences = {own_half: min(r.fence for r in before if (r.id in own) is own_half) for own_half in (True, False)}
    if not row.is_open:
        shut = min(r.id for r in before if r.id in own)
        told = HiddenUnmerged(fence=compartment_of(shut), subjects=(fences[True],), **said)  # type: ignore[arg-type]
        events.record(told, by=by, at=at)
        return
    for person in fences.values():
        events.record(PeopleUnmerged(fence=person, subjects=(person,), **said), by=by, at=at)  # type: ignore[arg-type]
