"""When two records may be one person and an open enquiry names either, the pair stands first on the bench."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.people.events import PairNoticed
from familyhub.people.queries.pairs import records_of_pair
from familyhub.referrals.queries.about import enquired_into

ON = PairNoticed
WHEN = When.LATER


def react(event: PairNoticed, *, by: Asker, at: datetime) -> None:
    """People know nothing of enquiries; the system sees both."""
    people.put_first(records=sorted(enquired_into(records_of_pair(event.about))))
