"""By which other ways a message could reach its reader. Safe-contact rules are asked now, and again at sending."""

from __future__ import annotations

from datetime import datetime

from familyhub.accounts import queries as accounts
from familyhub.messages import letter_shelf, policy
from familyhub.messages.models import Message
from familyhub.messages.safe_contact import reachable
from familyhub.messages.terms import Audience, ContactRule, Way

SAFE = frozenset({ContactRule.ALLOWED, ContactRule.OUTSIDE_HOURS})


def ways_left(row: Message, at: datetime) -> dict[Way, str]:
    """Other ways for this message, each with where to ("" to a person: it goes where the rules say)."""
    audience = Audience(row.audience)
    others = [way for way in letter_shelf.letter(row.letter).WAYS if way.value != row.way]
    if audience is Audience.PERSON:
        return {way: "" for way in others if _is_safe(row, way, at)}
    if audience is Audience.STAFF:
        person = accounts.work_contact_at(row.to_address)
        known = {Way.EMAIL: person.email, Way.TEXT: person.work_mobile} if person else {}
        return {way: known[way] for way in others if known.get(way)}
    return {}


def _is_safe(row: Message, way: Way, at: datetime) -> bool:
    if row.person_record is None:
        return False
    safe = reachable(row.person_record, way, at)
    return safe.rule in SAFE and policy.by_contact_rule(safe, "", way).ok
