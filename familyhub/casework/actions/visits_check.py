"""Whoever goes checks in at the door and out afterwards; without a signal the device keeps the moment."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from familyhub.casework.actions.finding import Refused, refuse
from familyhub.casework.actions.looked_at import check_released
from familyhub.casework.actions.plan_tasks import reference_of
from familyhub.casework.actions.visits import at_hand, store
from familyhub.casework.actions.visits_alarm import end_by_check_out
from familyhub.casework.models import Visit, VisitGoer
from familyhub.casework.policy import visits as visits_policy
from familyhub.casework.terms.visits import VisitState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work

LONGER = timedelta(minutes=30)


@dataclass(frozen=True)
class Kept:
    """A moment that a device kept: what its clock showed then, what it shows now, and when it took the visit along."""

    said: datetime
    device_now: datetime
    taken_at: datetime


def _moment(kept: Kept | None, at: datetime) -> visits_policy.Told:
    if kept is None:
        return visits_policy.Told(at, is_doubtful=False)
    return visits_policy.moment_told(kept.said, kept.device_now, at, kept.taken_at)


def _goer(row: Visit, by: Asker) -> VisitGoer | None:
    found: VisitGoer | None = row.goers.filter(staff=by.number).first()
    return found


def _goers(row: Visit, by: Asker, both: bool) -> QuerySet[VisitGoer]:
    return row.goers.all() if both else row.goers.filter(staff=by.number)


@transaction.atomic
def check_in(*, visit: uuid.UUID, by: Asker, at: datetime, both: bool = False, kept: Kept | None = None) -> None:
    """At the door. `both`: the colleague who goes along too. Errors: NotThere, Refused.

    A moment that a device kept has been: it is stored also where the family is held since.
    """
    row = at_hand(visit)
    if kept is None:
        check_released(row.case)
    told, goer = _moment(kept, at), _goer(row, by)
    problem = visits_policy.check_in_problem(
        goes=goer is not None,
        state=VisitState(row.state),
        starts_at=row.starts_at,
        is_in=bool(goer and goer.in_at),
        now=told.at,
    )
    refuse(problem)
    _goers(row, by, both).filter(in_at__isnull=True).update(in_at=told.at, is_doubtful=told.is_doubtful)
    store(row)


@transaction.atomic
def check_out(*, visit: uuid.UUID, by: Asker, at: datetime, both: bool = False, kept: Kept | None = None) -> None:
    """Out, and safe. With the last who goes the visit is over, and is to be written up. Errors: NotThere, Refused."""
    row = at_hand(visit)
    told, goer = _moment(kept, at), _goer(row, by)
    is_in, is_out = bool(goer and goer.in_at), bool(goer and goer.out_at)
    refuse(visits_policy.check_out_problem(goes=goer is not None, is_in=is_in, is_out=is_out))
    for one in _goers(row, by, both).filter(in_at__isnull=False, out_at__isnull=True):
        moment = max(told.at, one.in_at or told.at)
        doubtful = one.is_doubtful or told.is_doubtful
        VisitGoer.objects.filter(id=one.id).update(out_at=moment, is_on=False, is_doubtful=doubtful)
    store(row)
    if not row.goers.filter(out_at__isnull=True).exists():
        finish(row, by, at)


def finish(row: Visit, by: Asker, at: datetime) -> None:
    """Nobody is there any more: the alarm ends, and whoever went has it to write up."""
    Visit.objects.filter(id=row.id).update(state=VisitState.OVER.value)
    row.goers.update(is_on=False)
    end_by_check_out(row.id, by=by, at=at)
    if row.written_at is None and row.state == VisitState.PLANNED.value and by.number:
        task = work.NewTask(
            holder=by.number,
            fence=row.fence,
            about_kind="casework.visit",
            about=row.id,
            words=f"Write up the visit: family of {reference_of(row.case)}",
            due_at=end_of_day(day_of(at)),
        )
        work.open_task(task, by=by, at=at)


@transaction.atomic
def stay_longer(*, visit: uuid.UUID, by: Asker, at: datetime) -> None:
    """Half an hour longer than planned, said before the alarm rings. Errors: NotThere, Refused."""
    row = at_hand(visit)
    refuse("" if _goer(row, by) else "Only those who go can stay longer")
    refuse("" if row.state == VisitState.PLANNED.value else "This visit is over or was cancelled")
    refuse("The alarm has rung: check out, or tell whoever looks after it" if row.alarmed_at else "")
    until = max(row.ends_at, at) + LONGER
    try:
        with transaction.atomic():
            row.goers.filter(is_on=True).update(ends_at=until)
    except IntegrityError as taken:
        raise Refused("Another visit begins before that: change it first") from taken
    store(row, ends_at=until)
