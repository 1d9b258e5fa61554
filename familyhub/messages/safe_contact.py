"""Asking people's safe-contact rules. What cannot be asked is unknown, and unknown is not allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.messages.terms import ContactRule, Way
from familyhub.people import queries as people
from familyhub.people.terms import Way as PeoplesWay

WAYS = {Way.EMAIL: PeoplesWay.EMAIL, Way.TEXT: PeoplesWay.TEXT, Way.LETTER: PeoplesWay.POST}


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


def ask_people(*, record: UUID, way: str, address: str, at: datetime) -> ContactRule:
    """The rules kept in people: allowed only for the very address that may be used this way at this hour."""
    answer = people.may_contact(record, WAYS[Way(way)], at)
    if answer.allowed:
        return ContactRule.ALLOWED if answer.to == address else ContactRule.FORBIDDEN
    return ContactRule.UNKNOWN if answer.reason.endswith("unknown") else ContactRule.FORBIDDEN
