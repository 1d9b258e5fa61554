"""When a request has left the front door, the neutral lines that stood in its place end."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions import desk
from familyhub.referrals.events.requests import RequestDecided
from familyhub.referrals.terms.requests import Outcome

ON = RequestDecided
WHEN = When.LATER


def react(event: RequestDecided, *, by: Asker, at: datetime) -> None:
    """By the system: a line against one officer is seen by nobody else."""
    if event.outcome != Outcome.TO_MASH.value:
        desk.end_lines_of_decided(event.about)
