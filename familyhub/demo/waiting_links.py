"""The links in letters that wait in the demonstration's outbox. Refuses to work anywhere else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.demo.signin import NotTheDemonstration
from familyhub.messages.models import Message

SHOWN = 20
READER = uuid.UUID("5d0a7c0e-6f43-4f6e-9a58-0d6a0c5f4b11")
LINKS = ("referrer_link", "sign_in_help", "staff_invitation")


@dataclass(frozen=True)
class WaitingLink:
    """A letter with a link: to whom, which letter, the link, since when."""

    to: str
    letter: str
    link: str
    made_at: datetime


def waiting() -> list[WaitingLink]:
    """The newest letters that hold a way in. Errors: NotTheDemonstration."""
    if not settings.DEMO:
        raise NotTheDemonstration
    reader = Asker(kind=Kind.SYSTEM, number=READER, holders=frozenset({READER}), wide=frozenset({"messages"}))
    with fence.enter(reader):
        rows = Message.objects.filter(letter__in=LINKS).order_by("-made_at")[:SHOWN]
        return [WaitingLink(row.to_address, row.letter, row.values.get("link", ""), row.made_at) for row in rows]
