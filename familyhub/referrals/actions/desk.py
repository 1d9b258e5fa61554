"""The desk takes a contact over: somebody in it is protected, is an officer's own relation, or is in the daily sample.

The same rows are written for every contact, whatever is found, so that the time it takes tells a sender nothing; what
differs is whether they hold. An officer reads one neutral line, the same in all three cases.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.db.models import F
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.core import grants
from familyhub.core.clocks import day_of
from familyhub.people.new import SearchWords
from familyhub.people.queries.shielded import Match, OutOfSight, out_of_sight
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.models import (
    AdultConcern,
    Contact,
    DeskReason,
    Enquiry,
    InformationRequest,
    Request,
    WithDesk,
)
from familyhub.referrals.new import NewContact
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, State, Why
from familyhub.sharing import actions as sharing

TAKEN = "the desk took it over"
WHOLE = (Why.PROTECTED.value, Why.SAMPLE.value)
__all__ = [
    "close_to_declared",
    "cover",
    "end_lines",
    "end_lines_of_decided",
    "keep_from",
    "lines_again",
    "lines_follow",
    "look",
    "protection_desk",
    "settle",
    "take_together",
    "take_with",
    "why_of",
]


def protection_desk(at: datetime) -> list[uuid.UUID]:
    """The teams that look after protected people."""
    return [team.id for team in accounts.teams(day_of(at), TeamKind.PROTECTION)]


def look(new: NewContact) -> set[OutOfSight]:
    """Is anybody named protected, or somebody's own relation? Never shown; sealed people match nowhere."""
    return out_of_sight(
        [
            SearchWords(
                given=subject.given,
                family=subject.family,
                born_on=subject.born_on,
                postcode=subject.place.postcode if subject.place else "",
                phone=subject.place.phone if subject.place else "",
            )
            for subject in new.subjects
        ]
    )


def why_of(found: set[OutOfSight]) -> Why:
    """The reason that holds for every officer, or none: then the daily sample is drawn."""
    if any(one.kind is Match.PROTECTED for one in found):
        return Why.PROTECTED
    one_in = settings.ENVIRONMENT.desk_sample
    return Why.SAMPLE if one_in and secrets.randbelow(one_in) == 0 else Why.NONE


def settle(request: Request, contact: Contact, why: Why, *, at: datetime, also: Sequence[uuid.UUID] = ()) -> None:
    """Write what the desk needs: rows that hold when there is a reason, and rows that have ended when there is none.

    `also`: the fences of what hangs on the request, such as its enquiry.
    """
    fences, ended = [request.fence, contact.fence, *also], why is Why.NONE
    grants.grant(protection_desk(at), fences, because=TAKEN, ended=ended)
    DeskReason(fence=request.fence, request=request, why=why.value, at=at).save(force_insert=True)
    _line(request, against=None, ended=ended)
    grants.hide(fences, because=TAKEN, ended=ended)


def cover(request: Request, fences: Sequence[uuid.UUID]) -> None:
    """What is made later and hangs on a request is the desk's if the request is, and kept from the same officers."""
    if DeskReason.objects.filter(request=request.id, why__in=WHOLE).exists():
        grants.grant(protection_desk(timezone.now()), fences, because=TAKEN)
        grants.hide(fences, because=TAKEN)
    for officer, because in grants.barred_from([request.fence]):
        for fence in fences:
            grants.bar(fence, because=because, against=officer)


def keep_from(
    request: Request,
    contact: Contact,
    officers: Sequence[uuid.UUID],
    *,
    at: datetime,
    also: Sequence[uuid.UUID] = (),
) -> None:
    """Nobody decides about their own relations: for these officers the same neutral line stands in its place."""
    for officer in officers:
        line = _line(request, against=officer, ended=False)
        grants.grant([officer], [line], because=TAKEN)
        for fence in (request.fence, contact.fence, *also):
            grants.bar(fence, because=TAKEN, against=officer)
    if officers:
        DeskReason(fence=request.fence, request=request, why=Why.CONFLICT.value, at=at).save(force_insert=True)


