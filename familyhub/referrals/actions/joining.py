"""Several arrivals about one child become one request and at most one enquiry; every contact stays as it came.

The earliest starts the clock, the gravest sets the lane and the rank, and what waits for a decision goes on waiting for
it whatever another sender was asked. Joining only ever happens at the front door: what is with a team already is shown
to the officer, who decides.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Q

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.enquiring import move_enquiry, open_enquiry_of
from familyhub.referrals.actions.steps import NoSuchRequest, NotNow, locked, move
from familyhub.referrals.belonging import subjects_of
from familyhub.referrals.events.requests import RequestsJoined
from familyhub.referrals.models import Enquiry, Hold, Joining, Request, Separation, Subject
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, EnquiryState, Lane, State, SubjectRole

CHILDREN = (SubjectRole.CHILD.value, SubjectRole.UNBORN.value)
OPEN = [state.value for state in AT_FRONT_DOOR]


def join(*, request: uuid.UUID, other: uuid.UUID, because: str, by: Asker, at: datetime) -> uuid.UUID:
    """Make one of two requests at the front door; returns the earlier, which goes on.

    Errors: NoSuchRequest, NotNow when either is no longer at the front door.
    """
    first, second = _in_order(request, other)
    if first.id == second.id:
        return first.id
    for row in (first, second):
        if State(row.state) not in AT_FRONT_DOOR:
            raise NotNow(f"{row.reference} is no longer at the front door: it cannot be joined")
    waits = State.RECEIVED.value in {first.state, second.state}
    _close_in(first, second, because=because, by=by, at=at)
    _take_gravest(first, second, waits=waits, by=by, at=at)
    desk.lines_follow(first)
    desk.take_together(first, second, at=at)
    Joining(fence=first.fence, request=second, into=first, because=because, at=at, by=by.number, by_name=by.name).save(
        force_insert=True
    )
    event = RequestsJoined(
        fence=first.fence, about=first.id, reference=first.reference, other=second.reference, because=because
    )
    events.record(event, by=by, at=at)
    return first.id


def _in_order(request: uuid.UUID, other: uuid.UUID) -> tuple[Request, Request]:
    rows = [locked(number, None) for number in sorted({request, other})]  # in one order, so that two never wait
    wholes = [locked(row.joined_to_id, None) if row.joined_to_id else row for row in rows]
    wholes.sort(key=lambda row: (row.received_at, row.reference))
    return wholes[0], wholes[-1]


def _close_in(first: Request, second: Request, *, because: str, by: Asker, at: datetime) -> None:
    Request.objects.filter(joined_to=second.id).update(joined_to=first.id)
    second.joined_to = first
    second.claimed_by = second.claimed_until = None
    move(second, State.JOINED, by=by, at=at, words=because)


def _take_gravest(first: Request, second: Request, *, waits: bool, by: Asker, at: datetime) -> None:
    """The lane and rank of the graver; the enquiry goes with it, and two enquiries become one.

    `waits`: one of them waits for a decision. Then the whole does, whatever is asked of another sender.
    """
    mine, theirs = open_enquiry_of(first.id), open_enquiry_of(second.id)
    if theirs and mine:
        _merge(mine, theirs, by=by, at=at)
    elif theirs:
        theirs.request = first
        move_enquiry(theirs, EnquiryState(theirs.state), by=by, at=at, words=f"Now for {first.reference}")
    first.decide_by, first.rank = min(first.decide_by, second.decide_by), min(first.rank, second.rank)
    if Lane(second.lane) is Lane.MASH and Lane(first.lane) is not Lane.MASH:
        first.lane, first.answer_by = Lane.MASH.value, None
        move(first, State.ESCALATED, by=by, at=at, words=f"{second.reference} is a safeguarding concern")
    elif State(first.state) is State.RETURNED and waits:
        first.answer_by = None
        move(first, State.RECEIVED, by=by, at=at, words=f"{second.reference} was joined to it and waits for a decision")
    else:
        _set_order(first)


def _set_order(first: Request) -> None:
    if Request.objects.filter(id=first.id).update(decide_by=first.decide_by, rank=first.rank) != 1:
        raise NoSuchRequest(str(first.id))


def _merge(mine: Enquiry, theirs: Enquiry, *, by: Asker, at: datetime) -> None:
    earlier = min(mine.opened_at, theirs.opened_at)
    mine.decide_by = policy.due_from(earlier, Lane.MASH).decide_by
    mine.opened_at = earlier
    move_enquiry(mine, EnquiryState(mine.state), by=by, at=at, words=f"{theirs.request.reference} was joined to it")
    Hold.objects.filter(enquiry=theirs, released_at__isnull=True).exclude(
        request__in=Hold.objects.filter(enquiry=mine, released_at__isnull=True).values("request")
    ).update(enquiry=mine)
    theirs.closed_at = at
    move_enquiry(theirs, EnquiryState.JOINED, by=by, at=at, words=f"Part of {mine.request.reference}")


def same_child(request: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Other requests at the front door about a child of this one, with the reason in words.

    A child linked to the same person; or the same first name, family name and date of birth as told; or an unborn baby
    of the same mother. Alike is not the same: everything less sure is left to the officer.
    """
    found: dict[uuid.UUID, str] = {}
    for mine in subjects_of(request).select_related("record").filter(role__in=CHILDREN):
        for row in _like(mine):
            whole = row.contact.request.joined_to_id or row.contact.request_id
            if whole != request:
                found.setdefault(whole, "they are about the same child")
    return list(found.items())


