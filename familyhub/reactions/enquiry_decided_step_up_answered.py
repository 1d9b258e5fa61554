"""When a MASH enquiry is decided, a case that stepped up closes, or goes on where it stays early help."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.sending_on import enquiry_answered
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.events.mash import EnquiryDecided
from familyhub.referrals.terms.requests import EnquiryOutcome

ON = EnquiryDecided
WHEN = When.LATER


def react(event: EnquiryDecided, *, by: Asker, at: datetime) -> None:
    """By the system: whoever decides sees no case, and the team reads the answer and nothing of the enquiry."""
    if event.about:
        enquiry_answered(request=event.about, outcome=EnquiryOutcome(event.outcome), by=by, at=at)
