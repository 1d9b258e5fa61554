"""After the 14-day check: a family is named to its centre, with permission or for a recorded safeguarding reason."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts import queries as accounts
from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.development import policy
from familyhub.development.actions.centres import centres
from familyhub.development.events import CheckNotified
from familyhub.development.models import HealthNotice
from familyhub.people import actions as people
from familyhub.people import queries
from familyhub.people.queries.feeds import born_on_of, mothers_behind, protected_among
from familyhub.work import actions as work

BECAUSE = "development: named after the 14-day check"
PLAN_WITHIN = 10
WORDS = "Make the joint plan with the health visitor after the 14-day check"


def notify_check(*, record: uuid.UUID, notice: policy.Notice, by: Asker, at: datetime) -> uuid.UUID:
    """Store the notice, let the centre's team see child and mother, and give it a task to make the joint plan.

    Within 10 working days (local standard). Where no team can be told it is the front door's. Returns the notice's id.
    Errors: policy.NotAllowed, people.NoSuchPerson.
    """
    today = clocks.day_of(at)
    who = people.held_many([record])[record]
    policy.check_notice(notice, born_on_of(record), today)
    number, due = uuid.uuid4(), clocks.add_working_days(today, PLAN_WITHIN)
    HealthNotice(
        id=number,
        fence=who.person,
        record_id=record,
        plan_due_on=due,
        made_at=at,
        made_by=by.number,
        **{name: value.strip() if isinstance(value, str) else value for name, value in vars(notice).items()},
    ).save(force_insert=True)
    team = _team_for(record, at)
    if team:
        grants.grant([team], [who.person, *_mothers(record)], because=BECAUSE)
        task = work.NewTask(team, who.person, "person", who.person, WORDS, clocks.end_of_day(due))
        work.open_task(task, by=by, at=at)
    event = CheckNotified(fence=who.person, about=who.person, subjects=(who.person,), ground=notice.ground)
    events.record(event, by=by, at=at)
    return number


def _mothers(record: uuid.UUID) -> list[uuid.UUID]:
    """Her with whom the plan is made; one who is protected is not opened to a centre."""
    mothers = mothers_behind([record])
    hidden = protected_among(mothers)
    return [person for person in mothers if person not in hidden]


def _team_for(record: uuid.UUID, at: datetime) -> uuid.UUID | None:
    today = clocks.day_of(at)
    home = queries.address_for_routing(record, today)
    centre = centres([home.postcode], today).get(home.postcode) if home and not home.is_protected else None
    if centre and centre.team:
        return centre.team
    door = accounts.teams(today, "front_door")
    return door[0].id if door else None
