"""The demonstration's outbox: links in letters, and texts. Refuses to work anywhere else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.demo.signin import NotTheDemonstration
from familyhub.messages import letter_shelf
from familyhub.messages.models import Message
from familyhub.messages.terms import ALL_MESSAGES, HIDDEN, LETTERS_OF_ACCOUNTS, STATE_WORDS, State, Way

SHOWN = 20
READER = uuid.UUID("5d0a7c0e-6f43-4f6e-9a58-0d6a0c5f4b11")
WIDE = frozenset({ALL_MESSAGES, LETTERS_OF_ACCOUNTS})
LINKS: tuple[str, ...] = (
    "referrer_link",
    "referrer_team_link",
    "sign_in_help",
    "staff_invitation",
    "partner_request",
    "partner_code",
)
LINKS += ("contribution_request", "contribution_account", "listing_link", "listing_note", "listing_reminder")


@dataclass(frozen=True)
class WaitingLink:
    """A letter with a way in: to whom, what it is, the link or the code in it, what became of it, since when."""

    to: str
    title: str
    link: str
    code: str
    state: str
    made_at: datetime


@dataclass(frozen=True)
class TextMessage:
    """A text as a phone would show it: the number to which it was written, or that the person's own is used."""

    to: str
    words: str
    state: str
    made_at: datetime


def waiting() -> list[WaitingLink]:
    """The newest letters that hold a way in. Errors: NotTheDemonstration."""
    rows = _newest(WIDE | {HIDDEN}, letter__in=LINKS)  # a partner's letter says nothing of whom it is about
    return [
        WaitingLink(
            row.to_address,
            letter_shelf.letter(row.letter).TITLE,
            row.values.get("link", ""),
            "" if "link" in row.values else row.values.get("reference", ""),
            _state(row),
            row.made_at,
        )
        for row in rows
    ]


def texts() -> list[TextMessage]:
    """The newest texts, sent or not. Errors: NotTheDemonstration."""
    return [
        TextMessage(
            row.to_address or "the person’s own safe number",
            letter_shelf.write(row.letter, row.values, Way.TEXT).words,
            _state(row),
            row.made_at,
        )
        for row in _newest(WIDE, way=Way.TEXT.value)
    ]


def _state(row: Message) -> str:
    return STATE_WORDS[State(row.state)] + (f": {row.reason}" if row.reason else "")


def _newest(wide: frozenset[str], **wanted: object) -> list[Message]:
    if not settings.DEMO:
        raise NotTheDemonstration
    reader = Asker(kind=Kind.SYSTEM, number=READER, holders=frozenset({READER}), wide=wide)
    with fence.enter(reader):
        return list(Message.objects.filter(**wanted).order_by("-made_at")[:SHOWN])
