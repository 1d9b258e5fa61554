"""Visits of families who are being looked at: to whoever would go, and to whoever leads their team."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework import queries
from familyhub.components.words import moment
from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line, address_of

TITLE = "Visits that do not take place now"
ORDER = 2


def lines(asker: Asker, now: datetime) -> list[Line]:
    """A line a visit, the earliest first."""
    return [
        Line(
            title="Your visit" if one.is_mine else f"The visit of {', '.join(one.goers)}",
            href=address_of("casework.visit", one.id),
            due_at=None,
            kind="request",
            words=f"{moment(one.starts_at)}. Being looked at with the duty manager: nobody goes until it is released",
        )
        for one in queries.held_visits(asker, now)
    ]
