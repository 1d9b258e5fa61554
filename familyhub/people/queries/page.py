"""One person's page, put together from what this asker may see. A fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from familyhub.core.asker import Asker
from familyhub.core.together import read_together
from familyhub.people.models import (
    Address,
    ContactPoint,
    FamilyMember,
    Identifier,
    Name,
    Person,
    Record,
    Relationship,
    SafeContact,
)
from familyhub.people.permissions import SEE
from familyhub.people.queries.corrections import CorrectionLine, lines_of, newest_corrections
from familyhub.people.queries.finding import may
from familyhub.people.queries.known import Named, died_on, fullest, named_people, on_day, ties_of_records, today, whole
from familyhub.people.queries.pairs import maybe_same
from familyhub.people.queries.reaching import newest_safe_contact, safe_rules_of
from familyhub.people.terms import (
    ADDRESS_WORDS,
    FAMILY_ROLE_WORDS,
    IDENTIFIER_STATUS_WORDS,
    IDENTIFIER_WORDS,
    KNOWN_BY_WORDS,
    NAME_USE_WORDS,
    RELATIONSHIP_WORDS,
    TIE_END_WORDS,
    AddressKind,
    FamilyRole,
    IdentifierKind,
    IdentifierStatus,
    KnownBy,
    NameUse,
    TieEnd,
    Visibility,
)


@dataclass(frozen=True)
class NameLine:
    """A name and what it is used for."""

    name: str
    use: str
    id: uuid.UUID


@dataclass(frozen=True)
class IdentifierLine:
    """A number, whose it is and how far it is trusted."""

    kind: str
    value: str
    status: str
    is_verified: bool


@dataclass(frozen=True)
class AddressLine:
    """An address that this asker may see; `is_protected` is shown only to those who see the address."""

    id: uuid.UUID
    kind: str
    lines: tuple[str, ...]
    postcode: str
    is_protected: bool
    safe_post: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class ContactLine:
    """A phone number or email address with its rules, each yes, no or unknown."""

    id: uuid.UUID
    kind: str
    value: str
    is_protected: bool
    may_voice: str
    may_text: str
    may_leave_message: str
    may_write: str


@dataclass(frozen=True)
class SafeContactLine:
    """How to engage safely, as last told; `known` is yes, no or unknown."""

    known: str
    words: str
    forbids: tuple[str, ...]


@dataclass(frozen=True)
class RelationLine:
    """The other person and what they are to this one. `end`: why it is on record no longer."""

    other: Named
    words: str
    parental_responsibility: str
    evidence: str
    lives_with: str
    known_by: str = ""
    since: date | None = None
    ended_on: date | None = None
    end: str = ""
    id: uuid.UUID | None = field(default=None, compare=False)
    kind: str = field(default="", compare=False)


@dataclass(frozen=True)
class FamilyLine:
    """A family with the members that this asker may see: who, and as what."""

    id: uuid.UUID
    members: tuple[tuple[Named, str], ...]


@dataclass(frozen=True)
class MaybeLine:
    """Another who may be the same person, for those who see both while nobody has decided."""

    pair: uuid.UUID
    other: Named
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PersonPage:
    """What this asker may see of one person. `persons` are the numbers under which the records were made."""

    person: uuid.UUID
    persons: tuple[uuid.UUID, ...]
    records: tuple[uuid.UUID, ...]
    status: str
    identity: Named
    born_on: date | None
    born_accuracy: str
    due_on: date | None
    died_on: date | None
    names: tuple[NameLine, ...]
    identifiers: tuple[IdentifierLine, ...]
    addresses: tuple[AddressLine, ...]
    contact_points: tuple[ContactLine, ...]
    safe_contact: SafeContactLine
    corrections: tuple[CorrectionLine, ...]
    relationships: tuple[RelationLine, ...]
    earlier_relationships: tuple[RelationLine, ...]
    families: tuple[FamilyLine, ...]
    maybe: tuple[MaybeLine, ...]


def person_for(asker: Asker, person: uuid.UUID, *, on: date | None = None) -> PersonPage | None:
    """The person's page, or None when there is none that this asker may see. Notes everybody whom it names."""
    day = on or today()
    row = Person.objects.filter(id=person).first() if may(asker, SEE) else None
    records = list(Record.objects.filter(person=person).order_by("made_at", "id")) if row else []
    if not row or not records:
        return None
    ties, members = _ties([record.id for record in records], day), _members(person, day)
    others = {end for tie in ties for end in (tie.from_record.person_id, tie.to_record.person_id)}
    maybe = maybe_same(person)
    others |= {one.other for one in maybe}
    known = named_people([person, *others, *(member.record.person_id for member in members)], day)
    main = fullest(records)
    told = read_together(
        Name.objects.about(person).filter(on_day(day)).order_by("use", "id"),
        Identifier.objects.about(person).order_by("kind", "made_at", "id"),
        Address.objects.about(person).order_by("-valid_from", "id"),
        ContactPoint.objects.about(person).filter(on_day(day)).order_by("kind", "valid_from", "id"),
        newest_safe_contact(person),
        newest_corrections(person),
    )
    return PersonPage(
        person=person,
        persons=tuple(dict.fromkeys([person, *(record.fence for record in records)])),
        records=tuple(record.id for record in records),
        status=row.status,
        identity=known[person],
        born_on=main.born_on,
        born_accuracy=main.born_accuracy,
        due_on=main.due_on,
        died_on=died_on(records),
        names=_names(told[0]),
        identifiers=_identifiers(told[1]),
        addresses=_addresses(told[2]),
        contact_points=_contact_points(told[3]),
        safe_contact=_safe_contact(told[4]),
        corrections=lines_of(told[5]),
        relationships=_relations([tie for tie in ties if _holds(tie, day)], person, known),
        earlier_relationships=_relations([tie for tie in ties if tie.ended_at], person, known),
        families=_families(members, known),
        maybe=tuple(MaybeLine(one.pair, known[one.other], one.reasons) for one in maybe if one.other in known),
    )


