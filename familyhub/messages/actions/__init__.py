"""Writes of messages: put one in the outbox, deliver it, follow it, and mend what did not arrive."""

from __future__ import annotations

from familyhub.messages.actions.delivering import DELIVERER, NOTHING_TO_DO, Delivered, deliver
from familyhub.messages.actions.following import follow
from familyhub.messages.actions.keeping_in import keep_in
from familyhub.messages.actions.mending import (
    CannotGo,
    NotGivenUp,
    send_again,
    send_another_way,
    set_aside,
)
from familyhub.messages.actions.sending import DutyCall, NewMessage, call_duty, hide, send, send_many

__all__ = [
    "DELIVERER",
    "NOTHING_TO_DO",
    "CannotGo",
    "Delivered",
    "DutyCall",
    "NewMessage",
    "NotGivenUp",
    "call_duty",
    "deliver",
    "follow",
    "hide",
    "keep_in",
    "send",
    "send_again",
    "send_another_way",
    "send_many",
    "set_aside",
]
