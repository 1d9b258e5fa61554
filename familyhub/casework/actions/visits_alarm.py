"""Nobody has checked out in time: the coordinator is told, then whoever is next, until somebody looks after it.

Every call is a row, and the next is reckoned from the rows alone: a worker process that died in between neither skips
nor repeats one. What is sent names nobody and no place.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from familyhub.accounts import queries as accounts
from familyhub.accounts.queries.telling import leads_over
from familyhub.casework.actions.finding import NotThere, refuse
from familyhub.casework.events.visits import VisitAlarmCalled, VisitAlarmEnded, VisitAlarmRaised, VisitAlarmTaken
from familyhub.casework.local.visits import margins
from familyhub.casework.models import AlarmCall, Visit, VisitAlarm
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.policy import visits as visits_policy
from familyhub.casework.terms.visits import AlarmEnd, VisitState
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.messages import actions as messages
from familyhub.messages.terms import Way
from familyhub.referrals.duty_list import on_duty
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

NOBODY = "Nobody: no coordinator, manager or duty post is filled"


@transaction.atomic
def raise_alarm(*, visit: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID | None:
    """Ring, if it is time; the alarm's number when it rang. By the system; safe to repeat."""
    row = Visit.objects.select_for_update(of=("self",)).filter(id=visit).first()
    if row is None or row.state != VisitState.PLANNED.value or row.alarmed_at is not None:
        return None
    missing = list(row.goers.filter(out_at__isnull=True).order_by("id").values_list("staff", "in_at"))
    due = visits_policy.alarm_at(row.ends_at, margins(settings.ENVIRONMENT.authority).alarm_minutes)
    if not missing or at < due:
        return None
    Visit.objects.filter(id=row.id).update(alarmed_at=at)
    alarm = VisitAlarm(
        id=uuid.uuid4(),
        fence=uuid.uuid4(),
        visit=row.id,
        team_id=row.team_id,
        missing=[staff for staff, _ in missing],
        expected_at=row.ends_at,
        is_in=any(in_at for _, in_at in missing),
        raised_at=at,
    )
    alarm.save(force_insert=True)
    grants.grant([row.team_id, *alarm.missing], [alarm.fence], because=_because(alarm))
    names = accounts.names_of_staff(alarm.missing)
    who = " and ".join(names[one] for one in alarm.missing)
    events.record(VisitAlarmRaised(fence=alarm.fence, about=alarm.id, worker=who), by=by, at=at)
    task = work.NewTask(
        holder=row.team_id,
        fence=alarm.fence,
        about_kind="casework.alarm",
        about=alarm.id,
        words=f"{who[:120]} has not checked out of a visit: find out if all is well",
        due_at=at,
    )
    work.open_task(task, by=by, at=at)
    _call(alarm, [], by, at)
    return alarm.id


def _because(alarm: VisitAlarm) -> str:
    return f"visit alarm {alarm.id}"


@transaction.atomic
def call_next(*, alarm: uuid.UUID, by: Asker, at: datetime) -> bool:
    """Tell whoever is next, if it is time; True when somebody was told. By the system; safe to repeat."""
    row = VisitAlarm.objects.select_for_update(of=("self",)).filter(id=alarm).first()
    if row is None or row.ended_at is not None or row.taken_at is not None:
        return False
    calls = list(row.calls.order_by("number"))
    minutes = margins(settings.ENVIRONMENT.authority).call_minutes
    if at < visits_policy.next_call_at([one.at for one in calls], row.raised_at, minutes):
        return False
    _call(row, calls, by, at)
    return True


def _call(row: VisitAlarm, calls: list[AlarmCall], by: Asker, at: datetime) -> None:
    """Whoever leads the team, then whoever leads the team above it, then the duty list; never who is missing."""
    listed = [*leads_over(row.team_id, day_of(at)), *on_duty(at)]
    listed = [one for one in dict.fromkeys(listed) if one not in row.missing]
    staff = visits_policy.next_to_call(listed, [one.staff_id for one in calls])
    person = accounts.work_contacts([staff]).get(staff) if staff else None
    name = person.name if person else NOBODY
    AlarmCall(
        fence=row.fence,
        alarm=row,
        number=len(calls) + 1,
        staff_id=staff if person else None,
        staff_name=name,
        at=at,
    ).save(force_insert=True)
    if person:
        grants.grant([person.id], [row.fence], because=_because(row))
        _send(row, person.email, Way.EMAIL, by, at)
        _send(row, person.work_mobile, Way.TEXT, by, at)
    events.record(VisitAlarmCalled(fence=row.fence, about=row.id, who=name), by=by, at=at)


def _send(row: VisitAlarm, to: str, way: Way, by: Asker, at: datetime) -> None:
    if to:
        new = messages.NewMessage(
            letter="visit_alarm",
            fence=row.fence,
            about_kind="casework.alarm",
            about=row.id,
            to_address=to,
            way=way,
            values={"link": f"/visits/alarms/{row.id}/"},
        )
        messages.send(new, by=by, at=at)


def _open(alarm: uuid.UUID) -> VisitAlarm:
    row: VisitAlarm | None = VisitAlarm.objects.select_for_update(of=("self",)).filter(id=alarm).first()
    if row is None:
        raise NotThere(str(alarm))
    return row


@transaction.atomic
def take_alarm(*, alarm: uuid.UUID, by: Asker, at: datetime) -> None:
    """ "I look after it": nobody else is called. The first who says so stands. Errors: NotThere, Refused."""
    row = _open(alarm)
    refuse("Whoever is missing cannot look after it: check out instead" if by.number in row.missing else "")
    if row.taken_at is None and row.ended_at is None:
        values = {"taken_at": at, "taken_by": by.number, "taken_by_name": by.name}
        VisitAlarm.objects.filter(id=row.id).update(**values)
        events.record(VisitAlarmTaken(fence=row.fence, about=row.id), by=by, at=at)


@transaction.atomic
def end_alarm(*, alarm: uuid.UUID, end: AlarmEnd, words: str, by: Asker, at: datetime) -> None:
    """What became of it. Errors: NotThere, Refused."""
    row = _open(alarm)
    refuse("Whoever is missing cannot end it: check out instead" if by.number in row.missing else "")
    refuse("This alarm is over already" if row.ended_at else "")
    refuse(plan_policy.text_problem(words, "Say how you know"), "words")
    _end(row, end, words.strip(), by, at)


def _end(row: VisitAlarm, end: AlarmEnd, words: str, by: Asker, at: datetime) -> None:
    values = {"ended_at": at, "ended_by_name": by.name, "end": end.value, "words": words}
    if VisitAlarm.objects.filter(id=row.id, ended_at__isnull=True).update(**values) != 1:
        raise NotThere(str(row.id))
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    events.record(VisitAlarmEnded(fence=row.fence, about=row.id, end=end.value), by=by, at=at)


def end_by_check_out(visit: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """Everybody who went is out: nobody is missing any more."""
    row = VisitAlarm.objects.select_for_update(of=("self",)).filter(visit=visit, ended_at__isnull=True).first()
    if row is not None:
        _end(row, AlarmEnd.CHECKED_OUT, "", by, at)
