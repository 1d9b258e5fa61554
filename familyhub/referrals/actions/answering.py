"""A sender supplies what was missing. The sender may not see the request, so the worker takes the answer up."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions.steps import locked, move
from familyhub.referrals.belonging import whole
from familyhub.referrals.events.requests import EvidenceSupplied
from familyhub.referrals.models import Answer, Contact, Reply
from familyhub.referrals.new import NewEvidence
from familyhub.referrals.policy.requests import can_move
from familyhub.referrals.queries.replies import shown
from familyhub.referrals.terms.requests import SenderWord, State


class NothingAsked(Exception):
    """There is no contact of this sender that waits for an answer."""


def answer_return(*, contact: uuid.UUID, evidence: NewEvidence, words: str, by: Asker, at: datetime) -> None:
    """Keep what the sender supplies for their own contact that waits for it. Errors: NothingAsked."""
    last = shown(at).filter(contact_number=contact).order_by("-at").first()
    if last is None or last.word != SenderWord.MORE_NEEDED.value:
        raise NothingAsked
    Answer(
        fence=contact,
        contact_id=contact,
        evidence=evidence.evidence.value,
        assessment_kind=evidence.assessment_kind,
        assessed_on=evidence.assessed_on,
        assessed_by=evidence.assessed_by,
        assessment_reference=evidence.assessment_reference,
        action_wanted=evidence.action_wanted,
        words=words,
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    ).save(force_insert=True)
    Reply(
        fence=last.fence,
        contact_number=contact,
        reference=last.reference,
        sent_at=last.sent_at,
        word=SenderWord.RECEIVED.value,
        words="We have what you added. Somebody at the front door will look at it.",
        at=at,
    ).save(force_insert=True)
    event = EvidenceSupplied(fence=contact, about=contact, reference=last.reference, contact=str(contact))
    events.record(event, by=by, at=at)


def take_answer(*, contact: uuid.UUID, by: Asker, at: datetime) -> bool:
    """Bring the request back to the board. Safe to repeat; False when it is not waiting for an answer any more."""
    row = Contact.objects.select_related("request").filter(id=contact).first()
    if row is None:
        return False
    request = locked(whole(row.request), None)
    if request.state != State.RETURNED.value or not can_move(State(request.state), State.RECEIVED):
        return False
    request.answer_by = None
    move(request, State.RECEIVED, by=by, at=at, words="The sender gave what was missing")
    return True
