"""One request, with everything that its page shows, in a constant number of queries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import events, fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people
from familyhub.places import queries as places
from familyhub.referrals import policy
from familyhub.referrals.allocation_policy import since_reopening
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.models import Answer, Contact, Decision, Request, Step, Subject, SubjectPlace, UnmetNeed
from familyhub.referrals.naming import new_person
from familyhub.referrals.permissions import SEE
from familyhub.referrals.queries.lists import note_unmatched, said_name, sender_words
from familyhub.referrals.terms import (
    AGREEMENT_LABELS,
    EVIDENCE_LABELS,
    PLACE_LABELS,
    STATE_LABELS,
    SUBJECT_LABELS,
    Agreement,
    Evidence,
    Found,
    Lane,
    PlaceFound,
    State,
    SubjectRole,
)
from familyhub.vocabulary import queries as vocabulary


@dataclass(frozen=True)
class SubjectLine:
    """Somebody named, as said, and who they were found to be."""

    id: uuid.UUID
    name: str
    given: str
    family: str
    role: SubjectRole
    role_label: str
    born_on: date | None
    due_on: date | None
    sex: str
    described_as: str
    line: str
    postcode: str
    phone: str
    found: Found
    record: uuid.UUID | None
    person: uuid.UUID | None
    known_as: str
    offer: str | None


@dataclass(frozen=True)
class NeedLine:
    """A need in words."""

    label: str
    words: str


@dataclass(frozen=True)
class ContactPage:
    """What arrived, as its sender told it."""

    id: uuid.UUID
    received_at: datetime
    sender: str
    sender_name: str
    sender_email: str
    sender_phone: str
    channel: str
    is_safeguarding: bool
    story: str
    agreement: str
    agreement_words: str
    engage_safely: str
    level_seen: str
    evidence: str
    assessment_kind: str
    assessed_on: date | None
    assessed_by: str
    assessment_reference: str
    action_wanted: str
    subjects: list[SubjectLine]
    needs: list[NeedLine]
    answers: list[Answer]


@dataclass(frozen=True)
class Clock:
    """One clock: what it measures, when it is due, when it was met."""

    label: str
    due: datetime
    met_at: datetime | None
    is_statutory: bool = False


@dataclass(frozen=True)
class RequestPage:
    """One request for its page."""

    id: uuid.UUID
    reference: str
    version: int
    lane: Lane
    state: State
    state_label: str
    received_at: datetime
    answer_by: date | None
    place_words: str
    postcode: str
    district: str
    district_code: str
    cluster: str
    area: str
    decile: int | None
    level: str
    team: uuid.UUID | None
    team_name: str
    worker: uuid.UUID | None
    worker_name: str
    clocks: list[Clock]
    contacts: list[ContactPage]
    steps: list[Step]
    decisions: list[Decision]
    told: list[events.Told]
    can_decide: bool
    disagrees: bool


def request_for(asker: Asker, number: uuid.UUID) -> RequestPage | None:
    """The request if this asker may see it, else None exactly as if there were none."""
    if not asker.may(SEE.code):
        return None
    row = Request.objects.select_related("team", "worker").filter(id=number).first()
    return _page(asker, row) if row else None


def _page(asker: Asker, row: Request) -> RequestPage:
    contacts = _contacts(asker, row)
    steps = list(Step.objects.filter(request=row).order_by("version"))
    decisions = list(Decision.objects.filter(request=row).select_related("team").order_by("at"))
    today = day_of(row.received_at)
    place = PlaceFound(row.place)
    districts = {district.code: district.name for district in places.districts(today)}
    last = decisions[-1] if decisions else None
    return RequestPage(
        id=row.id,
        reference=row.reference,
        version=row.version,
        lane=Lane(row.lane),
        state=State(row.state),
        state_label=STATE_LABELS[State(row.state)],
        received_at=row.received_at,
        answer_by=row.answer_by,
        place_words=PLACE_LABELS[place],
        postcode=row.postcode,
        district=districts.get(row.district, ""),
        district_code=row.district,
        cluster=row.cluster,
        area=row.area,
        decile=row.decile,
        level=vocabulary.level(row.level, today).name if row.level else "",
        team=row.team_id,
        team_name=row.team.name if row.team else "",
        worker=row.worker_id,
        worker_name=row.worker.name if row.worker else "",
        clocks=_clocks(row, steps),
        contacts=contacts,
        steps=steps,
        decisions=decisions,
        told=events.timeline_about(row.id),
        can_decide=policy.can_decide(State(row.state)),
        disagrees=bool(last and policy.levels_disagree(last.senders_level, last.level)),
    )


def _clocks(row: Request, steps: list[Step]) -> list[Clock]:
    steps = steps[since_reopening([State(step.state) for step in steps]) :]

    def first(*states: State) -> datetime | None:
        return next((step.at for step in steps if State(step.state) in states), None)

    decided = first(*policy.DECIDED)
    mash = Lane(row.lane) is Lane.MASH
    return [
        Clock("Decision", row.decide_by, decided, is_statutory=mash),
        Clock("With a worker", row.allocate_by, first(State.ALLOCATED_TO_WORKER)),
        Clock("First contact with the family", row.first_contact_by, first(State.FIRST_CONTACT_MADE)),
    ]


def _contacts(asker: Asker, row: Request) -> list[ContactPage]:
    contacts = list(contacts_of(row.id))
    subjects = list(Subject.objects.filter(contact__in=contacts).order_by("number"))
    found = {place.subject_id: place for place in SubjectPlace.objects.filter(subject__in=subjects)}
    records = [subject.record_id for subject in subjects if subject.record_id]
    known = people.names_of(asker, records)
    note_unmatched(subjects)
    fence.note_subjects(contact.id for contact in contacts if not subjects)  # the story of somebody not named
    needs = list(UnmetNeed.objects.filter(contact__in=contacts))
    answers = list(Answer.objects.filter(contact__in=contacts).order_by("at"))
    return [
        _contact(
            contact,
            [_subject(s, found.get(s.id), known, row) for s in subjects if s.contact_id == contact.id],
            [_need(need, row) for need in needs if need.contact_id == contact.id],
            [answer for answer in answers if answer.contact_id == contact.id],
        )
        for contact in contacts
    ]


def _need(need: UnmetNeed, row: Request) -> NeedLine:
    labels = {code.code: code.name for code in vocabulary.needs(need.framework, day_of(row.received_at))}
    return NeedLine(labels.get(need.need, need.need), need.words)


def _subject(
    subject: Subject,
    place: SubjectPlace | None,
    known: dict[uuid.UUID, people.Named],
    row: Request,
) -> SubjectLine:
    role = SubjectRole(subject.role)
    one = known.get(subject.record_id) if subject.record_id else None
    return SubjectLine(
        id=subject.id,
        name=said_name(subject),
        given=subject.given,
        family=subject.family,
        role=role,
        role_label=SUBJECT_LABELS[role],
        born_on=subject.born_on,
        due_on=subject.due_on,
        sex=subject.sex,
        described_as=subject.described_as,
        line=place.line if place else "",
        postcode=place.postcode if place else "",
        phone=place.phone if place else "",
        found=Found(subject.found),
        record=subject.record_id,
        person=one.person if one else None,
        known_as=one.name if one else "",
        offer=policy.offer_for(role, subject.born_on, day_of(row.received_at)),
    )


def _contact(
    contact: Contact, subjects: list[SubjectLine], needs: list[NeedLine], answers: list[Answer]
) -> ContactPage:
    seen = contact.level_seen
    return ContactPage(
        id=contact.id,
        received_at=contact.received_at,
        sender=sender_words(contact),
        sender_name=contact.sender_name,
        sender_email=contact.sender_email,
        sender_phone=contact.sender_phone,
        channel=contact.channel,
        is_safeguarding=contact.is_safeguarding,
        story=contact.story,
        agreement=AGREEMENT_LABELS[Agreement(contact.agreement)],
        agreement_words=contact.agreement_words,
        engage_safely=contact.engage_safely,
        level_seen=vocabulary.level(seen, day_of(contact.received_at)).name if seen else "",
        evidence=EVIDENCE_LABELS[Evidence(contact.evidence)] if contact.channel != "self" else "",
        assessment_kind=contact.assessment_kind,
        assessed_on=contact.assessed_on,
        assessed_by=contact.assessed_by,
        assessment_reference=contact.assessment_reference,
        action_wanted=contact.action_wanted,
        subjects=subjects,
        needs=needs,
        answers=answers,
    )


def subjects_for(asker: Asker, number: uuid.UUID) -> list[SubjectLine]:
    """The people named in a request that this asker may see; none when there is no such request for them."""
    page = request_for(asker, number)
    return [subject for contact in page.contacts for subject in contact.subjects] if page else []


def candidates_for(asker: Asker, subject: uuid.UUID) -> list[people.Found]:
    """People who may be the one named, shown before a new person is made; protected ones are not there."""
    row = Subject.objects.select_related("contact").filter(id=subject).first()
    if row is None:
        return []
    place = SubjectPlace.objects.filter(subject=row).first()
    return people.candidates(asker, new_person(row, place), on=day_of(row.contact.received_at))
