"""When opening a record was reviewed, nobody needs to look at it any more."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.sharing.events import AccessReviewed
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ON = AccessReviewed
WHEN = When.NOW


def react(event: AccessReviewed, *, by: Asker, at: datetime) -> None:
    """Where more was asked, the tasks stay."""
    if event.is_over:
        work.close_all_about(about=event.about, because=DoneBecause.DONE, by=by, at=at)
