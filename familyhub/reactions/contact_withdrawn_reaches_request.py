"""When a sender takes back what they sent, the request ends only if nobody else asked and nobody is worried."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_sender import take_withdrawal
from familyhub.referrals.events.allocation import ContactWithdrawn

ON = ContactWithdrawn
WHEN = When.LATER


def react(event: ContactWithdrawn, *, by: Asker, at: datetime) -> None:
    """The sender may not see the request; the system may."""
    take_withdrawal(withdrawal=uuid.UUID(event.withdrawal), by=by, at=at)
