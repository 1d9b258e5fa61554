"""When a sender adds to what they sent, it reaches whoever has the request; a worry escalates it at once."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_sender import take_addition
from familyhub.referrals.events.allocation import ContactAmended

ON = ContactAmended
WHEN = When.LATER


def react(event: ContactAmended, *, by: Asker, at: datetime) -> None:
    """The sender may not see the request; the system may."""
    take_addition(addition=uuid.UUID(event.addition), by=by, at=at)
