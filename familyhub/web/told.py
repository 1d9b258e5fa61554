"""What happened, as the timeline of a page draws it."""

from __future__ import annotations

from typing import Any

from familyhub.core.events import Told


def line_of(told: Told) -> dict[str, Any]:
    """One entry: dated by when it happened, with the day on which it was recorded where that is another."""
    return {
        "title": told.sentence,
        "when": told.when,
        "is_day": told.by_day,
        "recorded": told.recorded_at,
        "by": told.by,
    }
