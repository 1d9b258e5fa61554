"""One line of a message's history, and the event that tells of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.messages import letter_shelf
from familyhub.messages.events import MessageDelivered, MessageGivenUp, MessageSent, MessageWithheld
from familyhub.messages.models import Attempt, Message
from familyhub.messages.terms import State, Step


@dataclass(frozen=True)
class End:
    """How a try ended; `is_everywhere`: nothing else by this way would go either. `carrier` and `number` say who took
    it and what they call it.
    """

    step: Step
    detail: str
    is_everywhere: bool = False
    carrier: str = ""
    number: str = ""


def note(row: Message, end: End, at: datetime, is_repeat: bool = False) -> None:
    """Add the line."""
    Attempt(
        id=uuid.uuid4(),
        fence=row.fence,
        wide=row.wide,
        message=row,
        number=row.tries,
        step=end.step.value,
        at=at,
        detail=end.detail[:200],
        is_repeat=is_repeat,
    ).save(force_insert=True)


def facts_of(row: Message) -> dict[str, Any]:
    """What every event of this message says."""
    return {
        "fence": row.fence,
        "about": row.about,
        "letter": row.letter,
        "title": letter_shelf.letter(row.letter).TITLE,
        "audience": row.audience,
        "way": row.way,
    }


def tell(row: Message, state: State, end: End, by: Asker, at: datetime) -> None:
    """The event that this state asks for; none where the message is tried again."""
    facts = facts_of(row)
    if end.step is Step.DELIVERED:
        events.record(MessageDelivered(**facts), by=by, at=at)
    elif state is State.SENT:
        events.record(MessageSent(**facts), by=by, at=at)
    elif state is State.WITHHELD:
        events.record(MessageWithheld(**facts, reason=end.detail), by=by, at=at)
    elif state is State.DEAD:
        events.record(MessageGivenUp(**facts, tries=max(row.tries, 1), reason=end.detail), by=by, at=at)
