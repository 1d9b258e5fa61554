"""When two were found to be one and each is helped already, both teams are asked which help goes on."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework import actions as casework
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people.events import PeopleMerged

ON = PeopleMerged
WHEN = When.LATER


def react(event: PeopleMerged, *, by: Asker, at: datetime) -> None:
    """By the system, which sees both teams' help."""
    casework.ask_which_goes_on(merge=uuid.UUID(event.merge), by=by, at=at)
