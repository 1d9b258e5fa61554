"""Asking people's safe-contact rules. An answer that is not understood is unknown, and unknown is not allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.messages.policy import Reachable
from familyhub.messages.terms import ContactRule, Way

WAY_OF_PEOPLE = {Way.EMAIL: "email", Way.TEXT: "text", Way.LETTER: "post"}


class Answer(Protocol):
    """What people answers: a code of `ContactRule` as `reason`, and where to when it is allowed."""

    @property
    def allowed(self) -> bool: ...
    @property
    def reason(self) -> str: ...
    @property
    def to(self) -> str: ...


def reachable(record: UUID, way: Way, at: datetime) -> Reachable:
    """What the person's rules say at this moment. `settings.SAFE_CONTACT` names who is asked: (record, way, at).

    Errors: ImportError when nobody is there to be asked; the message then stays in the outbox.
    """
    ask: Callable[[UUID, str, datetime], Answer] = import_string(settings.SAFE_CONTACT)
    answer = ask(record, WAY_OF_PEOPLE[way], at)
    if answer.allowed:
        return Reachable(ContactRule.ALLOWED, answer.to)
    is_refusal = answer.reason in set(ContactRule) and answer.reason != ContactRule.ALLOWED
    return Reachable(ContactRule(answer.reason) if is_refusal else ContactRule.UNKNOWN)
