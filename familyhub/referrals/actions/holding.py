"""While a MASH enquiry is open, nothing is done about the same child or household: no allocation, call, letter, visit.

A hold is a row on each request about them, with a clock of its own; the decision maker releases it in words. Whoever
is outside the front door reads "being looked at" meanwhile.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.enquiring import open_enquiry_of
from familyhub.referrals.actions.joining import same_child
from familyhub.referrals.belonging import parts_of, records_of, subjects_of
from familyhub.referrals.events.requests import RequestHeld, RequestReleased
from familyhub.referrals.models import Enquiry, Hold, Request, Subject
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, ENQUIRY_UNDECIDED, WITH_TEAM, Lane, State

ALIVE = [state.value for state in (*AT_FRONT_DOOR, *WITH_TEAM)]
UNDECIDED = [state.value for state in ENQUIRY_UNDECIDED]


class Held(Exception):
    """The request is held while a MASH enquiry is open: nothing may be done about it yet."""


def check_not_held(request: Request) -> None:
    """Errors: Held. For those who may see the enquiry or not alike: the hold lies behind the request's own fence."""
    if Hold.objects.filter(request=request, released_at__isnull=True).exists():
        raise Held(f"{request.reference} is being looked at by the front door: wait until it is released")


def place_holds(*, request: uuid.UUID, by: Asker, at: datetime) -> int:
    """Hold whatever a request's enquiry holds, and the request itself if an enquiry about the same people is open.

    Safe to repeat; returns how many holds were placed. Called when a contact arrived and when somebody was found.
    """
    row = Request.objects.filter(id=request).first()
    if row is None:
        return 0
    whole = row.joined_to_id or row.id
    near = _requests_about(whole)
    placed = 0
    enquiry = open_enquiry_of(whole)
    if enquiry and enquiry.state in UNDECIDED:
        placed += sum(_place(one, enquiry, by, at) for one in near if one.lane == Lane.EARLY_HELP.value)
    mine = next((one for one in near if one.id == whole), row)
    if mine.lane == Lane.EARLY_HELP.value:
        theirs = Enquiry.objects.filter(request__in=[one.id for one in near], state__in=UNDECIDED)
        placed += sum(_place(mine, other, by, at) for other in theirs)
    return placed


def _requests_about(request: uuid.UUID) -> list[Request]:
    """Every request about anybody of this one's people or households that is alive, or whose family is helped though
    it was closed, as far as the asker may see.
    """
    persons = people.households_of(records_of(request))
    numbers = {number for number, _ in same_child(request)}
    rows = Subject.objects.filter(record__person__in=persons).select_related("contact__request")
    numbers |= {row.contact.request.joined_to_id or row.contact.request_id for row in rows[:200]}
    numbers |= _of_same_names(subjects_of(request)) - {request}
    near = list(Request.objects.filter(id__in=numbers, state__in=[*ALIVE, State.CLOSED.value]).order_by("id"))
    closed = {row.id for row in near if row.state == State.CLOSED.value}
    ended = closed - _still_helped(closed) if closed else closed
    return [row for row in near if row.id not in ended]


def _still_helped(requests: set[uuid.UUID]) -> set[uuid.UUID]:
    ask: Callable[[set[uuid.UUID]], set[uuid.UUID]] = import_string(settings.STILL_HELPED)
    return ask(requests)


def _of_same_names(subjects: Iterable[Subject]) -> set[uuid.UUID]:
    """Requests that name somebody of the same name and date of birth whom nobody has linked yet."""
    found: set[uuid.UUID] = set()
    for mine in subjects:
        if not (mine.given and mine.family and mine.born_on):
            continue
        like = Subject.objects.filter(born_on=mine.born_on, given__iexact=mine.given, family__iexact=mine.family)
        for row in like.select_related("contact__request")[:50]:
            found.add(row.contact.request.joined_to_id or row.contact.request_id)
    return found


def _place(request: Request, enquiry: Enquiry, by: Asker, at: datetime) -> int:
    if (
        enquiry.request_id == request.id
        or Hold.objects.filter(request=request, enquiry=enquiry, released_at__isnull=True).exists()
    ):
        return 0
    Hold(fence=request.fence, request=request, enquiry=enquiry, placed_at=at, decide_by=enquiry.decide_by).save(
        force_insert=True
    )
    event = RequestHeld(fence=request.fence, about=request.id, reference=request.reference)
    events.record(event, by=by, at=at)
    desk.take_with(request, enquiry.request, at=at)
    return 1


def _open_holds(enquiry: Enquiry) -> QuerySet[Hold]:
    """Its own, and those of enquiries that became part of it."""
    together = Enquiry.objects.filter(request__in=parts_of([enquiry.request_id]).values("id")).values("id")
    return Hold.objects.filter(enquiry__in=together, released_at__isnull=True)


def held_by(enquiry: Enquiry) -> int:
    """How many requests this enquiry holds now."""
    return _open_holds(enquiry).values("request").distinct().count()


def release_holds(*, enquiry: Enquiry, words: str, by: Asker, at: datetime) -> int:
    """The decision maker releases every request that this enquiry holds; returns how many."""
    holds = list(_open_holds(enquiry).select_related("request"))
    Hold.objects.filter(id__in=[hold.id for hold in holds]).update(
        released_at=at, released_by=by.number, released_by_name=by.name, words=words
    )
    for hold in holds:
        event = RequestReleased(fence=hold.fence, about=hold.request_id, reference=hold.request.reference)
        events.record(event, by=by, at=at)
    return len(holds)
