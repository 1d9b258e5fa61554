"""A midwife registers a pregnancy: the mother found or made, and an unborn child with a due date (S1-73)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.development.actions.centres import centres
from familyhub.development.actions.lists import BECAUSE, NewCare, NewLine, keep_care, put_on_lists
from familyhub.development.events import PregnancyBooked
from familyhub.development.terms import News
from familyhub.people import actions as people
from familyhub.people.new import NewPerson, NewTie, Registered
from familyhub.people.queries import address_for_routing
from familyhub.people.queries.feeds import protected_among, unborn_of
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
        _tell_centre(booking, mother, made, by, at)
        keep_care([(each, NewCare(midwife_team=booking.midwife_team), clocks.day_of(at)) for each in made], at)
        told = [PregnancyBooked(fence=m.person, about=m.person, subjects=(m.person,)) for m in (*made, mother)]
        events.record_many(told, by=by, at=at)
    return [*(Registered(each.record, each.person) for each in known), *made]


def _mother(booking: Booking, by: Asker, at: datetime) -> Registered:
    if booking.mother:
        return people.held_many([booking.mother])[booking.mother]
    assert booking.new_mother is not None
    return people.register_many(new=[booking.new_mother], by=by, at=at)[0]


def _tell_centre(booking: Booking, mother: Registered, made: list[Registered], by: Asker, at: datetime) -> None:
    """The children stand on the list of the centre where she lives, and its team sees her, too.

    Of one who is protected, or whose home is not known, no centre is told.
    """
    postcode = _home(booking, mother, clocks.day_of(at))
    centre = centres([postcode], clocks.day_of(at)).get(postcode)
    if centre is None or protected_among([mother.person]):
        return
    if centre.team:
        grants.grant([centre.team], [mother.person], because=BECAUSE)
    lines = [NewLine(each, News.EXPECTED, centre.area, booking.due_on, centre.team) for each in made]
    put_on_lists(lines, by, at)


def _home(booking: Booking, mother: Registered, today: date) -> str:
    if booking.new_mother:
        return next((each.postcode for each in booking.new_mother.addresses), "")
    home = address_for_routing(mother.record, today)
    return home.postcode if home and not home.is_protected else ""
