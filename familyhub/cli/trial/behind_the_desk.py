"""Families for whom the protection desk takes a contact over, in an invented county."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.demo import county
from familyhub.demo.people_at_work import seed_staff
from familyhub.demo.seed import asker_in
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.new import NewName, NewPerson
from familyhub.places.actions import Batch
from familyhub.places.authority import read_authority
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.new import NewContact
from familyhub.referrals.terms.requests import SubjectRole


def county_with_officer() -> Asker:
    """The generated county with its staff; the officer who looks."""
    seeder, now = system("bench"), timezone.now()
    with fence.enter(seeder):
        batch = Batch(source=county.SOURCE, on=timezone.localdate(now), at=now, by=seeder)
        county.generate(authority=read_authority("nottinghamshire"), batch=batch)
    with fence.enter(seeder):
        seed_staff(now)
    return officer()


def officer() -> Asker:
    """A front-door officer."""
    return asker_in("front_door_officer")


def protected(whole: NewContact, by: Asker) -> NewContact:
    """About a child who is known and hidden from everybody but the desk."""
    child = next(one for one in whole.subjects if one.role is SubjectRole.CHILD)
    new = NewPerson(names=(NewName(child.given, child.family),), born_on=child.born_on)
    with fence.enter(by):
        at = timezone.now() - timedelta(days=1)
        record = people.register(new=new, by=by, at=at)
        people.hide_person(record=record, see=protection_desk(at), by=by, at=at)
    return whole


def related(whole: NewContact, by: Asker) -> NewContact:
    """About somebody whom this officer declared as a relation."""
    one = replace(whole.subjects[0], given="Relata", family="Placeholder", born_on=date(1990, 1, 2), due_on=None)
    new = NewPerson(names=(NewName(one.given, one.family),), born_on=one.born_on)
    with fence.enter(by):
        record = people.register(new=new, by=by, at=timezone.now())
        person = known.names_of(by, [record])[record].person
        grants.bar(person, because="declared relation", against=by.number)
    return replace(whole, subjects=(one,))
