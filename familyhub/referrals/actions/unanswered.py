"""Returned without an answer by its date: it comes back to the officer. Nothing about a child ends because a form was
incomplete.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import locked, move
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.events.requests import AnswerNotGiven
from familyhub.referrals.models import Contact, Request
from familyhub.referrals.queries.replies import shown
from familyhub.referrals.terms.requests import SenderWord, State


def unanswered(at: datetime, limit: int = 100) -> list[uuid.UUID]:
    """Requests whose sender did not answer by the day that was given, the longest due first."""
    rows = Request.objects.filter(state=State.RETURNED.value, answer_by__lt=day_of(at))
    return list(rows.order_by("rank", "decide_by", "id").values_list("id", flat=True)[:limit])


def bring_back(*, request: uuid.UUID, by: Asker, at: datetime) -> bool:
    """Back to the board, where the officer decides whether the family is offered help all the same. Safe to repeat."""
    row = locked(request, None)
    if row.state != State.RETURNED.value or row.answer_by is None or row.answer_by >= day_of(at):
        return False
    day = row.answer_by.strftime("%-d %B %Y")
    row.answer_by = None
    words = f"No answer from the sender by {day}: decide whether the family is offered help all the same"
    move(row, State.RECEIVED, by=by, at=at, words=words)
    events.record(AnswerNotGiven(fence=row.fence, about=row.id, reference=row.reference, answer_by=day), by=by, at=at)
    for contact in _asked(row, at):
        telling = Telling(contact, contact.request.reference, SenderWord.BEING_LOOKED_AT)
        tell_sender(telling=telling, by=by, at=at)
    return True


def _asked(row: Request, at: datetime) -> list[Contact]:
    """The senders who read that more was wanted; the others read nothing of it, so far or now."""
    last: dict[uuid.UUID, str] = {}
    contacts = list(contacts_of(row.id))
    for reply in shown(at).filter(contact_number__in=[one.id for one in contacts]).order_by("at"):
        last[reply.contact_number] = reply.word
    return [one for one in contacts if last.get(one.id) == SenderWord.MORE_NEEDED.value]
