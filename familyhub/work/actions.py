"""Writes of work: open a task, do it, hand it over."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import clocks, events
from familyhub.core.asker import Asker, Kind
from familyhub.work import policy
from familyhub.work.events import TaskDone, TaskHandedOver, TaskOpened
from familyhub.work.models import Task
from familyhub.work.terms import DoneBecause


@dataclass(frozen=True)
class NewTask:
    """Something to do: `holder` is a person's or a team's number; `fence` is that of the object `about`."""

    holder: uuid.UUID
    fence: uuid.UUID
    about_kind: str
    about: uuid.UUID
    words: str
    due_at: datetime | None = None


def open_task(task: NewTask, *, by: Asker, at: datetime) -> uuid.UUID:
    """A new task; returns its id. Whoever writes it need not be able to read it back. Errors: NoWords."""
    policy.check_words(task.words)
    number = uuid.uuid4()
    Task(
        id=number,
        fence=task.fence,
        holder=task.holder,
        about_kind=task.about_kind,
        about=task.about,
        words=task.words.strip(),
        due_at=task.due_at,
        made_at=at,
        made_by=by.number,
        done_because="",
    ).save(force_insert=True)
    due_on = clocks.day_of(task.due_at).isoformat() if task.due_at else ""
    events.record(TaskOpened(fence=task.fence, about=task.about, task=str(number), due_on=due_on), by=by, at=at)
    return number


def _held(number: uuid.UUID, by: Asker) -> Task:
    row = Task.objects.select_for_update().filter(id=number, done_at__isnull=True).first()
    if row is None:
        raise policy.AlreadyDone("this task is done already")
    policy.check_holder(row.holder, by.holders, is_system=by.kind is Kind.SYSTEM)
    return row


def done(*, task: uuid.UUID, because: DoneBecause, by: Asker, at: datetime) -> None:
    """It is done, or not needed. Errors: AlreadyDone, NotYours."""
    _end(_held(task, by), because, by=by, at=at)


def _end(row: Task, because: DoneBecause, *, by: Asker, at: datetime) -> None:
    changed = Task.objects.filter(id=row.id, done_at__isnull=True).update(
        done_at=at, done_by=by.number, done_because=because.value
    )
    if not changed:
        raise policy.AlreadyDone("this task is done already")
    events.record(
        TaskDone(
            fence=row.fence,
            about=row.about,
            task=str(row.id),
            because=because.value,
            was_late=policy.is_overdue(row.due_at, at),
        ),
        by=by,
        at=at,
    )


def close_all_about(*, about: uuid.UUID, because: DoneBecause, by: Asker, at: datetime) -> int:
    """End what is still open about an object that has moved on, whoever holds it: the room that moved it asks.

    Returns how many ended; those that `by` may not see stay.
    """
    rows = list(Task.objects.select_for_update().filter(about=about, done_at__isnull=True).order_by("id"))
    for row in rows:
        _end(row, because, by=by, at=at)
    return len(rows)


def end_kinds(
    *, fences: Collection[uuid.UUID], kinds: Collection[str], because: DoneBecause, by: Asker, at: datetime
) -> int:
    """End what is still open of these kinds behind these fences, as far as `by` sees it. Returns how many."""
    rows = Task.objects.select_for_update().filter(fence__in=list(fences), about_kind__in=list(kinds))
    found = list(rows.filter(done_at__isnull=True).order_by("id"))
    for row in found:
        _end(row, because, by=by, at=at)
    return len(found)


def give_anew(
    *, fence: uuid.UUID, kinds: Collection[str], keep: Collection[uuid.UUID], to: uuid.UUID, by: Asker, at: datetime
) -> int:
    """What is open of these kinds behind a fence with somebody who is not to `keep` it is put to another instead.

    By whoever may see it, without holding it. Returns how many.
    """
    rows = Task.objects.select_for_update().filter(fence=fence, about_kind__in=list(kinds), done_at__isnull=True)
    found = list(rows.exclude(holder__in=[*keep, to]).order_by("id"))
    for row in found:
        _end(row, DoneBecause.NOT_NEEDED, by=by, at=at)
        open_task(NewTask(to, row.fence, row.about_kind, row.about, row.words, row.due_at), by=by, at=at)
    return len(found)


def hand_over(*, task: uuid.UUID, to: uuid.UUID, by: Asker, at: datetime) -> None:
    """Another person or team has it now. What they may see is the business of the room that the task is about.

    Errors: AlreadyDone, NotYours, SameHolder.
    """
    row = _held(task, by)
    if row.holder == to:
        raise policy.SameHolder("the task is with them already")
    if not Task.objects.filter(id=row.id, done_at__isnull=True).update(holder=to):
        raise policy.AlreadyDone("this task is done already")
    events.record(TaskHandedOver(fence=row.fence, about=row.about, task=str(row.id)), by=by, at=at)


def pass_all(*, fence: uuid.UUID, to: uuid.UUID, by: Asker, at: datetime) -> int:
    """Everything behind this fence that is not done goes to one holder, as far as `by` sees it. Returns how many."""
    rows = Task.objects.filter(fence=fence, done_at__isnull=True).exclude(holder=to).order_by("id")
    numbers = list(rows.values_list("id", flat=True))
    for number in numbers:
        hand_over(task=number, to=to, by=by, at=at)
    return len(numbers)
