"""People on record as they are compared with somebody described, as far as this asker sees them: two queries for any
number, and the score of each.

Open addresses and open numbers alone, past ones too: what is protected enters no score, whoever asks, so that a score
tells nothing of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from familyhub.analysis.matching import Home, Known, Scored, rank
from familyhub.core import fence
from familyhub.core.arrays import Listed
from familyhub.core.compiled import compiled
from familyhub.people.models import Name, Record
from familyhub.people.new import NewPerson
from familyhub.people.queries.known import Named, fullest, named
from familyhub.people.terms import (
    LIVES_THERE,
    Accuracy,
    AddressKind,
    Answer,
    ContactKind,
    IdentifierKind,
    IdentifierStatus,
    NameUse,
    Visibility,
)
from familyhub.people.typed import email_of, nhs_of, phone_of, postcode_of

# the same columns for each: what it is, whose record, three values, its kind, from, to
NAMES_AND_HOMES = """
SELECT 'name', record_id, given, family, '', use, valid_from, valid_to, id FROM people_name
WHERE record_id = ANY (%(named)s)
UNION ALL
SELECT 'home', record_id, line1, town, postcode, kind, valid_from, valid_to, id FROM people_address
WHERE record_id = ANY (%(whole)s) AND visibility = %(open)s AND kind <> %(post)s
"""
NUMBERS = """
UNION ALL
SELECT 'nhs', record_id, value, '', '', status, NULL, NULL, id FROM people_identifier
WHERE record_id = ANY (%(whole)s) AND kind = %(nhs)s AND status = ANY (%(trusted)s)
UNION ALL
SELECT kind, record_id, value, '', '', '', valid_from, valid_to, id FROM people_contactpoint
WHERE record_id = ANY (%(whole)s) AND visibility = %(open)s AND NOT %(no)s IN (may_voice, may_text)
"""
IN_ORDER = "ORDER BY 1, 7, 9"
TRUSTED = (IdentifierStatus.VERIFIED, IdentifierStatus.UNVERIFIED, IdentifierStatus.UNDER_QUERY)
VALUES: dict[str, Any] = {
    "nhs": IdentifierKind.NHS.value,
    "trusted": [status.value for status in TRUSTED],
    "open": Visibility.NORMAL.value,
    "post": AddressKind.CORRESPONDENCE.value,
    "no": Answer.NO.value,
}


class Fact(NamedTuple):
    """One row of what is known."""

    what: str
    record: uuid.UUID
    first: str
    second: str
    third: str
    kind: str
    since: date | None
    until: date | None
    id: uuid.UUID

    def is_on(self, day: date) -> bool:
        """Does it hold on this day?"""
        return (self.since is None or self.since <= day) and (self.until is None or self.until > day)


@dataclass(frozen=True)
class OnRecord:
    """A person for a list of candidates: as named, where they live (open addresses alone), and to be compared."""

    named: Named
    postcode: str
    known: Known


@dataclass
class _Whole:
    records: list[Record] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def of(self, what: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.what == what]


def on_record(people: Iterable[uuid.UUID], day: date, *, also: Iterable[uuid.UUID] = ()) -> dict[uuid.UUID, OnRecord]:
    """These people, by person; one who is not seen is not there. Of those in `also` the names alone.

    Notes them all for the access log.
    """
    return _read(people, also, day, NAMES_AND_HOMES + NUMBERS + IN_ORDER)


def listed(people: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, OnRecord]:
    """The same for a list that compares nobody: without numbers."""
    return _read(people, (), day, NAMES_AND_HOMES + IN_ORDER)


def _read(people: Iterable[uuid.UUID], also: Iterable[uuid.UUID], day: date, facts: str) -> dict[uuid.UUID, OnRecord]:
    whole = set(people)
    found: dict[uuid.UUID, _Whole] = {}
    person_of: dict[uuid.UUID, uuid.UUID] = {}
    for record in _records_of(Listed(whole.union(also))):
        found.setdefault(record.person_id, _Whole()).records.append(record)
        person_of[record.id] = record.person_id
    if person_of:
        of_whole = [record for record, person in person_of.items() if person in whole]
        with connection.cursor() as cursor:
            cursor.execute(facts, {**VALUES, "named": list(person_of), "whole": of_whole})
            for fact in map(Fact._make, cursor.fetchall()):
                found[person_of[fact.record]].facts.append(fact)
    fence.note_subjects(found)
    return {person: _described(one, day) for person, one in found.items()}


@compiled
def _records_of(people: Listed) -> QuerySet[Record]:
    return Record.objects.filter(person__among=people)


def _described(whole: _Whole, day: date) -> OnRecord:
    record = fullest(whole.records)
    names, homes = whole.of("name"), whole.of("home")
    # the one that is used now comes first; one that is over or was another's counts as another name
    used = sorted(names, key=lambda fact: (not fact.is_on(day), fact.kind == NameUse.PREVIOUS))
    numbers = sorted(whole.of("nhs"), key=lambda fact: fact.kind != IdentifierStatus.VERIFIED)
    living = [fact for fact in homes if fact.is_on(day) and fact.kind in LIVES_THERE]
    known = Known(
        given=used[0].first if used else "",
        family=used[0].second if used else "",
        other_names=tuple(dict.fromkeys((fact.first, fact.second) for fact in used[1:])),
        born_on=record.born_on,
        born_is_estimated=record.born_accuracy == Accuracy.ESTIMATED,
        sex=record.sex,
        homes=_homes(homes, day),
        nhs_number=numbers[0].first if numbers else "",
        nhs_is_verified=bool(numbers) and numbers[0].kind == IdentifierStatus.VERIFIED,
        phones=tuple(dict.fromkeys(fact.first for fact in whole.of(ContactKind.PHONE))),
        emails=tuple(dict.fromkeys(fact.first for fact in whole.of(ContactKind.EMAIL))),
    )
    current = [_name(fact) for fact in names if fact.is_on(day)]
    return OnRecord(named(whole.records, current, day), living[-1].third if living else "", known)


def _name(fact: Fact) -> Name:
    return Name(id=fact.id, given=fact.first, family=fact.second, use=fact.kind, valid_from=fact.since)


def _homes(rows: Sequence[Fact], day: date) -> tuple[Home, ...]:
    homes = [Home(street=row.first, town=row.second, postcode=row.third, is_current=row.is_on(day)) for row in rows]
    return tuple(sorted(dict.fromkeys(homes), key=lambda home: not home.is_current))


def described(new: NewPerson) -> Known:
    """Somebody who is to be found or made, to be compared. What they ask to have protected is not compared."""
    names = [(name.given, name.family) for name in new.names] or [("", "")]
    numbers = [number for number in new.identifiers if number.kind == IdentifierKind.NHS and nhs_of(number.value)]
    points = [point for point in new.contact_points if point.visibility == Visibility.NORMAL]
    return Known(
        given=names[0][0],
        family=names[0][1],
        other_names=tuple(names[1:]),
        born_on=new.born_on,
        born_is_estimated=new.accuracy == Accuracy.ESTIMATED,
        sex=new.sex,
        homes=tuple(
            Home(street=home.line1, town=home.town, postcode=postcode_of(home.postcode) or "")
            for home in new.addresses
            if home.visibility == Visibility.NORMAL and home.kind != AddressKind.CORRESPONDENCE
        ),
        nhs_number=(nhs_of(numbers[0].value) or "") if numbers else "",
        nhs_is_verified=bool(numbers) and numbers[0].status == IdentifierStatus.VERIFIED,
        phones=tuple(phone for point in points if point.is_phone and (phone := phone_of(point.value))),
        emails=tuple(mail for point in points if not point.is_phone and (mail := email_of(point.value))),
    )


def scored(new: Known, others: Mapping[uuid.UUID, OnRecord]) -> dict[uuid.UUID, Scored]:
    """How likely each of these is the one described, in words and as a probability; nobody is two of them."""
    return dict(zip(others, rank(new, [other.known for other in others.values()]), strict=True))
