"""When somebody will be away, whoever covers sees the families whom they work with for those days."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.events import AbsenceRecorded
from familyhub.casework import actions as casework
from familyhub.core.asker import Asker
from familyhub.core.reactions import When

ON = AbsenceRecorded
WHEN = When.LATER


def react(event: AbsenceRecorded, *, by: Asker, at: datetime) -> None:
    """By the system: whoever records it may not see all of them. The grants end with the absence, as all of a cover."""
    casework.let_cover(absence=uuid.UUID(event.absence), by=by, at=at)
