"""When a request of the desk's was given back, the neutral lines stand in its place again."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions import desk
from familyhub.referrals.events.allocation import RequestGivenBack
from familyhub.referrals.terms.allocation import BackTo

ON = RequestGivenBack
WHEN = When.LATER


def react(event: RequestGivenBack, *, by: Asker, at: datetime) -> None:
    """By the system: a line against one officer is seen by nobody else. Nothing happens where there was none."""
    if event.to == BackTo.FRONT_DOOR.value:
        desk.lines_again(event.about)
