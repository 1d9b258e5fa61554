"""What a feed tells of people who are known: births of the expected, deaths, moves. A verb takes many."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from familyhub.core import clocks, events
from familyhub.core.asker import Asker
from familyhub.people.actions import details, shielding
from familyhub.people.actions.addresses import add_address
from familyhub.people.actions.errors import Refused
from familyhub.people.actions.finding import held
from familyhub.people.actions.registering import Holders
from familyhub.people.actions.shielding import hide_person
from familyhub.people.events import PersonDied
from familyhub.people.models import Address, Identifier, Person, Record, Shield
from familyhub.people.new import NewAddress, NewIdentifier
from familyhub.people.policy import Problem
from familyhub.people.terms import PersonStatus, Visibility
from familyhub.people.typed import identifier_of, postcode_of


def has_died(*, record: uuid.UUID, died_on: date, by: Asker, at: datetime) -> bool:
    """The person has died: nobody grows older, and nothing is sent to them or about them. False when it was known.

    Errors: Refused for a day before the birth or after today, NoSuchPerson.
    """
    if died_on > clocks.day_of(at):
        raise Refused([Problem("died_on", "The date of death must be today or in the past")])
    who = held(record)
    rows = Record.objects.filter(person=who.person)
    if rows.filter(born_on__gt=died_on).exists():
        raise Refused([Problem("died_on", "The date of death is before the date of birth")])
    if Person.objects.filter(id=who.person, status=PersonStatus.DECEASED.value).exists():
        return False
    rows.update(died_on=died_on)
    Person.objects.filter(id=who.person).update(status=PersonStatus.DECEASED.value)
    events.record(PersonDied(fence=who.person, about=who.person, subjects=(who.person,)), by=by, at=at)
    return True


def add_identifier_quietly(*, record: uuid.UUID, new: NewIdentifier, by: Asker, at: datetime) -> None:
    """The number that a feed gives, unless this record has it. Errors: Refused, NoSuchPerson."""
    known = Identifier.objects.filter(record=record, kind=str(new.kind), value=identifier_of(new.kind, new.value) or "")
    if not known.exists():
        details.add_identifier(record=record, new=new, by=by, at=at)


@dataclass(frozen=True)
class Move:
    """Where somebody lives from a day on, as a feed says it."""

    record: uuid.UUID
    address: NewAddress


def moved(*, move: Move, by: Asker, at: datetime) -> bool:
    """The new address ends those at home before it. False when it is the address that is known already.

    Of a protected person nothing is overwritten: the address goes behind the compartment and ends no other.
    Errors: Refused, NoSuchPerson.
    """
    who = held(move.record)
    if is_protected(who.person):
        hidden = NewAddress(**{**vars(move.address), "visibility": Visibility.RESTRICTED})
        add_address(record=move.record, new=hidden, by=by, at=at)
        return True
    same = Address.objects.about(who.person).filter(valid_to__isnull=True, kind=str(move.address.kind))
    if same.filter(_is_same(move.address)).exists():
        return False
    from_day = move.address.valid_from or clocks.day_of(at)
    same.filter(valid_from__lte=from_day, visibility=Visibility.NORMAL.value).update(valid_to=from_day)
    add_address(record=move.record, new=move.address, by=by, at=at)
    return True


def _is_same(address: NewAddress) -> Q:
    return Q(postcode=postcode_of(address.postcode) or "", line1__iexact=address.line1.strip())


def is_protected(person: uuid.UUID) -> bool:
    """Is there a shield on this person? Seen by the worker and the desk alone."""
    return Shield.objects.filter(person=person, until__isnull=True).exists()


def hide_like(*, records: Sequence[uuid.UUID], other: uuid.UUID, holders: Holders, by: Asker, at: datetime) -> None:
    """Hide these as `other` (a person) is hidden: a baby that everybody saw would give the mother away."""
    whole = Shield.objects.filter(person=other, until__isnull=True, is_whole=True).exists()
    for record in records:
        if whole:
            hide_person(record=record, see=holders, by=by, at=at)
        else:
            shielding.shield([held(record).person], holders, is_whole=False, at=at)
