"""Ten minutes to take a decision back, before anything of it was sent. What was decided stays a fact.

The request steps back to the front door; the team's sight ends, its tasks close, messages stay in, and what the sender
would have read is not there for them.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker
from familyhub.messages import actions as messages
from familyhub.referrals.actions.allocation_transfer import end_transfers
from familyhub.referrals.actions.claiming import check_claim
from familyhub.referrals.actions.deciding import because, fences_of
from familyhub.referrals.actions.steps import locked, step_back
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.events.requests import DecisionUndone
from familyhub.referrals.models import Decision, Reply, ReplyTakenBack, Request, Return, Undone
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import Lane, State
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

WORDS = "The decision was undone before anything was sent"


class TooLate(Exception):
    """The ten minutes are over, a worker has accepted it, or it is in the MASH lane: decide anew instead."""


class NotYoursToUndo(Exception):
    """Only whoever decided it may undo it, or somebody who has opened it for that."""


def decided_by(row: Request) -> tuple[datetime, uuid.UUID | None] | None:
    """When, and by whom, the request was last decided or sent back by an officer."""
    found = [
        kind._default_manager.filter(request=row.id, by__isnull=False).order_by("-at").values_list("at", "by").first()
        for kind in (Decision, Return)
    ]
    return max((one for one in found if one), key=lambda one: one[0], default=None)


def undo(*, request: uuid.UUID, by: Asker, at: datetime) -> None:
    """Take the last decision back. Errors: NoSuchRequest, TooLate, NotYoursToUndo, OpenElsewhere."""
    row = locked(request, None)
    last = decided_by(row)
    if last is None or not policy.can_be_undone(Lane(row.lane), State(row.state), last[0], at):
        raise TooLate
    check_claim(row, by, at)
    if by.number not in {last[1], row.claimed_by}:
        raise NotYoursToUndo
    decided_at = last[0]
    for_the_team = {number for number in (row.team_id, row.worker_id) if number}
    with fence.enter(replace(by, holders=by.holders | for_the_team)):  # their tasks are seen by them alone
        work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    grants.revoke(None, fences_of(row, by), because=because(row))
    contacts = list(contacts_of(row.id))
    messages.keep_in(about=[contact.id for contact in contacts], made_at=decided_at, by=by, at=at)
    _take_back([contact.id for contact in contacts], decided_at, at)
    Undone(fence=row.fence, request=row, decided_at=decided_at, at=at, by=by.number, by_name=by.name).save(
        force_insert=True
    )
    end_transfers(request=row.id, at=at)
    row.team_id = row.worker_id = row.level = row.answer_by = None
    row.claimed_by, row.claimed_until = by.number, at + policy.CLAIM_FOR
    step_back(row, by=by, at=at, words=WORDS)
    events.record(DecisionUndone(fence=row.fence, about=row.id, reference=row.reference), by=by, at=at)


def _take_back(contacts: list[uuid.UUID], decided_at: datetime, at: datetime) -> None:
    unread = Reply.objects.filter(contact_number__in=contacts, at=decided_at, shown_from__gt=at)
    for reply in unread:
        ReplyTakenBack(fence=reply.fence, reply=reply, at=at).save(force_insert=True)
