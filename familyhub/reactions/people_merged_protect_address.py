"""When two were found to be one, an address that is protected on one record is protected on the other too."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.people.events import PeopleMerged

ON = PeopleMerged
WHEN = When.LATER


def react(event: PeopleMerged, *, by: Asker, at: datetime) -> None:
    """Whoever merged them may not see that it is protected; the system does. Safe to repeat."""
    people.protect_alike(merge=uuid.UUID(event.merge), by=by, at=at)
