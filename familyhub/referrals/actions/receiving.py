"""A contact arrives: it is kept as told, a request is opened for it, and its clocks start (S0-12 to S0-16, S4-12)."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import events, grants
from familyhub.core.asker import Asker, Kind
from familyhub.core.clocks import day_of
from familyhub.places import queries as places
from familyhub.places.terms import Place
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.actions.enquiring import open_enquiry
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.sharing_replies import readers_of_replies
from familyhub.referrals.actions.steps import first_step
from familyhub.referrals.events.requests import RequestReceived, RequestReturned
from familyhub.referrals.models import Contact, Request, Return, SentBy, Subject, SubjectPlace, UnmetNeed
from familyhub.referrals.new import NewContact, NewPlace, NewSubject, Received
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import (
    Found,
    Lane,
    PlaceFound,
    ReturnReason,
    SenderWord,
    State,
    Why,
)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread over the phone


@dataclass(frozen=True)
class Routed:
    """Where the request belongs, as far as the file knows."""

    found: PlaceFound
    place: Place | None


def new_reference() -> str:
    """Like FH-3K7-M2QP: not to be guessed and not to be misread."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(7))
    return f"FH-{signs[:3]}-{signs[3:]}"


def route(subjects: Iterable[NewSubject], on: date) -> Routed:
    """Where the child lives; unborn, where the mother lives. A protected place routes nothing: somebody chooses."""
    place = policy.routing_place([(subject.role, subject.place) for subject in subjects])
    if place is None or not (place.postcode or place.is_protected):
        return Routed(PlaceFound.NO_POSTCODE, None)
    if place.is_protected:
        return Routed(PlaceFound.PROTECTED, None)
    found = places.place_of(place.postcode, on)
    if isinstance(found, Place):
        return Routed(PlaceFound.KNOWN, found)
    return Routed(PlaceFound.UNKNOWN_POSTCODE, None)


def receive(*, new: NewContact, by: Asker, at: datetime, received_at: datetime | None = None) -> Received:
    """Keep the contact, open its request, start its clocks, tell its sender. The writer need not be able to read it."""
    received_at = received_at or at
    came = policy.Came(new.channel, new.agreement, new.sender.source, bool(new.sender.email))
    missing = _missing(new) if policy.can_go_back(came) else None
    found = desk.look(new)
    request = _request(new, received_at, missing)
    request.save(force_insert=True)
    contact = _contact(new, request, received_at)
    contact.save(force_insert=True)
    _subjects(new, contact)
    UnmetNeed.objects.bulk_create(
        UnmetNeed(fence=contact.fence, contact=contact, framework=n.framework, need=n.need, words=n.words)
        for n in new.needs
    )
    first_step(request, by=by, at=at)
    events.record(_received_event(request, new), by=by, at=at)
    if missing:
        _return(request, contact, missing, by, at)
    also = []
    if request.lane == Lane.MASH.value:
        also.append(open_enquiry(request, since=received_at, by=by, at=at).fence)
    _acknowledge(contact, request, missing, by, at)
    _let_referrer_read(new, request, contact, by)
    why = Why.PROTECTED if _is_hidden(new) else desk.why_of(found)
    desk.settle(request, contact, why, at=at, also=also)
    desk.keep_from(request, contact, [one.against for one in found if one.against], at=at, also=also)
    return Received(request.id, contact.id, request.reference, State(request.state), missing, contact.reply_fence)


def _let_referrer_read(new: NewContact, request: Request, contact: Contact, by: Asker) -> None:
    """A professional reads the replies on their own page, and whoever shares their team's mailbox."""
    if by.kind is not Kind.REFERRER or not by.number:
        return
    for reader, because in readers_of_replies(by.number):
        grants.grant([reader], [contact.reply_fence], because=because)
    sent = SentBy(fence=contact.reply_fence, referrer=by.number, reference=request.reference)
    sent.sent_at, sent.own_label = contact.received_at, new.own_label
    sent.save(force_insert=True)


def _is_hidden(new: NewContact) -> bool:
    """Where an address is hidden from somebody, the desk chooses the team, and never the map."""
    return any(subject.place and subject.place.is_protected for subject in new.subjects)


def _missing(new: NewContact) -> ReturnReason | None:
    return policy.missing_from(
        policy.Given(
            is_safeguarding=new.is_safeguarding,
            needs=len(new.needs),
            evidence=new.evidence.evidence,
            has_assessment_facts=new.evidence.has_assessment_facts,
            has_reference_and_action=new.evidence.has_reference_and_action,
        )
    )


