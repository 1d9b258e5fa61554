"""Supervision of a worker: which families were talked about is casework's to know, the record is workforce's."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from familyhub.casework.actions.finding import NotThere, Refused
from familyhub.casework.actions.needing import everybody_of
from familyhub.casework.actions.plan_tasks import reference_of
from familyhub.casework.events.episodes import FamilyTalkedAbout
from familyhub.casework.models import Episode
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import moment_on
from familyhub.workforce import actions as workforce
from familyhub.workforce.actions import Decided, NewSupervision, Talked


@dataclass(frozen=True)
class Point:
    """One thing that was talked about: of a family's case or of none; and what was decided, if anything."""

    case: uuid.UUID | None
    words: str
    decided: str = ""
    holder: uuid.UUID | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class NewTalk:
    """Whose supervision, in which team, when, the next, what about the worker, and point by point."""

    worker: uuid.UUID
    team: uuid.UUID
    happened_on: date
    next_on: date
    words: str = ""
    points: tuple[Point, ...] = field(default=())


@transaction.atomic
def hold_supervision(*, new: NewTalk, by: Asker, at: datetime) -> uuid.UUID:
    """Write supervision down. Returns its number. Errors: NotThere, Refused."""
    talked: dict[uuid.UUID, Talked] = {}
    about: dict[uuid.UUID, tuple[uuid.UUID, ...]] = {}
    for point in new.points:
        if point.case is None:
            continue
        if not Episode.objects.filter(fence=point.case, lead=new.worker, closed_on__isnull=True).exists():
            raise NotThere(str(point.case))
        behind = everybody_of(point.case, by)
        before = talked.get(point.case)
        words = "\n".join(filter(None, [before.words if before else "", point.words.strip()]))
        talked[point.case] = Talked(point.case, tuple(sorted(set(behind.values()))), reference_of(point.case), words)
        about[point.case] = tuple(behind)
    own = [point.words.strip() for point in new.points if point.case is None]
    decided = tuple(_decided(point, new.worker) for point in new.points if point.decided.strip())
    words = "\n".join(filter(None, [new.words.strip(), *own]))
    told = NewSupervision(new.worker, new.team, new.happened_on, new.next_on, words, tuple(talked.values()), decided)
    try:
        number = workforce.record_supervision(new=told, by=by, at=at)
    except workforce.NoSuchSupervision as gone:
        raise NotThere(str(new.worker)) from gone
    except workforce.SupervisionRefused as refused:
        raise Refused(str(refused), refused.field) from refused
    for case, subjects in about.items():
        _tell(case, number, subjects, new.happened_on, by, at)
    return number


def _tell(
    case: uuid.UUID, number: uuid.UUID, subjects: tuple[uuid.UUID, ...], on: date, by: Asker, at: datetime
) -> None:
    event = FamilyTalkedAbout(fence=case, about=number, subjects=subjects, happened_at=moment_on(on, at))
    events.record(event, by=by, at=at)


def _decided(point: Point, worker: uuid.UUID) -> Decided:
    if point.due_on is None:
        raise Refused("Say by when it is done")
    return Decided(point.decided, point.holder or worker, point.due_on, point.case)
