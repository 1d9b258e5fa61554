"""What happened to a person, from the event record: each event tells itself."""

from __future__ import annotations

from typing import Any

from familyhub.core import events
from familyhub.people.queries import PersonPage


def entries(page: PersonPage, limit: int = 50) -> list[dict[str, Any]]:
    """Newest first, as far as the asker may read it. Events name people by person or by record."""
    told = events.timeline_of_subjects([*page.persons, *page.records], limit)
    return [{"title": one.sentence, "when": one.at, "by": one.by, "href": _address(one)} for one in told]


def _address(told: events.Told) -> str:
    """The page of what the event is about, where it has one of its own."""
    return f"/requests/{told.about}/" if told.code.startswith("referrals.request_") else ""
