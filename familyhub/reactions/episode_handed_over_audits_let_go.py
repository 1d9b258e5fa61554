"""When a family is handed over, an audit that waits for somebody who does not see it any more is set aside."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.events.episodes import EpisodeHandedOver
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.workforce.actions import let_go_of_audits

ON = EpisodeHandedOver
WHEN = When.LATER


def react(event: EpisodeHandedOver, *, by: Asker, at: datetime) -> None:
    """Whoever hands over may not see the audit; the system does."""
    let_go_of_audits(case=event.fence, by=by, at=at)
