"""What a feed tells of people who are known: births of the expected, moves. A verb takes many."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from familyhub.core import clocks, events
from familyhub.core.arrays import Listed, array
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk, details, keys, shielding, storing
from familyhub.people.actions.addresses import add_address
from familyhub.people.actions.compartments import compartment_of
from familyhub.people.actions.errors import Refused
from familyhub.people.actions.finding import held, held_many
from familyhub.people.actions.registering import Holders
from familyhub.people.actions.shielding import hide_person
from familyhub.people.events import AddressAdded
from familyhub.people.models import Address, Identifier, Person, Shield
from familyhub.people.new import NewAddress, NewIdentifier, Registered
from familyhub.people.policy.records import Problem, postcode_key
from familyhub.people.terms import Visibility
from familyhub.people.typed import identifier_of, plain, postcode_of


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


def moved_many(*, moves: Sequence[Move], by: Asker, at: datetime) -> list[bool]:
    """Each new address ends those at home before it. False where it is the address that is known already.

    Of a protected person nothing is overwritten: the address goes behind the compartment and ends no other. Each
    person moves once. Errors: Refused, before anything is stored; NoSuchPerson.
    """
    if any(move.address.postcode and not postcode_of(move.address.postcode) for move in moves):
        raise Refused([Problem("postcode", "Enter a full postcode, like NG18 1AE, or leave it empty")])
    who = held_many([move.record for move in moves])
    people = {each.person for each in who.values()}
    list(Person.objects.select_for_update().filter(id__among=Listed(people)).order_by("id").values_list("id"))
    shields = Shield.objects.filter(person__among=Listed(people), until__isnull=True)
    protected = set(shields.values_list("person", flat=True))
    known = _homes(people)
    news = [move for move in moves if _is_news(move, known.get(who[move.record].person, set()))]
    _move([(who[m.record], m.address) for m in news if who[m.record].person not in protected], by, at)
    for move in news:
        if who[move.record].person in protected:
            hidden = replace(move.address, visibility=Visibility.RESTRICTED)
            add_address(record=move.record, new=hidden, by=by, at=at)
    told = {id(move) for move in news}
    return [id(move) in told for move in moves]


def _homes(people: Collection[uuid.UUID]) -> dict[uuid.UUID, set[tuple[str, str, str]]]:
    """By person: kind, first line and postcode of the addresses that hold."""
    found: dict[uuid.UUID, set[tuple[str, str, str]]] = {}
    rows = Address.objects.filter(record__person__among=Listed(people), valid_to__isnull=True)
    for person, kind, line, postcode in rows.values_list("record__person", "kind", "line1", "postcode"):
        found.setdefault(person, set()).add((kind, plain(line), postcode))
    return found


def _is_news(move: Move, known: set[tuple[str, str, str]]) -> bool:
    address = move.address
    return (str(address.kind), plain(address.line1), postcode_of(address.postcode) or "") not in known


END = """
UPDATE people_address a SET valid_to = m.day
FROM unnest(%s::uuid[], %s::text[], %s::date[]) AS m (person, kind, day), people_record r
WHERE r.id = a.record_id AND r.person_id = m.person AND a.kind = m.kind AND a.valid_to IS NULL
    AND a.visibility = 'normal' AND a.valid_from <= m.day
"""


def _move(moves: Sequence[tuple[Registered, NewAddress]], by: Asker, at: datetime) -> None:
    """One statement a table, and one event a move."""
    if not moves:
        return
    today = clocks.day_of(at)
    rows = [storing.address_row(who, address, today) for who, address in moves]
    with connection.cursor() as cursor:
        ends = [(who.person for who, _ in moves), (row["kind"] for row in rows), (row["valid_from"] for row in rows)]
        cursor.execute(END, [array(column) for column in ends])
    bulk.insert(Address, rows)
    keys.add_many([(who.record, postcode_key(row["postcode"])) for (who, _), row in zip(moves, rows, strict=True)])
    told = [AddressAdded(fence=compartment_of(w.record), about=w.person, subjects=(w.person,)) for w, _ in moves]
    events.record_many(told, by=by, at=at)


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
