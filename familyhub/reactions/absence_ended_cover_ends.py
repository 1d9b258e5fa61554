"""When somebody is back, whoever covered sees nothing more of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.events import AbsenceEnded
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_sight import end_cover

ON = AbsenceEnded
WHEN = When.NOW


def react(event: AbsenceEnded, *, by: Asker, at: datetime) -> None:
    """At once, as far as whoever ends it sees."""
    end_cover(absence=uuid.UUID(event.absence), by=by)
