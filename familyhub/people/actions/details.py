"""What is learned of somebody later: names, numbers, phone numbers, how to engage safely, a birth."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import clocks, events
from familyhub.core.asker import Asker
from familyhub.core.events import Event
from familyhub.people.actions import bulk, compartments, keys, shielding, storing
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held, records_of
from familyhub.people.events import (
    BabyBorn,
    ContactPointAdded,
    IdentifierAdded,
    NameAdded,
    ProtectedContactPointAdded,
    SafeContactSet,
)
from familyhub.people.models import ContactPoint, Name, Record
from familyhub.people.new import NewContactPoint, NewIdentifier, NewName, NewSafeContact, Registered
from familyhub.people.policy import records as policy
from familyhub.people.policy.records import Problem
from familyhub.people.terms import Accuracy, IdentifierKind, RecordKind, Sex, Visibility
from familyhub.people.typed import identifier_of, phone_of, plain


def add_name(*, record: uuid.UUID, name: NewName, by: Asker, at: datetime) -> None:
    """Another name of the same person. Errors: Refused, NoSuchPerson."""
    if not plain(f"{name.given} {name.family}"):
        raise Refused([Problem("names", "Enter a first name or a family name")])
    who = held(record)
    store_name(who, name)
    event = NameAdded(fence=who.person, about=who.person, subjects=(who.person,), use=str(name.use))
    events.record(event, by=by, at=at)


def store_name(who: Registered, name: NewName) -> None:
    """The row and what it is found by."""
    row = Name(
        id=uuid.uuid4(),
        fence=who.person,
        record_id=who.record,
        given=name.given.strip(),
        family=name.family.strip(),
        use=str(name.use),
        valid_from=name.valid_from,
    )
    row.save(force_insert=True)
    keys.add(who.record, name=f"{name.given} {name.family}")


def add_identifier(*, record: uuid.UUID, new: NewIdentifier, by: Asker, at: datetime) -> str:
    """A number. Returns its status as stored: "under_query" when a verified one is somebody else's already.

    Errors: Refused for an NHS number whose check digit is wrong, NoSuchPerson.
    """
    value = identifier_of(new.kind, new.value)
    if value is None:
        raise Refused([Problem("identifiers", "Check the number: one of its digits is wrong")])
    who = held(record)
    (row,) = storing.store_identifiers(who, [new], at)
    if new.kind == IdentifierKind.NHS:
        keys.add(who.record, [f"n:{value}"])
    event = IdentifierAdded(
        fence=who.person, about=who.person, subjects=(who.person,), kind=str(new.kind), status=row.status
    )
    events.record(event, by=by, at=at)
    return row.status


def add_contact_point(*, record: uuid.UUID, new: NewContactPoint, by: Asker, at: datetime) -> uuid.UUID:
    """A phone number or email address; a protected one lies behind the compartment. Errors: Refused, NoSuchPerson."""
    if problem := policy.contact_point_problem(new):
        raise Refused([problem])
    who = held(record)
    if new.visibility != Visibility.NORMAL:
        compartments.open_for_writer([record], by)
        shielding.shield([who.person], [], is_whole=False, at=at)
    row = storing.point_row(who, new, clocks.day_of(at))
    bulk.insert(ContactPoint, [row])
    if new.is_phone:
        change = keys.add if policy.is_searchable_phone(new) else _forget
        change(who.record, [f"t:{phone_of(new.value)}"])
    events.record(_contact_point_event(who, new, row["fence"]), by=by, at=at)
    return uuid.UUID(str(row["id"]))


def _contact_point_event(who: Registered, new: NewContactPoint, behind: uuid.UUID) -> Event:
    if new.visibility != Visibility.NORMAL:
        return ProtectedContactPointAdded(fence=behind, about=who.person, subjects=(who.person,))
    return ContactPointAdded(fence=behind, about=who.person, subjects=(who.person,), kind=str(new.kind))


def _forget(record: uuid.UUID, dropped: list[str]) -> None:
    keys.drop([record], dropped)


def set_safe_contact(*, record: uuid.UUID, new: NewSafeContact, by: Asker, at: datetime) -> None:
    """How to engage safely with somebody from now on; what was told before stays on record. Errors: NoSuchPerson.

    It is kept with every record of the person: none of them keeps an older rule, also when they are separated.
    """
    who = held(record)
    whole = [Registered(record=each.id, person=each.fence) for each in records_of(record)]
    storing.store_safe_contacts([(each, new) for each in whole], by, at)
    event = SafeContactSet(fence=who.person, about=who.person, subjects=(who.person,))
    events.record(event, by=by, at=at)


@dataclass(frozen=True)
class Birth:
    """What is told when a child is born."""

    born_on: date
    sex: str = Sex.UNKNOWN
    name: NewName | None = None


def baby_born(*, record: uuid.UUID, birth: Birth, by: Asker, at: datetime) -> None:
    """The expected child is born: the due date goes, the date of birth comes, the record stays the same one.

    Errors: Refused when the day cannot be right or the child was not expected, NoSuchPerson.
    """
    if problem := policy.birth_problem(birth.born_on, clocks.day_of(at)):
        raise Refused([problem])
    who = held(record)
    unborn = Record.objects.filter(id=record, kind=RecordKind.UNBORN.value)
    changed = unborn.update(
        kind=RecordKind.PERSON.value,
        due_on=None,
        born_on=birth.born_on,
        born_accuracy=Accuracy.EXACT.value,
        sex=str(birth.sex),
    )
    if not changed:
        raise Refused([Problem("born_on", "This child was born already")])
    keys.add(record, [policy.born_key(birth.born_on)])
    if birth.name:
        store_name(who, birth.name)
    events.record(BabyBorn(fence=who.person, about=who.person, subjects=(who.person,)), by=by, at=at)


__all__ = [
    "Birth",
    "NoSuchPerson",
    "add_contact_point",
    "add_identifier",
    "add_name",
    "baby_born",
    "set_safe_contact",
]
