"""What a sender can read: the replies in their own compartment, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.referrals.models import Reply, ReplyTakenBack, SentBy
from familyhub.referrals.terms import SENDER_WORDS, SenderWord

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


def shown(now: datetime) -> QuerySet[Reply]:
    """What senders can read now: not what may still be undone, and not what was taken back."""
    taken_back = ReplyTakenBack.objects.filter(reply=OuterRef("id"))
    return Reply.objects.filter(Q(shown_from__isnull=True) | Q(shown_from__lte=now)).exclude(Exists(taken_back))


def own_referrals(asker: Asker, now: datetime | None = None) -> list[OwnReferral]:
    """This referrer's own referrals, newest first, at most 100, with what they can read now."""
    if asker.number is None:
        return []
    sent = list(SentBy.objects.filter(referrer=asker.number).order_by("-sent_at")[:MOST])
    replies: dict[uuid.UUID, list[Reply]] = {}
    for reply in shown(now or timezone.now()).filter(fence__in=[row.fence for row in sent]).order_by("-at"):
        replies.setdefault(reply.fence, []).append(reply)
    return [_own(row, replies[row.fence]) for row in sent if row.fence in replies]


def _own(row: SentBy, replies: list[Reply]) -> OwnReferral:
    return OwnReferral(
        contact=replies[0].contact_number,
        reference=row.reference,
        own_label=row.own_label,
        sent_at=row.sent_at,
        status=SENDER_WORDS[SenderWord(replies[0].word)],
        said=[_said(reply) for reply in replies],
        wants_answer_by=replies[0].wants_answer_by,
    )


def _said(reply: Reply) -> Said:
    return Said(SENDER_WORDS[SenderWord(reply.word)], reply.words, reply.at)


def waiting_return(asker: Asker, contact: uuid.UUID) -> OwnReferral | None:
    """The referrer's own referral if it waits for something from them, else None."""
    mine = [own for own in own_referrals(asker) if own.contact == contact]
    return mine[0] if mine and mine[0].wants_answer_by else None


@dataclass(frozen=True)
class Telling:
    """One reply as staff read it: `waits_until` while it can still be undone."""

    contact: uuid.UUID
    said: Said
    waits_until: datetime | None


def words_sent(asker: Asker, contacts: Collection[uuid.UUID], now: datetime) -> list[Telling]:
    """Every word that the senders of these contacts can read or soon will, oldest first: one query.

    For staff who may see the request; what was taken back is not there.
    """
    taken_back = ReplyTakenBack.objects.filter(reply=OuterRef("id"))
    rows = Reply.objects.filter(contact_number__in=contacts).exclude(Exists(taken_back)).order_by("at", "id")
    return [
        Telling(row.contact_number, _said(row), row.shown_from if row.shown_from and row.shown_from > now else None)
        for row in rows
    ]
