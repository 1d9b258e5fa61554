"""Where somebody lives, for routing, and whether they may be reached, for messages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from familyhub.core import clocks, fence
from familyhub.people.models import Address, ContactPoint, Record, Relationship, SafeContact, Shield
from familyhub.people.new import Contactability, PointRules, SafeRules
from familyhub.people.policy import records as policy
from familyhub.people.policy.merging import strictest
from familyhub.people.queries.known import on_day
from familyhub.people.terms import (
    LIVES_THERE,
    Answer,
    ContactKind,
    PersonStatus,
    RecordKind,
    RelationshipKind,
    Visibility,
    Way,
)

# which answer of a contact point decides each way
DECIDES = {Way.VOICE: "may_voice", Way.TEXT: "may_text", Way.MESSAGE: "may_leave_message", Way.EMAIL: "may_write"}


@dataclass(frozen=True)
class RoutingAddress:
    """Where somebody lives. When protected it may route and may not be shown, printed or sent."""

    postcode: str = field(repr=False)
    lsoa: str | None = field(repr=False)
    is_protected: bool


def address_for_routing(record: uuid.UUID, on: date) -> RoutingAddress | None:
    """Where this person lives that day; an unborn child where the mother does. None when nobody here can tell.

    A child without an address of their own lives where the person does whom they are recorded to live with. What
    the asker may not see does not route.
    """
    row = Record.objects.filter(id=record).first()
    if row is None:
        return None
    return _lives([row.person_id], on) or _lives(_lives_with(row, on), on)


def _lives_with(row: Record, on: date) -> list[uuid.UUID]:
    ties = Relationship.objects.about(row.person_id, via="to_record").filter(on_day(on))
    if row.kind == RecordKind.UNBORN:
        ties = ties.filter(kind=RelationshipKind.MOTHER.value)
    else:
        ties = ties.filter(lives_with=Answer.YES.value)
    return list(ties.values_list("from_record__person", flat=True))


def _lives(people: Iterable[uuid.UUID], on: date) -> RoutingAddress | None:
    row = _living(people, on)
    return RoutingAddress(row.postcode, row.lsoa, row.visibility != Visibility.NORMAL) if row else None


def _living(people: Iterable[uuid.UUID], on: date) -> Address | None:
    """The address that began last, of those where people live."""
    rows = Address.objects.about(*people).filter(on_day(on), kind__in=[kind.value for kind in LIVES_THERE])
    row: Address | None = rows.order_by("-valid_from", "id").select_related("record").first()
    if row is not None:
        fence.note_subjects([row.record.person_id])
    return row


@dataclass(frozen=True)
class Home:
    """Where somebody can be visited. `behind`: the fence of the address, a compartment where it is protected."""

    lines: tuple[str, ...]
    postcode: str
    is_protected: bool
    behind: uuid.UUID


def home_of(record: uuid.UUID, on: date) -> Home | None:
    """The address for a visitor, found as for routing. None when nobody here can tell."""
    row = Record.objects.filter(id=record).first()
    found = (_living([row.person_id], on) or _living(_lives_with(row, on), on)) if row else None
    if found is None:
        return None
    lines = tuple(line for line in (found.line1, found.line2, found.town) if line)
    return Home(lines, found.postcode, found.visibility != Visibility.NORMAL, found.fence)


def protected_among(records: Iterable[uuid.UUID], on: date) -> set[uuid.UUID]:
    """Which of these live at a protected address that day, as far as this asker may know. One query."""
    persons = Record.objects.filter(id__in=list(records)).values("person")
    rows = Address.objects.filter(on_day(on), record__person__in=persons).exclude(visibility=Visibility.NORMAL.value)
    hidden = set(rows.values_list("record__person", flat=True))
    return set(Record.objects.filter(person__in=hidden).values_list("id", flat=True)) if hidden else set()


def shielded_among(persons: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these numbers of people are protected: for the worker and the desk, who alone know it.

    One query.
    """
    rows = Shield.objects.filter(person__in=list(persons), until__isnull=True)
    return set(rows.values_list("person", flat=True))


@dataclass(frozen=True)
class SafeContactTold:
    """How to engage safely, as last told with each record: what one of them forbids is forbidden."""

    known: str
    words: str
    forbids: tuple[str, ...]


def safe_contact_of(person: uuid.UUID) -> SafeContactTold | None:
    """The newest of each record, and of them the strictest. One query."""
    return safe_rules_of(newest_safe_contact(person))


def newest_safe_contact(person: uuid.UUID) -> QuerySet[SafeContact]:
    """What was told last of each record."""
    return SafeContact.objects.about(person).order_by("record", "-set_at", "id").distinct("record")


def safe_rules_of(rows: Iterable[SafeContact]) -> SafeContactTold | None:
    """Of what was told of each record the strictest; None where nothing was told."""
    newest = sorted(rows, key=lambda row: row.set_at, reverse=True)
    if not newest:
        return None
    known, forbids = strictest([row.known for row in newest], [row.forbids for row in newest])
    return SafeContactTold(known, "\n".join(dict.fromkeys(row.words for row in newest if row.words)), forbids)


def may_contact(record: uuid.UUID, way: Way, at: datetime) -> Contactability:
    """May this person be reached this way now? Not when rules are unknown, forbid it or are unseen; not the dead."""
    dead = Record.objects.filter(person=OuterRef("person"), died_on__isnull=False)
    rows = Record.objects.filter(id=record).annotate(has_died=Exists(dead))
    found = rows.values_list("person_id", "person__status", "has_died").first()
    if found is None:
        return Contactability(False, "rules_unknown")
    person, status, has_died = found
    if has_died or status == PersonStatus.DECEASED:
        return Contactability(False, "forbidden")
    safe = safe_contact_of(person)
    rules = SafeRules(known=safe.known, forbids=frozenset(safe.forbids)) if safe else None
    day = clocks.day_of(at)
    points = _post(person, day) if way == Way.POST else _points(person, Way(way), day)
    return policy.contactability(rules, points, way, at.astimezone(clocks.LONDON).hour)


def _points(person: uuid.UUID, way: Way, day: date) -> list[PointRules]:
    kind = ContactKind.EMAIL if way == Way.EMAIL else ContactKind.PHONE
    rows = ContactPoint.objects.about(person).filter(on_day(day), kind=kind.value).order_by("-valid_from", "id")
    return [PointRules(row.value, getattr(row, DECIDES[way]), row.from_hour, row.to_hour) for row in rows]


def _post(person: uuid.UUID, day: date) -> list[PointRules]:
    rows = Address.objects.about(person).filter(on_day(day)).order_by("-valid_from", "id")
    return [PointRules(f"{row.line1}, {row.postcode}", row.safe_post) for row in rows]


def are_related(first: uuid.UUID, second: uuid.UUID) -> bool:
    """Is there a relationship now from the first record's person to the second's, as far as this asker may see?"""
    today = clocks.day_of(timezone.now())
    one, other = (Record.objects.filter(id=record).values("person") for record in (first, second))
    rows = Relationship.objects.filter(on_day(today), from_record__person__in=one, to_record__person__in=other)
    return rows.exists()
