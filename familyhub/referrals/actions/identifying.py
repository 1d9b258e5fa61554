"""The people named in a contact are found, or made, by the officer who is shown the candidates first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.messages import actions as messages
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.new import NewTie
from familyhub.people.terms import Answer, PairSource
from familyhub.referrals.actions.attaching import tie_files
from familyhub.referrals.actions.deciding import because
from familyhub.referrals.actions.desk import close_to_declared, protection_desk
from familyhub.referrals.actions.holding import place_holds
from familyhub.referrals.actions.joining import join_what_belongs
from familyhub.referrals.actions.steps import NotNow, locked
from familyhub.referrals.belonging import parts_of, records_of
from familyhub.referrals.events.requests import PersonIdentified
from familyhub.referrals.models import DeskReason, Enquiry, Subject, SubjectPlace
from familyhub.referrals.naming import new_person
from familyhub.referrals.policy.requests import can_decide
from familyhub.referrals.terms.requests import (
    ENQUIRY_OVER,
    SUBJECT_LABELS,
    UNFOUND,
    WITH_TEAM,
    Channel,
    Found,
    State,
    SubjectRole,
    Why,
)

CHILDREN = (SubjectRole.CHILD.value, SubjectRole.UNBORN.value)


class NoSuchSubject(Exception):
    """Nobody of that number is named in a request that this asker may see."""


def _subject(number: uuid.UUID) -> Subject:
    rows = Subject.objects.select_for_update(of=("self",)).select_related("contact__request")
    subject = rows.filter(id=number).first()
    if subject is None:
        raise NoSuchSubject(str(number))
    if not can_decide(_state_of(subject)) and Found(subject.found) not in UNFOUND:
        raise NotNow(f"{subject.contact.request.reference} was decided: people cannot be changed from here any more")
    return subject


def _state_of(subject: Subject) -> State:
    request = subject.contact.request
    return State(request.joined_to.state if request.joined_to else request.state)


def _show_team(subject: Subject, record: uuid.UUID, by: Asker) -> None:
    """Whoever was found after a team was given the request is seen by those who have it."""
    request = subject.contact.request.joined_to or subject.contact.request
    holders = [one for one in (request.team_id, request.worker_id) if one]
    if holders and State(request.state) in WITH_TEAM:
        grants.grant(holders, sorted(set(known.made_as(by, [record]).values())), because=because(request))


def _set(subject: Subject, found: Found, record: uuid.UUID | None) -> None:
    changed = Subject.objects.filter(id=subject.id).update(found=found.value, record=record)
    if changed != 1:
        raise NoSuchSubject(str(subject.id))


def _tell(subject: Subject, record: uuid.UUID, *, is_new: bool, by: Asker, at: datetime) -> None:
    tie_files(contact=subject.contact_id, at=at)
    request = subject.contact.request
    event = PersonIdentified(
        fence=request.fence,
        about=request.id,
        subjects=(record,),
        reference=request.reference,
        role=SUBJECT_LABELS[SubjectRole(subject.role)].lower(),
        is_new=is_new,
    )
    events.record(event, by=by, at=at)


def link(*, subject: uuid.UUID, record: uuid.UUID, by: Asker, at: datetime) -> None:
    """They are this person, whom the asker may see. Errors: NoSuchSubject, NotNow, people's NoSuchPerson."""
    row = _subject(subject)
    if record not in known.names_of(by, [record]):
        raise people.NoSuchPerson(str(record))
    _set(row, Found.LINKED, record)
    _relate(row, record, by, at)
    _say_received(row, record, by, at)
    _show_team(row, record, by)
    _tell(row, record, is_new=False, by=by, at=at)
    whole = join_what_belongs(request=row.contact.request_id, by=by, at=at)
    place_holds(request=whole, by=by, at=at)
    persons = [named.person for named in known.names_of(by, records_of(whole)).values()]
    close_to_declared(locked(whole, None), persons, at=at)


