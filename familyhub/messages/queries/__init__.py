"""Reads of messages."""

from __future__ import annotations

from familyhub.messages.queries.dead import (
    DeadLetter,
    DeadPage,
    StepLine,
    WholeLetter,
    count_dead,
    dead_letter,
    dead_letters,
)
from familyhub.messages.queries.lists import (
    MessageLine,
    due,
    followed,
    messages_about,
    sent_between,
    waiting,
    withheld,
    written_about,
)
from familyhub.messages.queries.receipts import Receipt, sent_and_withheld

__all__ = [
    "sent_between",
    "DeadLetter",
    "DeadPage",
    "MessageLine",
    "Receipt",
    "StepLine",
    "WholeLetter",
    "count_dead",
    "dead_letter",
    "dead_letters",
    "due",
    "followed",
    "messages_about",
    "sent_and_withheld",
    "waiting",
    "withheld",
    "written_about",
]
