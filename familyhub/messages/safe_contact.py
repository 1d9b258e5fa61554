"""Asking people's safe-contact rules. What cannot be asked is unknown, and unknown is not allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.messages.terms import ContactRule, Way


def contact_rule(record: UUID, way: Way, address: str, at: datetime) -> ContactRule:
    """What the person's rules say now. `settings.SAFE_CONTACT` names the question's home: (record, way, address, at)
    answered by one of the codes of `ContactRule`.
    """
    try:
        ask: Callable[..., str] = import_string(settings.SAFE_CONTACT)
    except ImportError:
        return ContactRule.UNKNOWN
    answer = ask(record=record, way=way.value, address=address, at=at)
    return ContactRule(answer) if answer in set(ContactRule) else ContactRule.UNKNOWN
