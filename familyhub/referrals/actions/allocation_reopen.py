"""A request that ended is opened again: the same reference, its clocks from now, its story kept."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions.allocation_sender import restart
from familyhub.referrals.actions.allocation_sight import Refused, take_from
from familyhub.referrals.actions.allocation_transfer import end_transfers
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import locked, move
from familyhub.referrals.belonging import contacts_of, needs_of, records_of
from familyhub.referrals.events.allocation import RequestReopened
from familyhub.referrals.models import Reopening
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.policy.requests import rank_of
from familyhub.referrals.terms.requests import Lane, SenderWord, State


def reopen(*, request: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Back to the board, to be decided anew. A new concern goes into the MASH lane by the decision, not by this.

    Errors: NoSuchRequest, ChangedMeanwhile, Refused.
    """
    row = locked(request, version_seen)
    days = settings.ENVIRONMENT.reopen_days
    if not policy.can_reopen(State(row.state), row.changed_at, at, days):
        raise Refused(f"It can be opened again for {days} days after it ended, unless it became part of another")
    if not words.strip():
        raise Refused("Say why it is opened again")
    team, worker = row.team_id, row.worker_id
    row.team_id = row.worker_id = None
    row.lane = Lane.EARLY_HELP.value
    row.rank = rank_of(Lane.EARLY_HELP, needs_of(row.id))
    restart(row, at)
    Reopening(fence=row.fence, request=row, words=words.strip(), at=at, by=by.number, by_name=by.name).save(
        force_insert=True
    )
    move(row, State.RECEIVED, by=by, at=at, words=words)
    end_transfers(request=row.id, at=at)
    event = RequestReopened(fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference)
    events.record(event, by=by, at=at)
    for contact in contacts_of(row.id):
        telling = Telling(contact, contact.request.reference, SenderWord.BEING_LOOKED_AT)
        tell_sender(telling=telling, by=by, at=at)
    take_from(row, team, worker, by, at)
