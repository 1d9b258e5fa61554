"""Tasks of the asker and of their teams."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.referrals.queries import mash
from familyhub.referrals.terms.mash import BEING_LOOKED_AT
from familyhub.web.tray.lines import Line, address_of
from familyhub.work import queries

TITLE = "To do"
ORDER = 10


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries; overdue first. Nothing is done meanwhile about a request that the front door holds."""
    tasks = queries.tray_for(asker, now)
    held = mash.held_among([task.about for task in tasks if task.about_kind == "referrals.request"])
    return [
        Line(
            title=task.words,
            href=address_of(task.about_kind, task.about),
            due_at=task.due_at,
            kind="task",
            words=BEING_LOOKED_AT if task.about in held else "For you" if task.is_own else "For the team",
            is_overdue=task.is_overdue,
        )
        for task in tasks
    ]
