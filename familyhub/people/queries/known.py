"""What a list shows of people: the name as known, the age or due date, the sex. Two queries, however many people."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from familyhub.core import clocks, fence
from familyhub.core.asker import Asker
from familyhub.people.models import Name, Record, Relationship
from familyhub.people.policy.records import Life, whose_age, years_old
from familyhub.people.terms import SEX_WORDS, Accuracy, NameUse, RecordKind, Sex

UNNAMED = "Name not known"
UNNAMED_BABY = "Unborn baby"
# the name that people use comes first, a name that is over comes last
USES = (NameUse.KNOWN_AS, NameUse.LEGAL, NameUse.PREVIOUS)


@dataclass(frozen=True)
class Named:
    """A person as a list shows them. `record` is the one asked for, or the person's first; `years`: whole ones."""

    person: uuid.UUID
    record: uuid.UUID
    name: str
    age: str
    sex: str
    is_unborn: bool
    years: int | None = None


def today() -> date:
    """London's date now."""
    return clocks.day_of(timezone.now())


def on_day(day: date) -> Q:
    """Rows that hold on the day; no start means always."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def life_of(record: Record) -> Life:
    """The dates by which the age is told."""
    return Life(
        born_on=record.born_on,
        is_estimated=record.born_accuracy == Accuracy.ESTIMATED,
        due_on=record.due_on,
        died_on=record.died_on,
    )


def whole(name: Name) -> str:
    """First name and family name as one."""
    return f"{name.given} {name.family}".strip()


def best_name(names: Iterable[Name], *, is_unborn: bool) -> str:
    """The name that the person is known by."""
    ordered = sorted(names, key=lambda name: (USES.index(NameUse(name.use)), _newest(name), str(name.id)))
    if ordered:
        return whole(ordered[0])
    return UNNAMED_BABY if is_unborn else UNNAMED


def _newest(name: Name) -> int:
    return -(name.valid_from or date.min).toordinal()


def fullest(records: Sequence[Record]) -> Record:
    """Of the records of one person the one that says most of birth; the oldest of those that say the same."""
    return min(records, key=lambda r: (r.born_accuracy != Accuracy.EXACT, r.born_on is None, r.made_at, str(r.id)))


def named_people(people: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, Named]:
    """These people as this asker may see them, by person: two queries. Notes them for the access log."""
    return _known(Record.objects.filter(person__in=people), day)


def _known(rows: Iterable[Record], day: date) -> dict[uuid.UUID, Named]:
    """The people of these records: all the records of each."""
    records: dict[uuid.UUID, list[Record]] = {}
    person_of: dict[uuid.UUID, uuid.UUID] = {}
    for record in rows:
        records.setdefault(record.person_id, []).append(record)
        person_of[record.id] = record.person_id
    names: dict[uuid.UUID, list[Name]] = {}
    for name in Name.objects.filter(on_day(day), record__in=list(person_of)) if person_of else ():
        names.setdefault(person_of[name.record_id], []).append(name)
    fence.note_subjects(records)
    return {person: named(kept, names.get(person, []), day) for person, kept in records.items()}


def died_on(records: Iterable[Record]) -> date | None:
    """The day somebody died, whichever of their records says so."""
    return min((record.died_on for record in records if record.died_on), default=None)


def named(records: Sequence[Record], names: Sequence[Name], day: date) -> Named:
    """A person from all of their records and the names that hold on the day."""
    record = fullest(records)
    is_unborn = record.kind == RecordKind.UNBORN
    return Named(
        person=record.person_id,
        record=record.id,
        name=best_name(names, is_unborn=is_unborn),
        age=whose_age(replace(life_of(record), died_on=died_on(records)), day),
        sex=SEX_WORDS[Sex(record.sex)],
        is_unborn=is_unborn,
        years=years_old(record.born_on, day) if record.born_on else None,
    )


def names_of(asker: Asker, records: Iterable[uuid.UUID], *, on: date | None = None) -> dict[uuid.UUID, Named]:
    """Who these records are, by record; one that the asker may not see is not there. Two queries for any number."""
    wanted = set(records)
    if not wanted:
        return {}
    of_them = Record.objects.filter(id__in=wanted).values("person")
    rows = list(Record.objects.filter(person__in=of_them))
    people = _known(rows, on or today())
    return {row.id: replace(people[row.person_id], record=row.id) for row in rows if row.id in wanted}


def made_as(asker: Asker, records: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Behind which person's number each record lies, as far as this asker sees them: for whoever grants it.

    A merge does not change it and lets the holder see the whole person; separated, the grant is still the right one.
    Notes them for the access log.
    """
    rows = list(Record.objects.filter(id__in=set(records)).values_list("id", "fence", "person_id"))
    fence.note_subjects(person for _, _, person in rows)
    return {record: behind for record, behind, _ in rows}


def ties_of(people: Iterable[uuid.UUID]) -> QuerySet[Relationship]:
    """The relationships in which any of these people stand. Asks for their records first."""
    return ties_of_records(Record.objects.filter(person__in=list(people)).values_list("id", flat=True))


def ties_of_records(records: Iterable[uuid.UUID]) -> QuerySet[Relationship]:
    """The same by the people's records, where they are known: so either end is found by its index. By the person every
    relationship of the county is read.
    """
    own = list(records)
    return Relationship.objects.filter(Q(from_record__in=own) | Q(to_record__in=own))


@dataclass(frozen=True)
class Lying:
    """Behind which person's number a record lies, and whether its person is not born yet."""

    behind: uuid.UUID
    is_unborn: bool


def lying(asker: Asker, records: Iterable[uuid.UUID]) -> dict[uuid.UUID, Lying]:
    """Where these records lie, as far as this asker sees them, for whoever writes about them: one query.

    Notes the people for the access log.
    """
    wanted = set(records)
    of_them = Record.objects.filter(id__in=wanted).values("person")
    people: dict[uuid.UUID, list[Record]] = {}
    for row in Record.objects.filter(person__in=of_them):
        people.setdefault(row.person_id, []).append(row)
    fence.note_subjects(people)
    unborn = {person for person, rows in people.items() if fullest(rows).kind == RecordKind.UNBORN}
    return {
        row.id: Lying(row.fence, person in unborn)
        for person, rows in people.items()
        for row in rows
        if row.id in wanted
    }


def note(records: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Note for the access log whose records these are, where only what a sender said of them is shown: one query.

    Returns the records that this asker may see.
    """
    person_of = dict(Record.objects.filter(id__in=set(records)).values_list("id", "person_id"))
    fence.note_subjects(person_of.values())
    return set(person_of)
