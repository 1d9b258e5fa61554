"""When a family that a team helps moved away, it waits among the transfers for the other authority's receipt."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.sending_on import pass_on_moved
from familyhub.casework.events.onward import EpisodeSentOn
from familyhub.casework.terms.onward import Onward
from familyhub.core.asker import Asker
from familyhub.core.reactions import When

ON = EpisodeSentOn
WHEN = When.LATER


def react(event: EpisodeSentOn, *, by: Asker, at: datetime) -> None:
    """By the system: whoever sent it does not see what the front door has."""
    if event.kind == Onward.MOVED.value and event.about:
        pass_on_moved(episode=event.about, by=by, at=at)
