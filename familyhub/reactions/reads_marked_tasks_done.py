"""When a line was settled, or all of a week, nobody needs to look at it any more."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.sharing.events import ReadsMarked
from familyhub.sharing.policy.reads import is_settled
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ON = ReadsMarked
WHEN = When.NOW


def react(event: ReadsMarked, *, by: Asker, at: datetime) -> None:
    """What is still to be looked into stays."""
    if is_settled(event.outcome):
        work.close_all_about(about=event.about, because=DoneBecause.DONE, by=by, at=at)
    if event.is_week_over:
        work.close_all_about(about=uuid.UUID(event.week), because=DoneBecause.DONE, by=by, at=at)
