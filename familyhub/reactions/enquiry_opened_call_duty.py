"""When a MASH enquiry is opened, the first post on the duty list is told at once; the worker calls the next in time."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.mash import call_next
from familyhub.referrals.events.requests import EnquiryOpened

ON = EnquiryOpened
WHEN = When.LATER


def react(event: EnquiryOpened, *, by: Asker, at: datetime) -> None:
    """Safe to repeat: the next call is reckoned from the calls that were made."""
    call_next(enquiry=uuid.UUID(event.enquiry), by=by, at=at)