def make(*, subject: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID:
    """Nobody like them is known: make a new person from what the sender said. Returns the record's number."""
    row = _subject(subject)
    place = SubjectPlace.objects.filter(subject=row).first()
    desk = protection_desk(at)
    own = () if "people" in by.wide else [team for team in desk if team in by.holders]
    record = people.register(new=new_person(row, place), by=by, at=at, holders=own, see_protected=desk)
    if DeskReason.objects.filter(request=row.contact.request_id, why=Why.PROTECTED.value).exists():
        people.hide_person(record=record, see=desk, by=by, at=at)
    _set(row, Found.NEW, record)
    _relate(row, record, by, at)
    _say_received(row, record, by, at)
    _show_team(row, record, by)
    _tell(row, record, is_new=True, by=by, at=at)
    return record


MOST_UNSURE = 3


def unsure(*, subject: uuid.UUID, maybe: Sequence[uuid.UUID], by: Asker, at: datetime) -> uuid.UUID:
    """They may be one of these records, and the officer is not sure: a new person, so that help is not held up, and a
    pair with each for somebody to look at. Returns the new record's number.

    Errors: NoSuchSubject, NotNow, people's NoSuchPerson and Refused.
    """
    row = Subject.objects.select_related("contact").filter(id=subject).first()
    record = make(subject=subject, by=by, at=at)
    assert row is not None  # make found it
    place = SubjectPlace.objects.filter(subject=row).first()
    why = known.why_alike(by, new_person(row, place), maybe)
    is_first = _is_enquired_into(row.contact.request_id)
    for other in list(maybe)[:MOST_UNSURE]:
        alike = why.get(other, known.Alike())
        new = people.NewPair(other, record, alike.reasons, PairSource.DOOR, alike.probability)
        people.notice(new=new, by=by, at=at, is_first=is_first)
    return record


def _is_enquired_into(request: uuid.UUID) -> bool:
    over = [state.value for state in ENQUIRY_OVER]
    return Enquiry.objects.filter(request__in=parts_of([request]).values("id")).exclude(state__in=over).exists()


def mark_unknown(*, subject: uuid.UUID, by: Asker, at: datetime) -> None:
    """Not to be found or made from what was said (edge case 18): help is not held up, the words are kept."""
    _set(_subject(subject), Found.UNKNOWN, None)


def _say_received(subject: Subject, record: uuid.UUID, by: Asker, at: datetime) -> None:
    """To a parent who asked for themselves: we have it. Withheld at sending unless their rules say that it is safe."""
    contact = subject.contact
    asked_themselves = contact.channel == Channel.SELF.value and subject.role == SubjectRole.PARENT.value
    if not asked_themselves or not can_decide(_state_of(subject)):
        return
    letter = messages.NewMessage(
        letter="request_received",
        fence=contact.fence,
        about_kind="referrals.contact",
        about=contact.id,
        values={"reference": contact.request.reference},
        person_record=record,
    )
    messages.send(letter, by=by, at=at)


def _relate(subject: Subject, record: uuid.UUID, by: Asker, at: datetime) -> None:
    """Keep what the sender said the adults are to the children, once both ends are known."""
    others = Subject.objects.filter(contact=subject.contact_id, record__isnull=False).exclude(id=subject.id)
    for other in others:
        adult, child = (subject, other) if other.role in CHILDREN else (other, subject)
        if not adult.relation or adult.role in CHILDREN or child.role not in CHILDREN:
            continue
        first = record if adult.id == subject.id else adult.record_id
        second = record if child.id == subject.id else child.record_id
        if first and second and not known.are_related(first, second):
            tie = NewTie(
                0,
                1,
                kind=adult.relation,
                parental_responsibility=adult.has_responsibility or Answer.UNKNOWN,
                evidence="as the sender of the request said" if adult.has_responsibility else "",
            )
            people.relate(first=first, second=second, tie=tie, by=by, at=at)
