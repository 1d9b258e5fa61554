"""Forty-five contacts that wait at the front door together. Every surname stands here alone: no other test has it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker, public, system
from familyhub.demo.families import SENDERS
from familyhub.people import actions as people
from familyhub.people.new import NewName, NewPerson
from familyhub.referrals import actions
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.actions.joining import join_what_belongs
from familyhub.referrals.actions.unanswered import bring_back
from familyhub.referrals.models import Enquiry, Request
from familyhub.referrals.new import NewContact, NewEvidence, NewNeed, NewPlace, NewSubject
from familyhub.referrals.terms.requests import (
    AT_FRONT_DOOR,
    ENQUIRY_UNDECIDED,
    Agreement,
    Channel,
    Colour,
    EnquiryOutcome,
    Evidence,
    Outcome,
    SubjectRole,
)

DAYS_AGO = 8
NEIGHBOURS = "NG7 1AA"
ALL = system("tests of the forty-five", wide=frozenset({"referrals", "people", "hidden"}))
FIRST = ("Quib", "Zand", "Mopp", "Trul", "Vesk", "Ploo", "Grib")
LAST = ("blewicket", "orfelling", "lethrupp", "ockhamly", "aquillon", "ungdarby", "ysmith")
GIVEN = ("Amberline", "Brontelle", "Cosmotho", "Dulciver", "Elmwina", "Fennifer", "Gostavia")
FALSE_ALARM = "Ada hit me with a pillow, laughs her brother, and both of them giggle. They need a place in a group."
REAL_HARM = "He hits me when he has been drinking, she wrote."


class Kind(StrEnum):
    """What an officer meets."""

    GRAVEST = "grave concern"
    SIBLINGS = "siblings"
    SISTER = "sister of a child decided already"
    ONE_CHILD = "one child, three senders"
    OUT_OF_AREA = "out of area"
    OVER_AGE = "over age"
    NO_EVIDENCE = "missing evidence"
    NOT_ANSWERED = "came back without an answer"
    UNNAMED = "unnamed child"
    FALSE_ALARM = "words of harm that mean none"
    REAL_HARM = "harm under an unticked box"
    PROTECTED = "protected family"
    SIGNPOST = "one need"
    DECLINED = "no help wanted"
    ORDINARY = "ordinary"


@dataclass(frozen=True)
class Waiting:
    """One contact in the running site: its request is the whole of which it is a part."""

    kind: Kind
    contact: uuid.UUID
    request: uuid.UUID
    reference: str
    surname: str


@dataclass(frozen=True)
class Household:
    """One invented family: a surname of its own, a home of its own."""

    number: int

    @property
    def surname(self) -> str:
        return FIRST[self.number % 7] + LAST[(self.number // 7 + self.number) % 7]

    @property
    def home(self) -> NewPlace:
        return NewPlace(line=f"{self.number + 100} Forty Five Row", postcode=f"ZZ{1 + self.number % 7} 1AA")

    @property
    def mother(self) -> NewSubject:
        born = date(1981 + self.number % 17, 1 + self.number % 12, 1 + self.number % 28)
        return NewSubject(
            SubjectRole.PARENT,
            GIVEN[self.number % 7],
            self.surname,
            born,
            sex="F",
            relation="mother",
            has_responsibility="yes",
            place=self.home,
        )

    def child(self, given: str, days: int) -> NewSubject:
        born = timezone.localdate() - timedelta(days=days + self.number)
        return NewSubject(SubjectRole.CHILD, given, self.surname, born, sex="F", place=self.home)

    def contact(self, *children: NewSubject, **changes: object) -> NewContact:
        """A professional's whole referral."""
        evidence = NewEvidence(
            Evidence.ASSESSMENT, "Early Help Assessment", timezone.localdate() - timedelta(days=20), "Sid Nurse-Sample"
        )
        whole = NewContact(
            Channel.PHONE,
            SENDERS[self.number % len(SENDERS)],
            (*(children or (self.child("Pippara", 1300),)), self.mother),
            (NewNeed("sf", "2", "Not talking as others of that age do"),),
            "The family is invented. They would like some help.",
            agreement=Agreement.AGREED,
            engage_safely="Ring first.",
            level_seen=2,
            evidence=evidence,
        )
        return replace(whole, **changes)  # type: ignore[arg-type]


def _siblings(family: Household) -> Iterator[tuple[Kind, NewContact]]:
    three = (family.child("Rosalinda", 900), family.child("Timothea", 2100), family.child("Wilfredo", 3300))
    yield Kind.SIBLINGS, family.contact(*three)


def _brother_then_sister(family: Household) -> Iterator[tuple[Kind, NewContact]]:
    yield Kind.ORDINARY, family.contact(family.child("Odobert", 1500))
    yield Kind.SISTER, family.contact(family.child("Isabrina", 2600))


def _three_senders(family: Household) -> Iterator[tuple[Kind, NewContact]]:
    child = family.child("Threesa", 1100)
    for sender in SENDERS[:3]:
        yield Kind.ONE_CHILD, family.contact(child, sender=sender)


