"""Two people side by side: what each source said of them, line by line, with what differs marked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from familyhub.people.models import (
    Address,
    ContactPoint,
    Identifier,
    Name,
    Record,
    Relationship,
)
from familyhub.people.queries.known import Named, named_people, whole
from familyhub.people.terms import (
    ADDRESS_WORDS,
    IDENTIFIER_STATUS_WORDS,
    IDENTIFIER_WORDS,
    NAME_USE_WORDS,
    RELATIONSHIP_WORDS,
    SEX_WORDS,
    Accuracy,
    AddressKind,
    IdentifierKind,
    IdentifierStatus,
    NameUse,
    Sex,
)
from familyhub.people.typed import plain


@dataclass(frozen=True)
class Said:
    """One value and which source said it (its code), when it was recorded."""

    words: str
    source: str
    recorded_at: datetime

    @property
    def compared(self) -> str:
        """The value without what does not tell people apart."""
        return plain(self.words)


@dataclass(frozen=True)
class Line:
    """One kind of fact for both sides. `mark`: "same", "some" where they share part, "differs", "one" side alone."""

    label: str
    left: tuple[Said, ...]
    right: tuple[Said, ...]

    @property
    def mark(self) -> str:
        """How the two compare."""
        left, right = ({said.compared for said in side} for side in (self.left, self.right))
        if not left or not right:
            return "one"
        if left == right:
            return "same"
        return "some" if left & right else "differs"


@dataclass(frozen=True)
class Sides:
    """Both, with the lines on which either says something."""

    left: Named | None
    right: Named | None
    lines: tuple[Line, ...]


# the label of each kind of fact, in the order in which a reviewer reads them
LABELS = (
    ("name", "Names"),
    ("born", "Date of birth"),
    ("sex", "Sex"),
    ("number", "Numbers"),
    ("address", "Addresses"),
    ("contact", "Phone and email"),
    ("relative", "Related to"),
)


def compare(left: Sequence[uuid.UUID], right: Sequence[uuid.UUID], day: date) -> Sides:
    """Two sets of records as this asker sees them: eight queries at most. Notes everybody whom it names."""
    records = {row.id: row for row in Record.objects.filter(id__in=[*left, *right]).order_by("made_at", "id")}
    ties = _ties(records)
    persons = {row.person_id for row in records.values()}
    known = named_people(sorted(persons | {end for tie in ties for end in _ends(tie)}), day)
    facts = _facts(records, ties, known)
    lines = []
    for kind, label in LABELS:
        sides = [tuple(said for record in side for said in facts.get((kind, record), ())) for side in (left, right)]
        if any(sides):
            lines.append(Line(label, *(tuple(dict.fromkeys(side)) for side in sides)))
    return Sides(_one(left, records, known), _one(right, records, known), tuple(lines))


def _one(side: Sequence[uuid.UUID], records: dict[uuid.UUID, Record], known: dict[uuid.UUID, Named]) -> Named | None:
    return next((known.get(records[record].person_id) for record in side if record in records), None)


def _ties(records: Iterable[uuid.UUID]) -> list[Relationship]:
    own = list(records)
    rows = Relationship.objects.filter(Q(from_record__in=own) | Q(to_record__in=own), valid_to__isnull=True)
    return list(rows.select_related("from_record", "to_record").order_by("made_at", "id")[:100])


def _ends(tie: Relationship) -> tuple[uuid.UUID, uuid.UUID]:
    return tie.from_record.person_id, tie.to_record.person_id


Facts = dict[tuple[str, uuid.UUID], list[Said]]


def _facts(records: dict[uuid.UUID, Record], ties: Sequence[Relationship], known: dict[uuid.UUID, Named]) -> Facts:
    facts: Facts = {}

    def add(kind: str, record: uuid.UUID, words: str, at: datetime | None = None) -> None:
        if record in records and words:
            row = records[record]
            facts.setdefault((kind, record), []).append(Said(words, row.source, at or row.made_at))

    for row in records.values():
        add("born", row.id, _birth(row))
        add("sex", row.id, SEX_WORDS[Sex(row.sex)] if row.sex != Sex.UNKNOWN else "")
    for kind, record, words in _rows(list(records)):
        add(kind, record, words)
    for tie in ties:
        forward, backward = RELATIONSHIP_WORDS[tie.kind]
        for own, other, words in (
            (tie.from_record_id, tie.to_record, f"{forward} of"),
            (tie.to_record_id, tie.from_record, f"{backward} of"),
        ):
            if other.person_id in known:
                add("relative", own, f"{words} {known[other.person_id].name}", tie.made_at)
    return facts


def _birth(row: Record) -> str:
    if row.due_on:
        return f"due {row.due_on:%-d %B %Y}"
    if not row.born_on:
        return ""
    return f"{'about ' if row.born_accuracy == Accuracy.ESTIMATED else ''}{row.born_on:%-d %B %Y}"


def _rows(records: Sequence[uuid.UUID]) -> Iterable[tuple[str, uuid.UUID, str]]:
    """What stands in tables of its own, as far as this asker sees it: four queries."""
    for name in Name.objects.filter(record__in=records).order_by("use", "id"):
        yield "name", name.record_id, f"{whole(name)} ({NAME_USE_WORDS[NameUse(name.use)]})"
    for number in Identifier.objects.filter(record__in=records).order_by("kind", "made_at", "id"):
        status = IDENTIFIER_STATUS_WORDS[IdentifierStatus(number.status)]
        yield "number", number.record_id, f"{IDENTIFIER_WORDS[IdentifierKind(number.kind)]} {number.value} ({status})"
    for address in Address.objects.filter(record__in=records).order_by("-valid_from", "id"):
        yield "address", address.record_id, _address(address)
    for point in ContactPoint.objects.filter(record__in=records).order_by("kind", "id"):
        yield "contact", point.record_id, point.value


def _address(row: Address) -> str:
    lines = [line for line in (row.line1, row.line2, row.town, row.postcode) if line]
    until = f", until {row.valid_to:%-d %B %Y}" if row.valid_to else ""
    return f"{', '.join(lines)} ({ADDRESS_WORDS[AddressKind(row.kind)]}{until})"
