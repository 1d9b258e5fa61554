"""What finds or names somebody, and what those of a family are to each other: for whatever leaves the house on paper.

As far as whoever asks may see it. A fixed number of queries, however many people.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people.models import Address, ContactPoint, Name, Record, Relationship
from familyhub.people.queries.known import died_on, fullest, on_day
from familyhub.people.terms import LIVES_THERE, Answer, PersonStatus, RecordKind, Visibility


@dataclass(frozen=True)
class Particulars:
    """Of one person: every name that was ever theirs, every place and number; `is_hidden`: some place is protected."""

    person: uuid.UUID
    given: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[str, ...]
    numbers: tuple[str, ...]
    born_on: date | None
    is_unborn: bool
    is_dead: bool
    is_hidden: bool


@dataclass(frozen=True)
class Tie:
    """What one person is to another on a day, by persons; the answers are yes, no or unknown."""

    one: uuid.UUID
    other: uuid.UUID
    kind: str
    is_responsible: bool
    evidence: str
    lives_with: str


def particulars_of(asker: Asker, records: Iterable[uuid.UUID]) -> dict[uuid.UUID, Particulars]:
    """By record; somebody whom the asker may not see is not there. Past names, places and numbers too."""
    wanted = set(records)
    of_them = Record.objects.filter(id__in=wanted).values("person")
    rows = list(Record.objects.filter(person__in=of_them).select_related("person"))
    of_person: dict[uuid.UUID, list[Record]] = {}
    for row in rows:
        of_person.setdefault(row.person_id, []).append(row)
    fence.note_subjects(of_person)
    names = list(Name.objects.about(*of_person).select_related("record")) if rows else []
    homes = list(Address.objects.about(*of_person).select_related("record")) if rows else []
    points = list(ContactPoint.objects.about(*of_person).select_related("record")) if rows else []
    made = {
        person: _one(
            kept,
            [one for one in names if one.record.person_id == person],
            [one for one in homes if one.record.person_id == person],
            [one for one in points if one.record.person_id == person],
        )
        for person, kept in of_person.items()
    }
    return {row.id: made[row.person_id] for row in rows if row.id in wanted}


def _one(records: list[Record], names: list[Name], homes: list[Address], points: list[ContactPoint]) -> Particulars:
    main = fullest(records)
    places = [part for one in homes for part in (one.line1, one.line2, one.town, one.postcode) if part]
    return Particulars(
        person=main.person_id,
        given=tuple(dict.fromkeys(one.given for one in names if one.given)),
        family=tuple(dict.fromkeys(one.family for one in names if one.family)),
        places=tuple(dict.fromkeys(places)),
        numbers=tuple(dict.fromkeys(one.value for one in points)),
        born_on=main.born_on,
        is_unborn=main.kind == RecordKind.UNBORN,
        is_dead=main.person.status == PersonStatus.DECEASED or died_on(records) is not None,
        is_hidden=any(seen != Visibility.NORMAL for seen in _visibilities(homes, points)),
    )


def _visibilities(homes: list[Address], points: list[ContactPoint]) -> list[str]:
    return [one.visibility for one in homes] + [one.visibility for one in points]


def ties_among(asker: Asker, persons: Iterable[uuid.UUID], on: date) -> list[Tie]:
    """What these are to each other that day. One query."""
    wanted = list(persons)
    rows = Relationship.objects.filter(on_day(on), Q(from_record__person__in=wanted) & Q(to_record__person__in=wanted))
    return [
        Tie(
            one=row.from_record.person_id,
            other=row.to_record.person_id,
            kind=row.kind,
            is_responsible=row.parental_responsibility == Answer.YES,
            evidence=row.evidence,
            lives_with=row.lives_with,
        )
        for row in rows.select_related("from_record", "to_record")
    ]


def open_post_address(record: uuid.UUID, on: date) -> tuple[str, ...]:
    """Where post may safely go: the newest open home of which somebody said that post is safe; () where there is none.

    A protected address is never printed, whoever asks.
    """
    kinds = [kind.value for kind in LIVES_THERE]
    person = Record.objects.filter(id=record).values_list("person", flat=True).first()
    rows = Address.objects.about(person).filter(on_day(on)) if person else Address.objects.none()
    row = rows.filter(kind__in=kinds).order_by("-valid_from", "id").first()
    if row is None or row.visibility != Visibility.NORMAL or row.safe_post != Answer.YES:
        return ()
    return tuple(part for part in (row.line1, row.line2, row.town, row.postcode) if part)
