"""When a request of the desk's went into the MASH lane again, the neutral lines stand in its place again."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions import desk
from familyhub.referrals.events.allocation import RequestEscalated

ON = RequestEscalated
WHEN = When.LATER


def react(event: RequestEscalated, *, by: Asker, at: datetime) -> None:
    """By the system: a line against one officer is seen by nobody else. Nothing happens where there was none."""
    desk.lines_again(event.about)
