"""When a request is given to somebody who is or will be away, whoever covers sees it for those days."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.actions.allocation_sight import let_cover_one
from familyhub.referrals.events.requests import RequestGivenToWorker

ON = RequestGivenToWorker
WHEN = When.LATER


def react(event: RequestGivenToWorker, *, by: Asker, at: datetime) -> None:
    """By the system."""
    let_cover_one(request=event.about, by=by, at=at)
