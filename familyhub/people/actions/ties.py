"""What people are to each other, and families."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from familyhub.core import clocks, events
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held, held_many
from familyhub.people.events import FamilyMade, JoinedFamily, RelationshipRecorded
from familyhub.people.models import Family, FamilyMember, Relationship
from familyhub.people.new import NewTie, Registered
from familyhub.people.policy import records as policy
from familyhub.people.terms import FamilyRole


def relate(*, first: uuid.UUID, second: uuid.UUID, tie: NewTie, by: Asker, at: datetime) -> None:
    """`first` (a record) is `tie.kind` to `second`. The tie's indexes are not read. Errors: Refused, NoSuchPerson."""
    if problem := policy.tie_problem(NewTie(0, int(first != second), evidence=tie.evidence), of=2):
        raise Refused([problem])
    if problem := policy.responsibility_problem(tie.parental_responsibility, tie.evidence):
        raise Refused([problem])
    people = held_many([first, second])
    tie_together(people=[people[first], people[second]], ties=[_between_the_two(tie)], by=by, at=at)


def _between_the_two(tie: NewTie) -> NewTie:
    return replace(tie, from_index=0, to_index=1)


def tie_together(*, people: Sequence[Registered], ties: Sequence[NewTie], by: Asker, at: datetime) -> None:
    """Store what these people are to each other, by their places in `people`."""
    bulk.insert(Relationship, [_row(people, tie, by, at) for tie in ties])
    told = [_told(people[tie.from_index], tie) for tie in ties]
    events.record_many(told, by=by, at=at)


def _told(first: Registered, tie: NewTie) -> RelationshipRecorded:
    """Behind the first person alone, and the second is named nowhere in it."""
    return RelationshipRecorded(fence=first.person, about=first.person, subjects=(first.person,), kind=str(tie.kind))


def _row(people: Sequence[Registered], tie: NewTie, by: Asker, at: datetime) -> dict[str, object]:
    return {
        "fence": people[tie.from_index].person,
        "from_record_id": people[tie.from_index].record,
        "to_record_id": people[tie.to_index].record,
        "kind": str(tie.kind),
        "parental_responsibility": str(tie.parental_responsibility),
        "evidence": tie.evidence.strip(),
        "lives_with": str(tie.lives_with),
        "known_by": str(tie.known_by),
        "responsible_since": tie.responsible_since,
        "made_at": at,
        "made_by": by.number,
    }


def make_family(*, members: Sequence[tuple[uuid.UUID, FamilyRole]], by: Asker, at: datetime) -> uuid.UUID:
    """A family of these records with their roles; returns its id. Errors: NoSuchPerson."""
    people = held_many([record for record, _ in members])
    return join_together(
        people=[people[record] for record, _ in members], roles=[role for _, role in members], by=by, at=at
    )


def join_together(*, people: Sequence[Registered], roles: Sequence[FamilyRole], by: Asker, at: datetime) -> uuid.UUID:
    """A family of people who are known to the caller."""
    family = uuid.uuid4()
    bulk.insert(Family, [{"id": family, "fence": people[0].person, "made_at": at, "made_by": by.number}])
    event = FamilyMade(fence=people[0].person, about=family, subjects=(people[0].person,))
    events.record(event, by=by, at=at)
    _join(family, list(zip(people, roles, strict=True)), by, at)
    return family


def add_member(*, family: uuid.UUID, record: uuid.UUID, role: FamilyRole, by: Asker, at: datetime) -> None:
    """Somebody joins a family that the asker can see. Errors: NoSuchPerson."""
    if not FamilyMember.objects.filter(family=family).exists():
        raise NoSuchPerson(str(family))
    _join(family, [(held(record), role)], by, at)


def _join(family: uuid.UUID, members: Sequence[tuple[Registered, FamilyRole]], by: Asker, at: datetime) -> None:
    today = clocks.day_of(at)
    rows = [
        {
            "id": uuid.uuid4(),
            "fence": each.person,
            "family_id": family,
            "record_id": each.record,
            "role": str(role),
            "valid_from": today,
        }
        for each, role in members
    ]
    bulk.insert(FamilyMember, rows)
    for each, role in members:
        event = JoinedFamily(fence=each.person, about=family, subjects=(each.person,), role=str(role))
        events.record(event, by=by, at=at)
