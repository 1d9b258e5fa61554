"""When a death was recorded by mistake, nobody is asked about it any more, and the review sees nothing of the child."""

from __future__ import annotations

from datetime import datetime

from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people.events import DeathUndone
from familyhub.people.queries.deaths import fences_of_same
from familyhub.reactions.person_died_review_begins import BECAUSE
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ON = DeathUndone
WHEN = When.LATER
KINDS = ("people.death", "people.death_review")


def react(event: DeathUndone, *, by: Asker, at: datetime) -> None:
    """By the system. Visits that were cancelled stay so: whoever was to go plans them anew."""
    fences = fences_of_same(event.fence)
    work.end_kinds(fences=fences, kinds=KINDS, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    grants.revoke(None, fences, because=BECAUSE)
