"""Concerns that nobody has acknowledged: first in the tray of everybody at the front door and of managers."""

from __future__ import annotations

from datetime import datetime

from familyhub.components.words import counted
from familyhub.core.asker import Asker
from familyhub.referrals.permissions import BOARD
from familyhub.referrals.queries import mash
from familyhub.web.mash.phoning import phone_words
from familyhub.web.tray.lines import Line

TITLE = "Nobody has acknowledged"
ORDER = 1


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries at most."""
    count = mash.nobody_answered(asker, now)
    if not count:
        return []
    return [
        Line(
            title=f"Nobody has acknowledged {counted(count, 'concern')}",
            href="/mash/" if asker.may(BOARD.code) else "/mash/duty/",
            due_at=None,
            kind="concern",
            words=phone_words(),
            is_overdue=True,
        )
    ]
