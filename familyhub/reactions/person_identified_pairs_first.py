"""When somebody in a request with an open enquiry is found or made, undecided pairs about them stand first."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.referrals.events.requests import PersonIdentified
from familyhub.referrals.queries.about import enquired_into

ON = PersonIdentified
WHEN = When.LATER


def react(event: PersonIdentified, *, by: Asker, at: datetime) -> None:
    """The enquiry may have been there before anybody knew who they are."""
    people.put_first(records=sorted(enquired_into(event.subjects)))
