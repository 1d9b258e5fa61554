"""From anywhere into the MASH lane: a worry that grew, or one that a sender voices later."""

from __future__ import annotations

from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.allocation_sight import take_from
from familyhub.referrals.actions.enquiring import open_enquiry, open_enquiry_of
from familyhub.referrals.actions.holding import place_holds
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import move
from familyhub.referrals.belonging import contacts_of, records_of
from familyhub.referrals.events.allocation import RequestEscalated
from familyhub.referrals.models import Request
from familyhub.referrals.policy.requests import due_from
from familyhub.referrals.terms.requests import RANKS, Lane, SenderWord, State
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


def to_mash(row: Request, *, words: str, since: datetime, by: Asker, at: datetime) -> None:
    """A locked request becomes a safeguarding concern received `since`. Team and worker lose sight of it, in the end.

    Errors: NotNow.
    """
    team, worker = row.team_id, row.worker_id
    row.lane, row.rank = Lane.MASH.value, RANKS[Lane.MASH]
    row.decide_by = due_from(since, Lane.MASH).decide_by
    row.team_id = row.worker_id = row.answer_by = None
    move(row, State.ESCALATED, by=by, at=at, words=words)
    if open_enquiry_of(row.id) is None:
        enquiry = open_enquiry(row, since=since, by=by, at=at)
        desk.cover(row, [enquiry.fence])
    place_holds(request=row.id, by=by, at=at)
    event = RequestEscalated(fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference)
    events.record(event, by=by, at=at)
    work.close_all_about(about=row.id, because=DoneBecause.ELSEWHERE, by=by, at=at)
    for contact in contacts_of(row.id):
        telling = Telling(contact, contact.request.reference, SenderWord.BEING_LOOKED_AT)
        tell_sender(telling=telling, by=by, at=at)
    take_from(row, team, worker, by, at)
