"""Inside the team: the coordinator gives the request to a worker; the worker accepts, reaches the family, closes."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts import queries as accounts
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.actions.allocation_sight import end_cover_of, stands_for
from familyhub.referrals.actions.deciding import NeedsReason, because, fences_of
from familyhub.referrals.actions.holding import check_not_held
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import NotNow, check_move, locked, move
from familyhub.referrals.belonging import contacts_of, records_of
from familyhub.referrals.events.requests import FirstContactMade, RequestAccepted, RequestClosed, RequestGivenToWorker
from familyhub.referrals.models import Allocation, ContactAttempt, GivenBack, Request
from familyhub.referrals.terms.allocation import BackReason, Result
from familyhub.referrals.terms.requests import SenderWord, State


class NotInTheTeam(Exception):
    """The person chosen does not work in the team that holds the request."""


class GaveItBack(Exception):
    """This worker gave it back for a conflict of interest: it is not given to them again."""


class NotYours(Exception):
    """Another worker holds this request."""


def give_to_worker(
    *, request: uuid.UUID, worker: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """Allocate within the team. The worker before, if any, loses sight of it at once.

    Errors: NoSuchRequest, ChangedMeanwhile, NotNow, NotInTheTeam, GaveItBack.
    """
    row = locked(request, version_seen)
    check_move(row, State.ALLOCATED_TO_WORKER)
    check_not_held(row)
    if row.team_id is None:
        raise NotNow(f"{row.reference} is with no team")
    members = {member.id: member for member in accounts.members_of(row.team_id, day_of(at))}
    if worker not in members:
        raise NotInTheTeam
    if GivenBack.objects.filter(request=row, worker=worker, reason=BackReason.CONFLICT.value).exists():
        raise GaveItBack
    before, row.worker_id = row.worker_id, worker
    fences = fences_of(row, by)
    if before and before != worker:
        end_cover_of(row, before, by, at)
        grants.revoke([before], fences, because=because(row))
    grants.grant([worker], fences, because=because(row))
    Allocation(
        fence=row.fence, request=row, team_id=row.team_id, worker_id=worker, at=at, by=by.number, by_name=by.name
    ).save(force_insert=True)
    move(row, State.ALLOCATED_TO_WORKER, by=by, at=at, words=f"Given to {members[worker].name}")
    event = RequestGivenToWorker(
        fence=row.fence,
        about=row.id,
        subjects=records_of(row.id),
        reference=row.reference,
        worker=members[worker].name,
        worker_id=str(worker),
    )
    events.record(event, by=by, at=at)


def mine(request: uuid.UUID, by: Asker, at: datetime, version_seen: int | None) -> Request:
    """The request, locked, if this asker works on it or covers for who does. Errors: NotYours, Held, of a step."""
    row = locked(request, version_seen)
    if row.worker_id not in stands_for(by, at):
        raise NotYours
    check_not_held(row)
    return row


def accept(*, request: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """The worker takes it on. Errors: NoSuchRequest, ChangedMeanwhile, NotNow, NotYours."""
    row = mine(request, by, at, version_seen)
    move(row, State.ACCEPTED, by=by, at=at)
    event = RequestAccepted(fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference)
    events.record(event, by=by, at=at)


def record_first_contact(
    *, request: uuid.UUID, way: str, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """The worker reached the family just now: an attempt that succeeded (S3-01)."""
    row = mine(request, by, at, version_seen)
    check_move(row, State.FIRST_CONTACT_MADE)
    ContactAttempt(
        fence=row.fence,
        request=row,
        way=way,
        result=Result.REACHED.value,
        tried_at=at,
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    reached(row, way, by, at)


def reached(row: Request, way: str, by: Asker, at: datetime, *, when: datetime | None = None) -> None:
    """First contact is made: the state, and the event."""
    move(row, State.FIRST_CONTACT_MADE, by=by, at=at, words=way)
    event = FirstContactMade(
        fence=row.fence,
        about=row.id,
        subjects=records_of(row.id),
        happened_at=when,
        reference=row.reference,
        way=way,
    )
    events.record(event, by=by, at=at)


def close(*, request: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """The request ends; its senders read that it is finished. Errors: NeedsReason and those of a step."""
    if not words.strip():
        raise NeedsReason
    row = mine(request, by, at, version_seen)
    move(row, State.CLOSED, by=by, at=at, words=words)
    event = RequestClosed(
        fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference, words=words
    )
    events.record(event, by=by, at=at)
    for contact in contacts_of(row.id):
        telling = Telling(contact, contact.request.reference, SenderWord.FINISHED)
        tell_sender(telling=telling, by=by, at=at)
