"""The MASH lane of the attacked county: an open enquiry, a sealed one, and one that one officer may not see."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, public, system
from familyhub.referrals import actions
from familyhub.referrals.actions import mash
from familyhub.referrals.models import Enquiry, Subject
from familyhub.referrals.new import NewContact, NewSubject, Sender
from familyhub.referrals.terms.requests import Channel, SubjectRole

SEEDER = system("tests", wide=frozenset({"referrals", "hidden"}))


@dataclass(frozen=True)
class InLane:
    """One enquiry, the question to a partner that hangs on it, and a concern about an adult."""

    enquiry: uuid.UUID
    asked: uuid.UUID
    adult: uuid.UUID


@dataclass(frozen=True)
class Lane:
    """Every enquiry by name, and a line of the duty list."""

    enquiries: dict[str, InLane]
    duty_line: uuid.UUID


def build_lane(maker: Asker, interest: uuid.UUID, at: datetime) -> Lane:
    """Make it: what is barred is barred before anything hangs on it, and sealed after."""
    enquiries = {name: _one(name, maker, interest, at) for name in ("open", "kept from an officer", "barred")}
    sealed = enquiries["barred"]
    with fence.enter(SEEDER):
        for closed in (sealed.enquiry, sealed.asked, sealed.adult):
            grants.bar(closed, because="sealed")
        new = mash.NewDuty(order=1, since=at, staff=maker.number)
        return Lane(enquiries, mash.add_to_duty(new=new, by=SEEDER, at=at))


def _one(name: str, maker: Asker, interest: uuid.UUID, at: datetime) -> InLane:
    child = NewSubject(SubjectRole.CHILD, f"Lane {name}", "Specimen", date(2020, 1, 1 + len(name)))
    new = NewContact(
        Channel.PHONE, Sender("2A", agency="Police"), (child,), story=f"The lane of {name}", is_safeguarding=True
    )
    with fence.enter(public("tests")):
        got = actions.receive(new=new, by=public("tests"), at=at)
    with fence.enter(SEEDER):
        enquiry = Enquiry.objects.get(request=got.request).id
        subject = Subject.objects.get(contact=got.contact).id
        if name == "kept from an officer":
            for own in (got.request, got.contact, enquiry):
                grants.bar(own, because="declared interest", against=interest)
    with fence.enter(maker):
        question = mash.NewQuestion(f"Agency of {name}", "Head Sample", "head@school.example", "Seen?", (subject,))
        asked = mash.ask_partner(enquiry=enquiry, new=question, by=maker, at=at, link_path="/information/{}/")
        adult = mash.raise_adult_concern(new=mash.NewAdult(f"Adult of {name}", "Alone", enquiry), by=maker, at=at)
    return InLane(enquiry, asked, adult)
