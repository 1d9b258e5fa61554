"""When a contact arrived, it is joined with what is about the same child, and what an open enquiry holds is held."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.holding import place_holds
from familyhub.referrals.actions.joining import join_what_belongs
from familyhub.referrals.actions.steps import NoSuchRequest
from familyhub.referrals.events.requests import RequestReceived

ON = RequestReceived
WHEN = When.LATER


def react(event: RequestReceived, *, by: Asker, at: datetime) -> None:
    """The sender may not see what else there is; the system may."""
    try:
        whole = join_what_belongs(request=event.about, by=by, at=at)
    except NoSuchRequest:
        return  # sealed since: nothing is matched with it
    place_holds(request=whole, by=by, at=at)
