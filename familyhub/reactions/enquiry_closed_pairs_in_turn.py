"""When a MASH enquiry is closed, pairs about people in no other open one wait in their turn again."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.referrals.belonging import records_of
from familyhub.referrals.events.mash import EnquiryClosed
from familyhub.referrals.queries.about import enquired_into

ON = EnquiryClosed
WHEN = When.LATER


def react(event: EnquiryClosed, *, by: Asker, at: datetime) -> None:
    """Another enquiry may hold them first."""
    records = records_of(event.about)
    people.put_first(records=sorted(set(records) - enquired_into(records)), is_first=False)
