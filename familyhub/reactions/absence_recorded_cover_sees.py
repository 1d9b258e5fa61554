"""When somebody will be away, whoever covers sees their requests for those days."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.events import AbsenceRecorded
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_sight import let_cover

ON = AbsenceRecorded
WHEN = When.LATER


def react(event: AbsenceRecorded, *, by: Asker, at: datetime) -> None:
    """By the system: whoever records it may not see all of them."""
    let_cover(absence=uuid.UUID(event.absence), by=by, at=at)
