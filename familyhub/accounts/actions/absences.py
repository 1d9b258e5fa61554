"""Writes of absences: who is away, from when to when, and who covers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from familyhub.accounts import events, policy
from familyhub.accounts.models import Absence, Staff
from familyhub.accounts.terms import AbsenceKind
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.core.events import record


class AbsenceRefused(Exception):
    """It cannot be recorded so; the text says why."""


@dataclass(frozen=True)
class NewAbsence:
    """Who is away, both days included; `last_day` None: nobody knows yet."""

    staff: uuid.UUID
    kind: AbsenceKind
    first_day: date
    last_day: date | None = None
    cover: uuid.UUID | None = None


def record_absence(*, new: NewAbsence, by: Asker, at: datetime) -> uuid.UUID:
    """Somebody is or will be away; returns the absence's number. Errors: AbsenceRefused."""
    problem = policy.absence_problem(new.staff, new.cover, new.first_day, new.last_day)
    if problem:
        raise AbsenceRefused(problem)
    recorder = by.number if by.number and Staff.objects.filter(id=by.number).exists() else None
    row = Absence(
        id=uuid.uuid4(),
        staff_id=new.staff,
        kind=new.kind.value,
        valid_from=new.first_day,
        valid_to=new.last_day + timedelta(days=1) if new.last_day else None,
        cover_id=new.cover,
        recorded_by_id=recorder,
        recorded_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AbsenceRefused("These days overlap with others that are recorded already") from error
    fact = events.AbsenceRecorded(
        fence=new.staff,
        about=new.staff,
        absence=str(row.id),
        first_day=new.first_day.isoformat(),
        last_day=new.last_day.isoformat() if new.last_day else "",
    )
    record(fact, by=by, at=at)
    return row.id


def end_absence(*, absence: uuid.UUID, by: Asker, at: datetime) -> bool:
    """They are back from today, or do not go. False when it had ended already."""
    row = Absence.objects.select_for_update().filter(id=absence).first()
    today = day_of(at)
    if row is None or (row.valid_to is not None and row.valid_to <= max(today, row.valid_from)):
        return False
    Absence.objects.filter(id=absence).update(valid_to=max(today, row.valid_from))
    record(events.AbsenceEnded(fence=row.staff_id, about=row.staff_id, absence=str(absence)), by=by, at=at)
    return True
