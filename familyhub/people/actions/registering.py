"""Registering people, with everything that is told of them, so that whoever may not read them can still write."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk, compartments, keys, shielding, storing
from familyhub.people.actions.errors import Refused
from familyhub.people.actions.ties import join_together, tie_together
from familyhub.people.events import PersonRegistered
from familyhub.people.models import Address, ContactPoint, Name, Person, Record
from familyhub.people.new import NewHousehold, NewPerson, Registered
from familyhub.people.policy import records as policy
from familyhub.people.terms import PersonStatus, RecordKind, Visibility

Holders = Sequence[uuid.UUID]
REGISTERED = "people: registered"


@dataclass(frozen=True)
class Household:
    """People registered together, in the order in which they were given."""

    people: tuple[Registered, ...]
    family: uuid.UUID | None


def register(
    *, new: NewPerson, by: Asker, at: datetime, holders: Holders = (), see_protected: Holders = ()
) -> uuid.UUID:
    """A new person with one record; returns the record's id. Errors: Refused.

    `holders` (teams or staff) may see the person, `see_protected` also their protected addresses and numbers.
    """
    return register_many(new=[new], by=by, at=at, holders=holders, see_protected=see_protected)[0].record


def register_household(
    *, new: NewHousehold, by: Asker, at: datetime, holders: Holders = (), see_protected: Holders = ()
) -> Household:
    """People with what they are to each other, and the family if roles are given: all or none. Errors: Refused."""
    problems = [problem for tie in new.ties if (problem := policy.tie_problem(tie, len(new.people)))]
    if problems:
        raise Refused(problems)
    people = register_many(new=new.people, by=by, at=at, holders=holders, see_protected=see_protected)
    tie_together(people=people, ties=new.ties, by=by, at=at)
    family = join_together(people=people, roles=new.roles, by=by, at=at) if new.roles else None
    return Household(people=tuple(people), family=family)


def register_many(
    *, new: Sequence[NewPerson], by: Asker, at: datetime, holders: Holders = (), see_protected: Holders = ()
) -> list[Registered]:
    """New people, one statement a table and one event a person. Errors: Refused, before anything is stored."""
    today = clocks.day_of(at)
    problems = [problem for person in new for problem in policy.problems_with(person, today)]
    if problems:
        raise Refused(problems)
    made = [Registered(record=uuid.uuid4(), person=uuid.uuid4()) for _ in new]
    pairs = list(zip(made, new, strict=True))
    grants.grant(holders, [each.person for each in made], because=REGISTERED)
    bulk.insert(Person, [{"id": m.person, "fence": m.person, "status": PersonStatus.ACTIVE.value} for m in made])
    bulk.insert(Record, [_record(m, person, by, at) for m, person in pairs])
    bulk.insert(Name, [row for m, person in pairs for row in _names(m, person)])
    keys.make([keys.Keyed(m.record, m.person, policy.search_keys(p), policy.plain_names(p)) for m, p in pairs])
    events.record_many([_told(m, person) for m, person in pairs], by=by, at=at)
    storing.store_many_identifiers([(m, number) for m, person in pairs for number in person.identifiers], at)
    compartments.open_for_writer([m.record for m, person in pairs if _has_hidden(person)], by, see_protected)
    shielding.shield([m.person for m, person in pairs if _has_hidden(person)], see_protected, is_whole=False, at=at)
    bulk.insert(Address, [storing.address_row(m, new, today) for m, p in pairs for new in p.addresses])
    bulk.insert(ContactPoint, [storing.point_row(m, new, today) for m, p in pairs for new in p.contact_points])
    storing.store_safe_contacts([(m, p.safe_contact) for m, p in pairs if p.safe_contact], by, at)
    return made


def _record(made: Registered, new: NewPerson, by: Asker, at: datetime) -> dict[str, object]:
    return {
        "id": made.record,
        "fence": made.person,
        "person_id": made.person,
        "source": new.source,
        "kind": str(new.kind),
        "born_on": new.born_on,
        "born_accuracy": str(new.accuracy),
        "due_on": new.due_on,
        "sex": str(new.sex),
        "made_at": at,
        "made_by": by.number,
    }


def _names(made: Registered, new: NewPerson) -> list[dict[str, object]]:
    return [
        {
            "fence": made.person,
            "record_id": made.record,
            "given": name.given.strip(),
            "family": name.family.strip(),
            "use": str(name.use),
            "valid_from": name.valid_from,
        }
        for name in new.names
    ]


def _told(made: Registered, new: NewPerson) -> PersonRegistered:
    return PersonRegistered(
        fence=made.person,
        about=made.person,
        subjects=(made.person,),
        unborn=new.kind == RecordKind.UNBORN,
    )


def _has_hidden(new: NewPerson) -> bool:
    classes = {address.visibility for address in new.addresses} | {point.visibility for point in new.contact_points}
    return bool(classes - {Visibility.NORMAL})
