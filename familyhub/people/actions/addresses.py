"""Addresses: adding one, and protecting one with everything that would give it away."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk, compartments, keys, shielding, storing
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held
from familyhub.people.events import AddressAdded, AddressProtected
from familyhub.people.models import Address, FamilyMember, Merge, Record
from familyhub.people.new import NewAddress, Registered
from familyhub.people.policy.records import Problem, postcode_key
from familyhub.people.queries.known import ties_of
from familyhub.people.terms import Visibility
from familyhub.people.typed import plain, postcode_of


def add_address(
    *, record: uuid.UUID, new: NewAddress, by: Asker, at: datetime, ends_previous: bool = False
) -> uuid.UUID:
    """An address; returns its id. Those of the same kind end only when told. Errors: Refused, NoSuchPerson."""
    if new.postcode and not postcode_of(new.postcode):
        raise Refused([Problem("postcode", "Enter a full postcode, like NG18 1AE, or leave it empty")])
    who, today = held(record), clocks.day_of(at)
    row = storing.address_row(who, new, today)
    if ends_previous:
        same = Address.objects.filter(record=record, kind=str(new.kind), valid_to__isnull=True)
        same.filter(valid_from__lte=row["valid_from"]).update(valid_to=row["valid_from"])
    if new.visibility != Visibility.NORMAL:
        compartments.open_for_writer([record], by)
        shielding.shield([who.person], [], is_whole=False, at=at)
    bulk.insert(Address, [row])
    _key(record, row["postcode"], is_normal=new.visibility == Visibility.NORMAL)
    event = AddressAdded(fence=compartments.compartment_of(record), about=who.person, subjects=(who.person,))
    events.record(event, by=by, at=at)
    return uuid.UUID(str(row["id"]))


def _key(record: uuid.UUID, postcode: str, *, is_normal: bool) -> None:
    if postcode and is_normal:
        keys.add(record, [postcode_key(postcode)])
    elif postcode:
        keys.drop([record], [postcode_key(postcode)])


def protect_address(
    *, address: uuid.UUID, visibility: Visibility, by: Asker, at: datetime, see_protected: Sequence[uuid.UUID] = ()
) -> list[uuid.UUID]:
    """Put an address behind its compartment, for the person and for everybody of theirs who has the same one.

    One that stayed open on a child's or a partner's record would give it away. Returns the records whose address is
    protected now. `see_protected` may see it beside the writer. Errors: NoSuchPerson.
    """
    found = Address.objects.filter(id=address).select_related("record").first()
    if found is None:
        raise NoSuchPerson(str(address))
    rows = [found, *_same_address(found)]
    records = sorted({row.record_id for row in rows})
    compartments.open_for_writer(records, by, see_protected)
    shielding.shield(sorted({row.record.fence for row in rows}), see_protected, is_whole=False, at=at)
    for row in rows:
        _move(row, visibility)
        who = Registered(record=row.record_id, person=row.record.fence)
        event = AddressProtected(
            fence=compartments.compartment_of(who.record), about=who.person, subjects=(who.person,)
        )
        events.record(event, by=by, at=at)
    if found.postcode:
        keys.drop(records, [postcode_key(found.postcode)])
    return records


def _same_address(found: Address) -> list[Address]:
    """The same address, still open, on this record or on those of relatives and of the same family.

    The same postcode is enough: "12 Example Road" and "12 Example Rd" are one house to whoever looks for it.
    """
    person = found.record.person_id
    ties = ties_of([person])
    near = {person, *ties.values_list("from_record__person", flat=True)}
    near |= set(ties.values_list("to_record__person", flat=True))
    families = FamilyMember.objects.about(person).values_list("family_id", flat=True)
    near |= set(FamilyMember.objects.filter(family__in=list(families)).values_list("record__person", flat=True))
    rows = Address.objects.about(*near).filter(postcode=found.postcode, visibility=Visibility.NORMAL.value)
    others = [row for row in rows.select_related("record") if row.id != found.id]
    return others if found.postcode else [row for row in others if plain(row.line1) == plain(found.line1)]


def _move(row: Address, visibility: Visibility) -> None:
    fence = compartments.compartment_of(row.record_id)
    if not Address.objects.filter(id=row.id).update(visibility=visibility.value, fence=fence):
        raise NoSuchPerson(str(row.id))


def protect_alike(*, merge: uuid.UUID, by: Asker, at: datetime) -> int:
    """What is protected on one record of a merged person stays open on none. By the system; safe to repeat.

    Whoever may see it there may see it here. Returns how many addresses were protected.
    """
    row = Merge.objects.filter(id=merge, ended_at__isnull=True).first()
    if row is None:
        return 0
    records = list(Record.objects.filter(person=row.kept_id).values_list("id", flat=True))
    hidden = Address.objects.filter(record__in=records).exclude(visibility=Visibility.NORMAL.value)
    done = 0
    for one in hidden.select_related("record"):
        for same in _same_address(one):
            see = grants.lasting_holders_of([compartments.compartment_of(one.record_id)])
            protect_address(address=same.id, visibility=Visibility(one.visibility), by=by, at=at, see_protected=see)
            done += 1
    return done
