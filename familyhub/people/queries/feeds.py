"""What a feed's rows are compared with, for many rows at once. The worker asks, so that nobody is missed.

Sealed people are in no answer: they lie behind a bar that does not yield.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from familyhub.analysis.matching import Home, Known
from familyhub.core.arrays import Listed
from familyhub.people.models import Address, Identifier, Name, Record, Relationship, Shield
from familyhub.people.queries.known import on_day
from familyhub.people.terms import (
    LIVES_THERE,
    Accuracy,
    IdentifierKind,
    IdentifierStatus,
    PersonStatus,
    RecordKind,
    Sex,
)
from familyhub.people.terms import RelationshipKind as Kind


@dataclass(frozen=True)
class KnownPerson:
    """Somebody on the register as a feed compares them."""

    record: uuid.UUID
    person: uuid.UUID
    born_on: date | None
    due_on: date | None = None
    is_dead: bool = False


def by_verified_number(numbers: Collection[str]) -> dict[str, list[KnownPerson]]:
    """By NHS number: whose *verified* number it is, by every record of theirs. Two queries."""
    rows = Identifier.objects.filter(
        kind=IdentifierKind.NHS.value, status=IdentifierStatus.VERIFIED.value, value__among=Listed(numbers)
    )
    found: dict[str, list[KnownPerson]] = {}
    for value, *record in rows.values_list(
        "value", "record", "record__person", "record__born_on", "record__due_on", "record__person__status"
    ):
        found.setdefault(value, []).append(_known(*record))
    return found


def _known(record: uuid.UUID, person: uuid.UUID, born: date | None, due: date | None, status: str) -> KnownPerson:
    return KnownPerson(record, person, born, due, status == PersonStatus.DECEASED)


def unborn_of(mothers: Collection[uuid.UUID]) -> dict[uuid.UUID, list[KnownPerson]]:
    """By the mother's person: the children whom she expects, the first registered first."""
    rows = Relationship.objects.filter(
        from_record__person__among=Listed(mothers), kind=Kind.MOTHER.value, to_record__kind=RecordKind.UNBORN.value
    ).order_by("to_record__made_at", "to_record")
    found: dict[uuid.UUID, list[KnownPerson]] = {}
    for mother, *child in rows.values_list(
        "from_record__person",
        "to_record",
        "to_record__person",
        "to_record__born_on",
        "to_record__due_on",
        "to_record__person__status",
    ):
        found.setdefault(mother, []).append(_known(*child))
    return found


def mothers_behind(children: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """The persons of the mothers of these records. One query."""
    rows = Relationship.objects.filter(to_record__in=list(children), kind=Kind.MOTHER.value)
    return set(rows.values_list("from_record__person", flat=True))


def verified_numbers_of(people: Collection[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    """By person: the NHS numbers that are verified as theirs."""
    rows = Identifier.objects.filter(
        record__person__among=Listed(people), kind=IdentifierKind.NHS.value, status=IdentifierStatus.VERIFIED.value
    )
    found: dict[uuid.UUID, set[str]] = {}
    for person, value in rows.values_list("record__person", "value"):
        found.setdefault(person, set()).add(value)
    return found


def protected_among(people: Collection[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Which of these persons are shielded; True where the whole person is hidden."""
    found: dict[uuid.UUID, bool] = {}
    for person, whole in Shield.objects.filter(person__among=Listed(people), until__isnull=True).values_list(
        "person", "is_whole"
    ):
        found[person] = found.get(person, False) or whole
    return found


def home_postcodes(people: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, str]:
    """By person: the postcode of the open home that began last."""
    kinds = [kind.value for kind in LIVES_THERE]
    homes = Address.objects.filter(on_day(day), visibility="normal", kind__in=kinds)
    rows = homes.filter(record__person__among=Listed(people))
    return dict(rows.order_by("valid_from", "id").values_list("record__person", "postcode"))


@dataclass
class _Told:
    names: list[tuple[str, str]] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    numbers: list[tuple[bool, str]] = field(default_factory=list)
    born_on: date | None = None
    is_estimated: bool = False
    sex: str = ""


def described(people: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, Known]:
    """By person: what a scorer compares. Open addresses alone, past ones too; four queries for any number."""
    told: dict[uuid.UUID, _Told] = {}
    records = Record.objects.filter(person__among=Listed(people)).order_by("made_at", "id")
    for person, born, accuracy, sex in records.values_list("person", "born_on", "born_accuracy", "sex"):
        one = told.setdefault(person, _Told())
        one.born_on, one.is_estimated = one.born_on or born, accuracy == Accuracy.ESTIMATED
        one.sex = sex if one.sex in {"", Sex.UNKNOWN} else one.sex
    about = {"record__person__among": Listed(told)}
    for person, given, family in (
        Name.objects.filter(**about).order_by("valid_from", "id").values_list("record__person", "given", "family")
    ):
        told[person].names.append((given, family))
    numbers = Identifier.objects.filter(**about, kind=IdentifierKind.NHS.value)
    for person, value, status in numbers.values_list("record__person", "value", "status"):
        told[person].numbers.append((status == IdentifierStatus.VERIFIED, value))
    for person, line, town, postcode, until in _open_homes(about):
        told[person].homes.append(Home(street=line, town=town, postcode=postcode, is_current=not until or until > day))
    return {person: _known_as(one) for person, one in told.items()}


def _open_homes(about: dict[str, Listed]) -> Iterable[tuple[uuid.UUID, str, str, str, date | None]]:
    rows = Address.objects.filter(**about, visibility="normal", kind__in=[kind.value for kind in LIVES_THERE])
    return rows.order_by("valid_from", "id").values_list("record__person", "line1", "town", "postcode", "valid_to")


def _known_as(told: _Told) -> Known:
    names, number = told.names or [("", "")], max(told.numbers, default=(False, ""))
    return Known(
        given=names[-1][0],
        family=names[-1][1],
        other_names=tuple(dict.fromkeys(names[:-1])),
        born_on=told.born_on,
        born_is_estimated=told.is_estimated,
        sex=told.sex,
        homes=tuple(sorted(dict.fromkeys(told.homes), key=lambda home: not home.is_current)),
        nhs_number=number[1],
        nhs_is_verified=number[0],
    )


def dead_among(records: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these records are of somebody who has died."""
    told = Record.objects.filter(person=OuterRef("person"), died_on__isnull=False)
    dead = Q(person__status=PersonStatus.DECEASED.value) | Exists(told)
    return set(Record.objects.filter(dead, id__among=Listed(records)).values_list("id", flat=True))


def persons_of(records: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The person of each of these records that the asker may see."""
    return dict(Record.objects.filter(id__among=Listed(records)).values_list("id", "person_id"))


def born_on_of(record: uuid.UUID) -> date | None:
    """The date of birth, where it is known and the asker may see it."""
    return Record.objects.filter(id=record).values_list("born_on", flat=True).first()


def numbers_and_births(records: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[str, date | None]]:
    """By record: an NHS number ("" for none) and the date of birth."""
    numbers = dict(
        Identifier.objects.filter(record__among=Listed(records), kind=IdentifierKind.NHS.value).values_list(
            "record", "value"
        )
    )
    rows = Record.objects.filter(id__among=Listed(records)).values_list("id", "born_on")
    return {record: (numbers.get(record, ""), born) for record, born in rows}