def _ties(records: Sequence[uuid.UUID], day: date) -> list[Relationship]:
    rows = ties_of_records(records).filter(on_day(day) | Q(ended_at__isnull=False))
    return list(rows.select_related("from_record", "to_record"))


def _holds(tie: Relationship, day: date) -> bool:
    return tie.valid_to is None or tie.valid_to > day


def _members(person: uuid.UUID, day: date) -> list[FamilyMember]:
    families = FamilyMember.objects.about(person).filter(on_day(day)).values("family")
    rows = FamilyMember.objects.filter(on_day(day), family__in=families).select_related("record")
    return list(rows.order_by("family", "role", "id"))


def _relations(
    ties: Sequence[Relationship], person: uuid.UUID, known: dict[uuid.UUID, Named]
) -> tuple[RelationLine, ...]:
    lines = dict.fromkeys(line for tie in ties if (line := _relation(tie, person, known)))
    return tuple(sorted(lines, key=lambda line: (line.words, line.other.name)))


def _relation(tie: Relationship, person: uuid.UUID, known: dict[uuid.UUID, Named]) -> RelationLine | None:
    """The other one, unless this asker may not see them: then there is no such relationship."""
    first, second = tie.from_record.person_id, tie.to_record.person_id
    forward, backward = RELATIONSHIP_WORDS[tie.kind]
    other, words = (first, forward) if second == person else (second, backward)
    if other not in known:
        return None
    return RelationLine(
        other=known[other],
        words=words,
        parental_responsibility=tie.parental_responsibility,
        evidence=tie.evidence,
        lives_with=tie.lives_with,
        known_by=KNOWN_BY_WORDS[KnownBy(tie.known_by)] if tie.known_by else "",
        since=tie.responsible_since,
        ended_on=tie.valid_to if tie.ended_at else None,
        end=f"{TIE_END_WORDS[TieEnd(tie.end_reason)]}. {tie.end_words}" if tie.ended_at else "",
        id=tie.id,
        kind=tie.kind,
    )


def _families(members: Sequence[FamilyMember], known: dict[uuid.UUID, Named]) -> tuple[FamilyLine, ...]:
    lines: dict[uuid.UUID, list[tuple[Named, str]]] = {}
    for member in members:
        who = known.get(member.record.person_id)
        line = (who, FAMILY_ROLE_WORDS[FamilyRole(member.role)]) if who else None
        if line and line not in lines.setdefault(member.family_id, []):  # two records of one person are one member
            lines[member.family_id].append(line)
    return tuple(FamilyLine(id=family, members=tuple(found)) for family, found in lines.items() if found)


def _names(rows: Sequence[Name]) -> tuple[NameLine, ...]:
    return tuple(NameLine(name=whole(row), use=NAME_USE_WORDS[NameUse(row.use)], id=row.id) for row in rows)


def _identifiers(rows: Sequence[Identifier]) -> tuple[IdentifierLine, ...]:
    return tuple(
        IdentifierLine(
            kind=IDENTIFIER_WORDS[IdentifierKind(row.kind)],
            value=row.value,
            status=IDENTIFIER_STATUS_WORDS[IdentifierStatus(row.status)],
            is_verified=row.status == IdentifierStatus.VERIFIED,
        )
        for row in rows
    )


def _addresses(rows: Sequence[Address]) -> tuple[AddressLine, ...]:
    return tuple(
        AddressLine(
            id=row.id,
            kind=ADDRESS_WORDS[AddressKind(row.kind)],
            lines=tuple(line for line in (row.line1, row.line2, row.town) if line),
            postcode=row.postcode,
            is_protected=row.visibility != Visibility.NORMAL,
            safe_post=row.safe_post,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    )


def _contact_points(rows: Sequence[ContactPoint]) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(
            id=row.id,
            kind=row.kind,
            value=row.value,
            is_protected=row.visibility != Visibility.NORMAL,
            may_voice=row.may_voice,
            may_text=row.may_text,
            may_leave_message=row.may_leave_message,
            may_write=row.may_write,
        )
        for row in rows
    )


def _safe_contact(rows: Sequence[SafeContact]) -> SafeContactLine:
    safe = safe_rules_of(rows)
    return SafeContactLine(safe.known, safe.words, safe.forbids) if safe else SafeContactLine("unknown", "", ())
