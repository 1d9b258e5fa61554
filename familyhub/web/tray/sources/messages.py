"""Messages that did not arrive, for those who may mend them: one line with how many."""

from __future__ import annotations

from datetime import datetime

from familyhub.components.words import counted
from familyhub.core.asker import Asker
from familyhub.messages import queries
from familyhub.web.tray.lines import Line

TITLE = "Messages"
ORDER = 60
MOST = 100


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query at most."""
    count = queries.count_dead(asker)
    if not count:
        return []
    words = f"{MOST} messages or more" if count >= MOST else counted(count, "message")
    return [
        Line(
            title=f"{words} did not arrive",
            href="/messages/",
            due_at=None,
            kind="message",
            words="Send again, another way, or set aside",
        )
    ]
