"""What is asked of somebody at their account: their part in an assessment of a family that another service helps."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from familyhub.casework.queries.contributions import asked_at_account
from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line

TITLE = "Asked of you"
ORDER = 25


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries at most."""
    return [
        Line(
            title="Your part in an assessment",
            href=reverse("casework:asked_one", args=[one.id]),
            due_at=one.due_at,
            kind="contribution",
            words=f"{one.asked_by} asks",
            is_overdue=one.is_overdue,
        )
        for one in asked_at_account(asker, now)
        if one.answered_at is None
    ]