def _like(mine: Subject) -> list[Subject]:
    others = Subject.objects.filter(role__in=CHILDREN).exclude(id=mine.id).select_related("contact__request")
    rows = list(others.filter(record__person=mine.record.person_id)[:50]) if mine.record else []
    if mine.given and mine.family and mine.born_on:
        same_day = others.filter(born_on=mine.born_on, record__isnull=True) if mine.record else None
        named = same_day if same_day is not None else others.filter(born_on=mine.born_on)
        rows += [row for row in named[:200] if policy.is_same_name(row, mine)]
    if mine.role == SubjectRole.UNBORN.value:
        rows += _unborn_of_same_mother(mine)
    return [row for row in rows if _is_open(row)]


def _is_open(row: Subject) -> bool:
    request = row.contact.request
    return request.state in OPEN or (request.joined_to is not None and request.joined_to.state in OPEN)


def _unborn_of_same_mother(mine: Subject) -> list[Subject]:
    parents = Subject.objects.filter(contact=mine.contact_id, role=SubjectRole.PARENT.value, record__isnull=False)
    persons = list(parents.values_list("record__person", flat=True))
    same = Subject.objects.filter(record__person__in=persons).exclude(contact=mine.contact_id).values("contact")
    rows = Subject.objects.filter(role=SubjectRole.UNBORN.value, contact__in=same)
    return list(rows.select_related("contact__request")[:50])


def join_what_belongs(*, request: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID:
    """Join this request with every other at the front door about the same child. Safe to repeat.

    Returns the request that goes on. Nothing is done for one that has left the front door.
    """
    row = Request.objects.filter(id=request).first()
    if row is None:
        raise NoSuchRequest(str(request))
    whole = row.joined_to_id or row.id
    if row.state not in OPEN and row.joined_to_id is None:
        return whole
    apart = kept_apart(whole)
    for other, because in same_child(whole):
        if other in apart:
            continue
        whole = join(request=whole, other=other, because=because, by=by, at=at)
    return whole


def kept_apart(request: uuid.UUID) -> set[uuid.UUID]:
    """The requests that somebody said are not about the same child as this one."""
    mine = Separation.objects.filter(Q(joining__request=request) | Q(joining__into=request))
    pairs = mine.values_list("joining__request", "joining__into")
    return {number for pair in pairs for number in pair} - {request}
