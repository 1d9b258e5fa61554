"""When a decision on a request that the desk had taken over is undone, the neutral lines stand in its place again."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions import desk
from familyhub.referrals.events.requests import DecisionUndone

ON = DecisionUndone
WHEN = When.LATER


def react(event: DecisionUndone, *, by: Asker, at: datetime) -> None:
    """By the system: a line against one officer is seen by nobody else."""
    desk.lines_again(event.about)
