"""What was sent about some objects, and what was withheld and why: for a request's page and for the printed day."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.messages import letter_shelf, policy
from familyhub.messages.models import Message
from familyhub.messages.permissions import SEE_MESSAGES
from familyhub.messages.terms import (
    ARRIVAL_WORDS,
    AUDIENCE_WORDS,
    STATE_WORDS,
    WAY_WORDS,
    Arrival,
    Audience,
    State,
    Way,
)

MOST = 200
ENDED = {State.SENT: "sent", State.WITHHELD: "withheld", State.DEAD: "failed", State.SET_ASIDE: "failed"}


@dataclass(frozen=True)
class Receipt:
    """One message in words. `end` is sent, withheld, failed or waiting; `to` is masked, and empty for a person."""

    about: uuid.UUID
    at: datetime
    letter: str
    title: str
    way: str
    to_whom: str
    to: str
    end: str
    words: str
    reason: str


def sent_and_withheld(asker: Asker, about_kind: str, abouts: Sequence[uuid.UUID]) -> list[Receipt]:
    """The messages about these objects that this asker may see, oldest first, at most 200: one query."""
    if not asker.may(SEE_MESSAGES.code) or not abouts:
        return []
    rows = Message.objects.filter(about__in=list(abouts), about_kind=about_kind).order_by("made_at", "id")[:MOST]
    return [_receipt(row) for row in rows]


def _receipt(row: Message) -> Receipt:
    state, way, audience = State(row.state), Way(row.way), Audience(row.audience)
    arrived = ARRIVAL_WORDS[Arrival(row.arrival)] if state is State.SENT else ""
    return Receipt(
        about=row.about,
        at=row.sent_at or row.made_at,
        letter=row.letter,
        title=letter_shelf.letter(row.letter).TITLE,
        way=WAY_WORDS[way],
        to_whom=AUDIENCE_WORDS[audience],
        to="" if audience is Audience.PERSON else policy.masked(way, row.to_address),
        end=ENDED.get(state, "waiting"),
        words=arrived or STATE_WORDS[state],
        reason=row.reason,
    )
