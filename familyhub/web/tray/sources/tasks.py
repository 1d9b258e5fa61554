"""Tasks of the asker and of their teams."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line, address_of
from familyhub.work import queries

TITLE = "To do"
ORDER = 10


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query; overdue first."""
    return [
        Line(
            title=task.words,
            href=address_of(task.about_kind, task.about),
            due_at=task.due_at,
            kind="task",
            words="For you" if task.is_own else "For the team",
            is_overdue=task.is_overdue,
        )
        for task in queries.tray_for(asker, now)
    ]
