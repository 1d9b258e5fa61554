"""What a sender can read: the replies in their own compartment, and nothing else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.asker import Asker, Kind
from familyhub.referrals.models import Contact, Reply, SentBy
from familyhub.referrals.terms import SELF_WORDS, SENDER_WORDS, Agreement, SenderWord

MOST = 100


@dataclass(frozen=True)
class Said:
    """One reply: the status word, the words, and when."""

    word: str
    words: str
    at: datetime


@dataclass(frozen=True)
class OwnReferral:
    """One of a referrer's own referrals, with every reply, newest first."""

    contact: uuid.UUID
    reference: str
    own_label: str
    sent_at: datetime
    status: str
    said: list[Said]
    wants_answer_by: date | None


def own_referrals(asker: Asker) -> list[OwnReferral]:
    """This referrer's own referrals, newest first, at most 100."""
    if asker.number is None:
        return []
    sent = list(SentBy.objects.filter(referrer=asker.number).order_by("-sent_at")[:MOST])
    replies: dict[uuid.UUID, list[Reply]] = {}
    for reply in Reply.objects.filter(fence__in=[row.fence for row in sent]).order_by("-at"):
        replies.setdefault(reply.fence, []).append(reply)
    words = SENDER_WORDS if asker.kind is Kind.REFERRER else SELF_WORDS
    return [_own(row, replies[row.fence], words) for row in sent if row.fence in replies]


def _own(row: SentBy, replies: list[Reply], words: dict[SenderWord, str]) -> OwnReferral:
    return OwnReferral(
        contact=replies[0].contact_number,
        reference=row.reference,
        own_label=row.own_label,
        sent_at=row.sent_at,
        status=words[SenderWord(replies[0].word)],
        said=[_said(reply, words) for reply in replies],
        wants_answer_by=replies[0].wants_answer_by,
    )


def _said(reply: Reply, words: dict[SenderWord, str]) -> Said:
    return Said(words[SenderWord(reply.word)], reply.words, reply.at)


def waiting_return(asker: Asker, contact: uuid.UUID) -> OwnReferral | None:
    """The referrer's own referral if it waits for something from them, else None."""
    mine = [own for own in own_referrals(asker) if own.contact == contact]
    return mine[0] if mine and mine[0].wants_answer_by else None


def words_sent(asker: Asker, contact: uuid.UUID) -> list[Said]:
    """Every word that the sender of this contact can read, oldest first, for staff who may see the request."""
    is_self = Contact.objects.filter(id=contact, agreement=Agreement.SELF.value).exists()
    words = SELF_WORDS if is_self else SENDER_WORDS
    return [_said(reply, words) for reply in Reply.objects.filter(contact_number=contact).order_by("at")]
