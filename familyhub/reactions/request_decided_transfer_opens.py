"""When the front door decides that another authority takes a request, it waits for their receipt."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_transfer import open_transfer
from familyhub.referrals.events.requests import RequestDecided
from familyhub.referrals.terms.requests import Outcome

ON = RequestDecided
WHEN = When.NOW


def react(event: RequestDecided, *, by: Asker, at: datetime) -> None:
    """The clock of one hour runs from the decision."""
    if event.outcome == Outcome.OUT_OF_AREA.value:
        open_transfer(request=event.about, by=by, at=at)
