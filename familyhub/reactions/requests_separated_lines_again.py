"""When a request that the desk had taken over is one of its own again, its neutral lines stand in its place."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions import desk
from familyhub.referrals.events.requests import RequestsSeparated

ON = RequestsSeparated
WHEN = When.LATER


def react(event: RequestsSeparated, *, by: Asker, at: datetime) -> None:
    """By the system: a line against one officer is seen by nobody else."""
    desk.lines_again(event.about)