def _request(new: NewContact, received_at: datetime, missing: ReturnReason | None) -> Request:
    lane = policy.lane_for(new.is_safeguarding)
    due = policy.due_from(received_at, lane)
    today = day_of(received_at)
    routed = route(new.subjects, today)
    number = uuid.uuid4()
    request = Request(
        id=number,
        fence=number,
        reference=new_reference(),
        lane=lane.value,
        rank=policy.rank_of(lane, [(need.framework, need.need) for need in new.needs]),
        state=policy.first_state(lane, missing).value,
        received_at=received_at,
        decide_by=due.decide_by,
        allocate_by=due.allocate_by,
        first_contact_by=due.first_contact_by,
        answer_by=policy.answer_by(today) if missing else None,
        place=routed.found.value,
        changed_at=received_at,
    )
    if routed.place:
        place_request(request, routed.place)
    return request


def place_request(request: Request, place: Place) -> None:
    """Write the place into the request's own columns: codes as on the day, so that redrawing changes nothing."""
    request.postcode = place.postcode
    request.lsoa = place.lsoa or ""
    request.decile = place.decile
    request.area = place.area.code if place.area else ""
    request.cluster = place.cluster.code if place.cluster else ""
    request.district = place.district.code


def _contact(new: NewContact, request: Request, received_at: datetime) -> Contact:
    number = uuid.uuid4()
    return Contact(
        id=number,
        fence=number,
        request=request,
        reply_fence=uuid.uuid4(),
        received_at=received_at,
        channel=new.channel.value,
        source=new.sender.source,
        source_detail=new.sender.source_detail,
        agency=new.sender.agency,
        sender_name=new.sender.name,
        sender_role=new.sender.role,
        sender_email=new.sender.email,
        sender_phone=new.sender.phone,
        referrer=new.sender.referrer,
        is_safeguarding=new.is_safeguarding,
        story=new.story,
        agreement=new.agreement.value,
        agreement_words=new.agreement_words,
        engage_safely=new.engage_safely,
        level_seen=new.level_seen,
        evidence=new.evidence.evidence.value,
        assessment_kind=new.evidence.assessment_kind,
        assessed_on=new.evidence.assessed_on,
        assessed_by=new.evidence.assessed_by,
        assessment_reference=new.evidence.assessment_reference,
        action_wanted=new.evidence.action_wanted,
    )


def _subjects(new: NewContact, contact: Contact) -> None:
    for number, subject in enumerate(new.subjects, start=1):
        row = Subject(
            fence=contact.fence,
            contact=contact,
            number=number,
            role=subject.role.value,
            given=subject.given,
            family=subject.family,
            born_on=subject.born_on,
            due_on=subject.due_on,
            sex=subject.sex,
            described_as=subject.described_as,
            relation=subject.relation,
            has_responsibility=subject.has_responsibility,
            found=(Found.LINKED if subject.record else Found.NOT_YET).value,
            record_id=subject.record,
        )
        row.save(force_insert=True)
        if subject.place:
            _place(subject.place, row)


def _place(place: NewPlace, subject: Subject) -> None:
    behind = uuid.uuid4() if place.is_protected else subject.fence
    if place.is_protected:
        grants.grant(protection_desk(subject.contact.received_at), [behind], because="protected address")
    SubjectPlace(
        fence=behind,
        subject=subject,
        is_protected=place.is_protected,
        line=place.line,
        postcode=place.postcode,
        phone=place.phone,
        email=place.email,
    ).save(force_insert=True)


def _received_event(request: Request, new: NewContact) -> RequestReceived:
    return RequestReceived(
        fence=request.fence,
        about=request.id,
        happened_at=request.received_at,
        reference=request.reference,
        sender=new.sender.words,
        is_safeguarding=new.is_safeguarding,
    )


def _return(request: Request, contact: Contact, reason: ReturnReason, by: Asker, at: datetime) -> None:
    wanted = policy.answer_by(day_of(at))
    Return(
        fence=request.fence,
        request=request,
        contact=contact,
        agency=contact.agency,
        source=contact.source,
        reason=reason.value,
        answer_by=wanted,
        at=at,
        by=by.number,
        by_name="the rules of the front door",
    ).save(force_insert=True)
    event = RequestReturned(
        fence=request.fence,
        about=request.id,
        reference=request.reference,
        reason=reason.value,
        answer_by=wanted.strftime("%-d %B %Y"),
    )
    events.record(event, by=by, at=at)


def _acknowledge(contact: Contact, request: Request, missing: ReturnReason | None, by: Asker, at: datetime) -> None:
    word = SenderWord.MORE_NEEDED if missing else SenderWord.RECEIVED
    telling = Telling(
        contact=contact, reference=request.reference, word=word, missing=missing, answer_by=request.answer_by
    )
    tell_sender(telling=telling, by=by, at=at)
