"""What somebody tells us about a listing comes to our editors first, because it may hold a family's worry.

It is passed on in the editor's own words, or goes whole to the front door and stands here no more. An owner never
reads what was written.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.actions.listings import NoSuchListing
from familyhub.directory.actions.providers import send_link
from familyhub.directory.events import FeedbackDealtWith, FeedbackReceived
from familyhub.directory.models import Card, Feedback, Owner
from familyhub.directory.policy.links import FEEDBACK_KEPT, repeats
from familyhub.directory.terms import FEEDBACK_WORDS, FeedbackState

MOST_WORDS = 2000


class NotWaiting(Exception):
    """Somebody has dealt with it already, or it is not there."""


class NotOwnWords(Exception):
    """The words are those that somebody wrote to us: an owner never reads them."""


class NoOwner(Exception):
    """Nobody's address is known to whom it could be passed on."""


@dataclass(frozen=True)
class TakenOut:
    """What was written and how to reach whoever wrote it: for the front door alone, and gone from here."""

    words: str
    reach: str
    listing: str


def tell_us(*, service: uuid.UUID, words: str, reach: str, by: Asker, at: datetime) -> uuid.UUID:
    """Keep what somebody wrote about a listing that is published. Errors: NoSuchListing."""
    card = Card.objects.filter(service=service).first()
    if card is None:
        raise NoSuchListing(str(service))
    number = uuid.uuid4()
    row = Feedback(id=number, fence=number, service_id=service, words=words[:MOST_WORDS], reach=reach)
    row.state, row.received_at = FeedbackState.WAITING.value, at
    row.save(force_insert=True)
    events.record(FeedbackReceived(fence=number, about=service, name=card.name), by=by, at=at)
    return number


def _waiting(feedback: uuid.UUID, by: Asker) -> Feedback:
    """Errors: NotWaiting."""
    rows = Feedback.objects.select_for_update(of=("self",)).select_related("service")
    row = rows.filter(id=feedback, state=FeedbackState.WAITING.value).first()
    if row is None or not by.may(permissions.EDIT.code):
        raise NotWaiting
    return row


def _decide(row: Feedback, state: FeedbackState, outcome: str, by: Asker, at: datetime) -> None:
    row.state, row.outcome, row.decided_at, row.decided_by_name = state.value, outcome, at, by.name
    row.save(update_fields=["state", "outcome", "decided_at", "decided_by_name", "words", "reach"])
    told = FeedbackDealtWith(
        fence=row.fence, about=row.service_id, name=row.service.name, outcome=FEEDBACK_WORDS[state].lower()
    )
    events.record(told, by=by, at=at)


def close_feedback(*, feedback: uuid.UUID, outcome: str, by: Asker, at: datetime) -> None:
    """Dealt with; `outcome` says how. Errors: NotWaiting."""
    _decide(_waiting(feedback, by), FeedbackState.CLOSED, outcome, by, at)


def forward_feedback(*, feedback: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Tell the owner in the editor's own words, behind a link to the listing.

    Errors: NotWaiting, NoOwner, NotOwnWords.
    """
    row = _waiting(feedback, by)
    if repeats(row.words, words) or (row.reach and row.reach.lower() in words.lower()):
        raise NotOwnWords
    owner = Owner.objects.filter(service=row.service_id).first()
    if owner is None:
        raise NoOwner
    send_link(service=row.service_id, email=owner.email, note=words, by=by, at=at)
    _decide(row, FeedbackState.FORWARDED, words, by, at)


def take_out(*, feedback: uuid.UUID, by: Asker, at: datetime) -> TakenOut:
    """Give the words to whoever brings them to the front door, in this transaction, and keep none of them.

    Errors: NotWaiting.
    """
    row = _waiting(feedback, by)
    taken = TakenOut(row.words, row.reach, row.service.name)
    row.words = row.reach = ""
    _decide(row, FeedbackState.WENT, "", by, at)
    return taken


def forget_feedback(now: datetime) -> int:
    """Empty what was dealt with long enough ago. Run by the worker each night. Returns how many."""
    rows = Feedback.objects.filter(decided_at__lt=now - FEEDBACK_KEPT).exclude(words="", reach="")
    return rows.update(words="", reach="")
