"""Audits of one's own work that were moderated lately: to be read."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line, address_of
from familyhub.workforce import queries

TITLE = "Your work was audited"
ORDER = 40


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query at most."""
    return [
        Line(
            title=f"The work with the family of {one.reference}",
            href=address_of("workforce.audit", one.id),
            due_at=None,
            kind="request",
            words=f"{one.grade}, audited by {one.auditor}",
        )
        for one in queries.audited_lately(asker, now)
    ]