def close_to_declared(request: Request, persons: Iterable[uuid.UUID], *, at: datetime) -> None:
    """Somebody in the request was found: whoever declared them reads the neutral line from now on. Safe to repeat."""
    contacts = list(contacts_of(request.id))
    fences = list(dict.fromkeys([request.fence, *(fence for c in contacts for fence in (c.fence, c.request.fence))]))
    before = {staff for staff, _ in grants.barred_from([request.fence])}
    for officer in sharing.bar_declared(persons=persons, fences=fences):
        if officer not in before:
            line = _line(request, against=officer, ended=False)
            grants.grant([officer], [line], because=TAKEN)
            DeskReason(fence=request.fence, request=request, why=Why.CONFLICT.value, at=at).save(force_insert=True)


def take_together(first: Request, second: Request, *, at: datetime) -> None:
    """Two requests that become one are both the desk's when either is, and stand as one line."""
    reasons = DeskReason.objects.filter(request__in=[first.id, second.id], why__in=WHOLE)
    taken = set(reasons.values_list("request", flat=True))
    for row in (first, second):
        if taken and row.id not in taken:
            for contact in Contact.objects.filter(request=row.id):
                settle(row, contact, Why.PROTECTED, at=at)
    if taken:
        _take_what_hangs(first, second, at)
    end_lines(second.id)


def take_with(request: Request, enquiry_of: Request, *, at: datetime) -> None:
    """What an enquiry of the desk's holds at the front door is the desk's too: a hold that nobody sees would tell."""
    reasons = DeskReason.objects.filter(request__in=[request.id, enquiry_of.id], why__in=WHOLE)
    taken = set(reasons.values_list("request", flat=True))
    if enquiry_of.id in taken and request.id not in taken and State(request.state) in AT_FRONT_DOOR:
        for contact in contacts_of(request.id):
            settle(request, contact, Why.PROTECTED, at=at)


def _take_what_hangs(first: Request, second: Request, at: datetime) -> None:
    """Enquiries, questions to partners and concerns about adults of both."""
    enquiries = list(Enquiry.objects.filter(request__in=[first.id, second.id]))
    asked = InformationRequest.objects.filter(enquiry__in=enquiries).values_list("fence", flat=True)
    adults = AdultConcern.objects.filter(enquiry__in=enquiries).values_list("fence", flat=True)
    fences = [*(row.fence for row in enquiries), *asked, *adults]
    grants.grant(protection_desk(at), fences, because=TAKEN)
    grants.hide(fences, because=TAKEN)


def end_lines(request: uuid.UUID) -> int:
    """The request has left the front door, or is part of another: nobody needs its line any more. Safe to repeat."""
    lines = WithDesk.objects.filter(request_number=request, until__isnull=True)
    return lines.update(until=TransactionNow())


def end_lines_of_decided(request: uuid.UUID) -> int:
    """The same, unless the decision was undone meanwhile and the request is the front door's again."""
    at_door = Request.objects.filter(id=request, state__in=[state.value for state in AT_FRONT_DOOR])
    return 0 if at_door.exists() else end_lines(request)


def lines_follow(request: Request) -> int:
    """Its lines stand on the board where the request itself would."""
    lines = WithDesk.objects.filter(request_number=request.id, until__isnull=True)
    return lines.update(lane=request.lane, rank=request.rank, decide_by=request.decide_by)


def lines_again(request: uuid.UUID) -> int:
    """It is the front door's again: the lines that ended with the decision stand in its place. Safe to repeat."""
    lines = WithDesk.objects.filter(request_number=request, until__gt=F("since"))
    return lines.update(until=None)


def _line(request: Request, *, against: uuid.UUID | None, ended: bool) -> uuid.UUID:
    """Plain SQL: a line against somebody else may not be read back by whoever writes it."""
    number = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO referrals_withdesk (id, fence, request_number, reference, lane, rank, received_at, decide_by,"
            " against, since, until) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, now(), CASE WHEN %s THEN now() END)",
            [
                *(number, number, request.id, request.reference, request.lane, request.rank),
                *(request.received_at, request.decide_by, against, ended),
            ],
        )
    return number
