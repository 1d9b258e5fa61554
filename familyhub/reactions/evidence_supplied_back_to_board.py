"""When a sender gave what was missing, the request comes back to the board."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals import actions
from familyhub.referrals.events.requests import EvidenceSupplied

ON = EvidenceSupplied
WHEN = When.LATER


def react(event: EvidenceSupplied, *, by: Asker, at: datetime) -> None:
    """The sender may not see the request; the system may."""
    actions.take_answer(contact=uuid.UUID(event.contact), by=by, at=at)
