"""When a family is handed over, the assessment that waits for a signature or for a partner goes along."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.assessing_end import follow
from familyhub.casework.events.episodes import EpisodeHandedOver
from familyhub.core.asker import Asker
from familyhub.core.reactions import When

ON = EpisodeHandedOver
WHEN = When.NOW


def react(event: EpisodeHandedOver, *, by: Asker, at: datetime) -> None:
    """While whoever hands over still sees the case."""
    follow(episode=event.about, by=by, at=at)
