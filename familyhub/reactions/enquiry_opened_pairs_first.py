"""When a MASH enquiry is opened, undecided pairs about the people in it stand first on the bench."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.referrals.belonging import records_of
from familyhub.referrals.events.requests import EnquiryOpened

ON = EnquiryOpened
WHEN = When.LATER


def react(event: EnquiryOpened, *, by: Asker, at: datetime) -> None:
    """So that a worry on one record is not missed on the other."""
    people.put_first(records=records_of(event.about))
