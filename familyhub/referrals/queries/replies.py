"""What a sender can read: the replies in their own compartment, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.accounts import queries as accounts
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
    for reply in Reply.objects.filter(fence__in=[row.fence for row in sent]).order_by("-at"):
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


def words_sent(asker: Asker, contact: uuid.UUID) -> list[Said]:
    """Every word that the sender of this contact can read, oldest first, for staff who may see the request."""
    return words_sent_to(asker, [contact])[contact]


def words_sent_to(asker: Asker, contacts: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Said]]:
    """The same of several contacts: two queries, by the compartments in which the words lie."""
    rows = list(Contact.objects.filter(id__in=contacts).values_list("id", "reply_fence", "agreement"))
    own = {number for number, _, agreement in rows if agreement == Agreement.SELF.value}
    said: dict[uuid.UUID, list[Said]] = {contact: [] for contact in contacts}
    fences = [behind for _, behind, _ in rows]
    for reply in Reply.objects.filter(fence__in=fences, contact_number__in=contacts).order_by("at"):
        words = SELF_WORDS if reply.contact_number in own else SENDER_WORDS
        said[reply.contact_number].append(_said(reply, words))
    return said
