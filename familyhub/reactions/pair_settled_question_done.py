"""When a pair was decided, whoever was asked about it need not answer any more."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people.events import PairSettled
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ON = PairSettled
WHEN = When.LATER


def react(event: PairSettled, *, by: Asker, at: datetime) -> None:
    """Whoever decided does not see the task of whoever was asked; the system does."""
    work.close_all_about(about=event.about, because=DoneBecause.NOT_NEEDED, by=by, at=at)
