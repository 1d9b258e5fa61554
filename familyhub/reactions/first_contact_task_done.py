"""When the family was reached, the worker's task is done."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.events.requests import FirstContactMade
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ON = FirstContactMade
WHEN = When.NOW


def react(event: FirstContactMade, *, by: Asker, at: datetime) -> None:
    """The task was to accept and to reach the family."""
    work.close_all_about(about=event.about, because=DoneBecause.DONE, by=by, at=at)
