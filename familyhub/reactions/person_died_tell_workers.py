"""When somebody has died, whoever holds open work about them has a task without a name; nobody asks about them."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework import actions as casework
from familyhub.core.asker import Asker
from familyhub.core.clocks import add_working_days, day_of, end_of_day
from familyhub.core.reactions import When
from familyhub.people.events import PersonDied
from familyhub.people.queries.deaths import dead
from familyhub.referrals.queries.about import at_work_on, fences_naming
from familyhub.work import actions as work
from familyhub.work import queries as tasks

ON = PersonDied
WHEN = When.LATER
KIND, REVIEW = "people.death", "people.death_review"
WORDS = "Somebody you work with has died: read their record before you call or write"


def react(event: PersonDied, *, by: Asker, at: datetime) -> None:
    """By the system: whoever recorded it sees nothing of the others. They themselves know."""
    found = dead(event.about) if event.about else None
    if found is None:
        return
    cases = casework.end_what_asks(person=found.person, by=by, at=at)
    fences = {*found.fences, *cases, *fences_naming(found.person)}
    held = tasks.holders_behind(fences) | casework.leads_of_person(found.person) | at_work_on(found.person)
    told = tasks.who_is_asked(found.person, kind=KIND) | tasks.who_is_asked(found.person, kind=REVIEW)
    due = end_of_day(add_working_days(day_of(at), 1))
    for holder in sorted(held - told - {found.recorded_by}, key=str):
        work.open_task(work.NewTask(holder, event.fence, KIND, found.person, WORDS, due), by=by, at=at)
