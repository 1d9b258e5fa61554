"""A midwife registers a pregnancy: the mother found or made, and an unborn child with a due date (S1-73)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.development.actions.centres import centres
from familyhub.development.actions.lists import BECAUSE, NewCare, keep_care
from familyhub.development.events import PregnancyBooked
from familyhub.people import actions as people
from familyhub.people.new import NewPerson, NewTie, Registered
from familyhub.people.queries.feeds import unborn_of
from familyhub.people.terms import RecordKind, RelationshipKind


@dataclass(frozen=True)
class Booking:
    """A pregnancy: the mother's record or what is told of her, the due date, how many are expected, the team."""

    due_on: date
    mother: uuid.UUID | None = None
    new_mother: NewPerson | None = None
    babies: int = 1
    midwife_team: str = ""


def register_pregnancy(*, booking: Booking, by: Asker, at: datetime) -> list[Registered]:
    """The expected children. One that is registered for this mother already is not made twice.

    Errors: people.Refused, NoSuchPerson.
    """
    mother = _mother(booking, by, at)
    known = unborn_of([mother.person]).get(mother.person, [])
    missing = max(booking.babies - len(known), 0)
    unborn = NewPerson(kind=RecordKind.UNBORN, due_on=booking.due_on)
    made = people.register_many(new=[unborn] * missing, by=by, at=at) if missing else []
    people.tie_together(
        people=[mother, *made],
        ties=[NewTie(0, n + 1, RelationshipKind.MOTHER) for n in range(missing)],
        by=by,
        at=at,
    )
    if made:
        _open_to_team(booking, [mother, *made], at)
        keep_care([(each, NewCare(midwife_team=booking.midwife_team), clocks.day_of(at)) for each in made], at)
        told = [PregnancyBooked(fence=m.person, about=m.person, subjects=(m.person,)) for m in (*made, mother)]
        events.record_many(told, by=by, at=at)
    return [*(Registered(each.record, each.person) for each in known), *made]


def _mother(booking: Booking, by: Asker, at: datetime) -> Registered:
    if booking.mother:
        return people.held_many([booking.mother])[booking.mother]
    assert booking.new_mother is not None
    return people.register_many(new=[booking.new_mother], by=by, at=at)[0]


def _open_to_team(booking: Booking, who: list[Registered], at: datetime) -> None:
    """The team of the area where a new mother lives; of one who is known her own holders see as before."""
    if booking.new_mother is None or not booking.new_mother.addresses:
        return
    postcode = booking.new_mother.addresses[0].postcode
    centre = centres([postcode], clocks.day_of(at)).get(postcode)
    if centre and centre.team:
        grants.grant([centre.team], [each.person for each in who], because=BECAUSE)
