"""What a sender can read: the replies in their own compartment, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker, Kind
from familyhub.core.compiled import compiled
from familyhub.referrals.models import Contact, Reply, ReplyTakenBack, SentBy
from familyhub.referrals.terms.requests import SELF_WORDS, SENDER_WORDS, Agreement, SenderWord

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


@dataclass(frozen=True)
class TeamReferral:
    """A referral of somebody in the team whose shared mailbox asks: the words said to them, newest first."""

    reference: str
    sender: str
    sent_at: datetime
    said: list[Said]


def team_referrals(asker: Asker) -> list[TeamReferral]:
    """What was said to those who named this mailbox as their team's, newest first, at most 100; the words alone."""
    names = accounts.sharing_with(asker.number) if asker.number else {}
    if not names:
        return []
    sent = list(SentBy.objects.filter(referrer__in=list(names)).order_by("-sent_at")[:MOST])
    said: dict[uuid.UUID, list[Said]] = {}
    for reply in shown(timezone.now()).filter(fence__in=[row.fence for row in sent]).order_by("-at"):
        said.setdefault(reply.fence, []).append(_said(reply, SENDER_WORDS))
    return [
        TeamReferral(row.reference, names[row.referrer], row.sent_at, said[row.fence])
        for row in sent
        if row.fence in said
    ]


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
    return [_telling(row, now) for row in _replies_to(Listed(contacts))]


@compiled
def _replies_to(contacts: Listed) -> QuerySet[Reply]:
    taken_back = ReplyTakenBack.objects.filter(reply=OuterRef("id"))
    theirs = Contact.objects.filter(id__among=contacts)
    agreement = theirs.filter(id=OuterRef("contact_number")).values("agreement")[:1]
    rows = Reply.objects.filter(fence__in=theirs.values("reply_fence"), contact_number__among=contacts)
    return rows.exclude(Exists(taken_back)).annotate(agreement=Subquery(agreement)).order_by("at", "id")


def _telling(row: Any, now: datetime) -> Telling:
    waits = row.shown_from if row.shown_from and row.shown_from > now else None
    words = SELF_WORDS if row.agreement == Agreement.SELF.value else SENDER_WORDS
    return Telling(row.contact_number, _said(row, words), waits)
