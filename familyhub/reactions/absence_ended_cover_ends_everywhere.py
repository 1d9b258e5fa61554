"""When somebody is back, every grant that their cover was given ends, whatever became of the requests."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.events import AbsenceEnded
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_sight import end_cover_everywhere

ON = AbsenceEnded
WHEN = When.LATER


def react(event: AbsenceEnded, *, by: Asker, at: datetime) -> None:
    """By the system."""
    end_cover_everywhere(absence=uuid.UUID(event.absence))
