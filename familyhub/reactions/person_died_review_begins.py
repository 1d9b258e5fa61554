"""When a child has died, the post that begins the child death review has a task, and sees the child's record."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from familyhub.accounts.queries.holders import holders_of_roles
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import add_working_days, day_of, end_of_day
from familyhub.core.reactions import When
from familyhub.people.events import PersonDied
from familyhub.people.queries.deaths import dead
from familyhub.places.deaths import after_death
from familyhub.work import actions as work
from familyhub.work import queries as tasks

ON = PersonDied
WHEN = When.LATER
KIND = "people.death_review"
BECAUSE = "child death review"
WORDS = "Begin the child death review: a child has died"


def react(event: PersonDied, *, by: Asker, at: datetime) -> None:
    """By the system. Somebody whose age nobody knows counts as a child; where no post is configured nobody is asked."""
    role = after_death(settings.ENVIRONMENT.authority).review_role
    found = dead(event.about) if event.about and role else None
    if found is None or not found.is_child:
        return
    told = tasks.who_is_asked(found.person, kind=KIND)
    holders = [staff for staff, _ in holders_of_roles([role], day_of(at)).get(role, []) if staff not in told]
    grants.grant(holders, found.fences, because=BECAUSE)
    due = end_of_day(add_working_days(day_of(at), 1))
    for holder in holders:
        work.open_task(work.NewTask(holder, event.fence, KIND, found.person, WORDS, due), by=by, at=at)
