"""When a family is handed over, what its compartment has put into trays goes to whoever leads now."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.case_tasks import compartment_follows
from familyhub.casework.events.episodes import EpisodeHandedOver
from familyhub.core.asker import Asker
from familyhub.core.reactions import When

ON = EpisodeHandedOver
WHEN = When.LATER


def react(event: EpisodeHandedOver, *, by: Asker, at: datetime) -> None:
    """Whoever hands over may not see the compartment; the system does."""
    compartment_follows(episode=event.about, by=by, at=at)
