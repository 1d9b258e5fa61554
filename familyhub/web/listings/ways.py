"""The rooms of the directory that editors go between, with how much waits in each."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from familyhub.core.asker import Asker
from familyhub.directory import queries

WAYS = (
    ("listings:desk", "Listings"),
    ("listings:changes", "Changes that wait"),
    ("listings:feedback", "What people told us"),
    ("listings:readings", "Feeds"),
    ("listings:offer", "Core offer"),
)


def ways(asker: Asker, current: str) -> list[dict[str, Any]]:
    """For `sub_navigation`. Two questions."""
    waits = {"listings:changes": queries.changes_waiting(asker), "listings:feedback": queries.feedback_waiting(asker)}
    return [
        {
            "text": f"{text} ({waits[name]:,})" if waits.get(name) else text,
            "href": reverse(name),
            "current": name == current,
        }
        for name, text in WAYS
    ]
