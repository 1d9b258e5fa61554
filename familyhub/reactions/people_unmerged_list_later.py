"""When people were separated, what was recorded while they were one is listed for somebody to look at."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.people.events import PeopleUnmerged

ON = PeopleUnmerged
WHEN = When.LATER


def react(event: PeopleUnmerged, *, by: Asker, at: datetime) -> None:
    """Each item went with its record; whoever separated them does not see all of it, the system does."""
    people.list_later(merge=uuid.UUID(event.merge), at=at)
