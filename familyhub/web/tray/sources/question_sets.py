"""Question sets that a colleague drafted and that wait for a second person to publish them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from familyhub.casework.queries.set_drafts import to_publish
from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line

TITLE = "To publish"
ORDER = 35


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query, for those who look after the sets."""
    return [
        Line(
            title=f"{one.title}, version {one.version}",
            href=reverse("casework:set_draft", args=[one.id]),
            due_at=None,
            kind="question set",
            words=f"{one.changed_by} says that it is ready",
        )
        for one in to_publish(asker)
    ]