def _one_each(families: Iterator[Household]) -> Iterator[tuple[Kind, NewContact]]:
    """What stands alone: two of most."""
    for _ in range(2):
        family = next(families)
        moved = replace(family.child("Nomadine", 1700), place=NewPlace("3 Elsewhere Road", NEIGHBOURS))
        yield Kind.OUT_OF_AREA, family.contact(moved)
        family = next(families)
        grown = replace(family.child("Seniora", 0), born_on=timezone.localdate() - timedelta(days=21 * 366))
        yield Kind.OVER_AGE, family.contact(grown)
        posted = "The assessment follows by post."
        yield Kind.NO_EVIDENCE, next(families).contact(channel=Channel.REFERRER, story=posted)
        yield Kind.SIGNPOST, next(families).contact()
        yield Kind.DECLINED, next(families).contact()
        yield Kind.GRAVEST, next(families).contact(is_safeguarding=True, story="A grave concern, seen today.")
    yield Kind.NOT_ANSWERED, next(families).contact(channel=Channel.REFERRER, evidence=NewEvidence())
    family = next(families)
    unnamed = NewSubject(SubjectRole.CHILD, described_as="The baby at the corner shop", place=family.home)
    yield Kind.UNNAMED, family.contact(unnamed)
    yield Kind.FALSE_ALARM, next(families).contact(story=FALSE_ALARM)
    yield Kind.REAL_HARM, next(families).contact(story=REAL_HARM)
    yield Kind.PROTECTED, next(families).contact()


def contacts(most: int = 45) -> list[tuple[Kind, NewContact]]:
    """All of them; what is left is ordinary."""
    families = map(Household, count())
    made = [
        *_siblings(next(families)),
        *_brother_then_sister(next(families)),
        *_three_senders(next(families)),
        *_one_each(families),
    ]
    return made + [(Kind.ORDINARY, next(families).contact()) for _ in range(most - len(made))]


def _hide(new: NewContact, officer: Asker) -> None:
    """The child is known, and protected."""
    child = new.subjects[0]
    with fence.enter(officer):
        known = NewPerson(names=(NewName(child.given, child.family),), born_on=child.born_on)
        record = people.register(new=known, by=officer, at=timezone.now())
        people.hide_person(record=record, see=protection_desk(timezone.now()), by=officer, at=timezone.now())


def _receive(number: int, kind: Kind, new: NewContact) -> Waiting:
    now = timezone.now()
    came = now - timedelta(days=DAYS_AGO) + timedelta(minutes=number)
    with fence.enter(public("tests")):
        got = actions.receive(new=new, by=public("tests"), at=now, received_at=came)
    return Waiting(kind, got.contact, got.request, got.reference, new.subjects[-1].family)


def seed(officer: Asker) -> list[Waiting]:
    """They arrive, and what the worker does with each is done: joined, and brought back."""
    made = []
    for number, (kind, new) in enumerate(contacts()):
        if kind is Kind.PROTECTED:
            _hide(new, officer)
        made.append(_receive(number, kind, new))
    with fence.enter(ALL):
        whole = {one.request: join_what_belongs(request=one.request, by=ALL, at=timezone.now()) for one in made}
        for one in made:
            if one.kind is Kind.NOT_ANSWERED:
                assert bring_back(request=one.request, by=ALL, at=timezone.now())
        rows = dict(Request.objects.filter(id__in=whole.values()).values_list("id", "reference"))
    return [replace(one, request=whole[one.request], reference=rows[whole[one.request]]) for one in made]


def at_night(listed: Sequence[uuid.UUID]) -> Waiting:
    """A concern of ten hours ago. The worker has called these since, in turn: to the list's end, and from its top."""
    now = timezone.now()
    began = now - timedelta(hours=10)
    new = Household(48).contact(is_safeguarding=True, story="Shouting at night.")
    with fence.enter(ALL):
        duty = [mash.NewDuty(order=order, since=began, staff=staff) for order, staff in enumerate(listed, start=1)]
        lines = [mash.add_to_duty(new=one, by=ALL, at=began) for one in duty]
    with fence.enter(public("tests")):
        got = actions.receive(new=new, by=public("tests"), at=began, received_at=began)
    with fence.enter(ALL):
        enquiry = Enquiry.objects.get(request=got.request)
        for minutes in range(0, 600, 5):
            mash.call_next(enquiry=enquiry.id, by=ALL, at=began + timedelta(minutes=minutes))
        for line in lines:
            mash.end_duty(line=line, by=ALL, at=now)
    return Waiting(Kind.GRAVEST, got.contact, got.request, got.reference, new.subjects[-1].family)


def clear(made: list[Waiting]) -> None:
    """Nothing of it is left on the board or in the MASH lane, whatever became of it."""
    numbers = [one.request for one in made]
    now, ended = timezone.now(), "Cleared after the journey"
    with fence.enter(ALL):
        open_ones = Enquiry.objects.filter(request__in=numbers)
        for enquiry in open_ones.filter(state__in=[state.value for state in ENQUIRY_UNDECIDED]):
            decision = mash.NewEnquiryDecision(EnquiryOutcome.NO_ACTION, ended, colour=Colour.GREEN)
            mash.decide_enquiry(enquiry=enquiry.id, decision=decision, by=ALL, at=now)
        Request.objects.filter(id__in=numbers).update(claimed_by=None, claimed_until=None)
        at_door = [state.value for state in AT_FRONT_DOOR]
        for request in Request.objects.filter(id__in=numbers, state__in=at_door):
            nothing = NewDecision(Outcome.NO_FURTHER_ACTION, ended)
            actions.decide(request=request.id, decision=nothing, by=ALL, at=now)
