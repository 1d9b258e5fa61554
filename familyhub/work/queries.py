"""Reads of work: a tray is one limited index scan a holder, merged; never a sort over everything that a team has."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from familyhub.core.asker import Asker
from familyhub.work import policy
from familyhub.work.models import Task
from familyhub.work.permissions import USE_TRAY

AT_MOST = 50
COUNTED_UP_TO = 100

# one part a holder, each with its own number in it: the planner then knows how much that holder has
TRAY = """(SELECT id, holder, about_kind, about, words, due_at, made_at FROM work_task
    WHERE holder = %s AND done_at IS NULL ORDER BY due_at, made_at LIMIT %s)"""
SIZE = """
    SELECT count(*) FROM (
        SELECT 1 FROM unnest(%s::uuid[]) AS h (holder)
        CROSS JOIN LATERAL (
            SELECT 1 FROM work_task WHERE holder = h.holder AND done_at IS NULL AND due_at < %s
            ORDER BY due_at LIMIT %s
        ) AS t LIMIT %s
    ) AS counted
"""


@dataclass(frozen=True)
class TrayLine:
    """One task in a tray. `is_own`: held by the asker, not by a team."""

    id: uuid.UUID
    holder: uuid.UUID
    is_own: bool
    about_kind: str
    about: uuid.UUID
    words: str
    due_at: datetime | None
    is_overdue: bool
    made_at: datetime


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def tray_for(asker: Asker, now: datetime, limit: int = AT_MOST) -> list[TrayLine]:
    """What the asker and their teams have to do, the longest overdue first; one query, at most `limit` lines."""
    if not asker.may(USE_TRAY.code):
        return []
    holders = sorted(asker.holders)
    found = _rows(" UNION ALL ".join([TRAY] * len(holders)), [value for one in holders for value in (one, limit)])
    found.sort(key=lambda row: policy.tray_order(row[5], row[6]))
    return [
        TrayLine(
            id=row[0],
            holder=row[1],
            is_own=row[1] == asker.number,
            about_kind=row[2],
            about=row[3],
            words=row[4],
            due_at=row[5],
            is_overdue=policy.is_overdue(row[5], now),
            made_at=row[6],
        )
        for row in found[:limit]
    ]


@dataclass(frozen=True)
class Count:
    """How many, counted no further than `COUNTED_UP_TO`."""

    number: int
    is_more: bool


def overdue_count(asker: Asker, now: datetime) -> Count:
    """How many tasks of the asker and their teams are late."""
    if not asker.may(USE_TRAY.code):
        return Count(0, False)
    enough = COUNTED_UP_TO + 1
    number = _rows(SIZE, [sorted(asker.holders), now, enough, enough])[0][0]
    return Count(min(number, COUNTED_UP_TO), number > COUNTED_UP_TO)


@dataclass(frozen=True)
class TaskShown:
    """One task as its own page shows it."""

    id: uuid.UUID
    holder: uuid.UUID
    about_kind: str
    about: uuid.UUID
    words: str
    due_at: datetime | None
    made_at: datetime
    done_at: datetime | None
    done_because: str


def _shown(row: Task) -> TaskShown:
    return TaskShown(
        id=row.id,
        holder=row.holder,
        about_kind=row.about_kind,
        about=row.about,
        words=row.words,
        due_at=row.due_at,
        made_at=row.made_at,
        done_at=row.done_at,
        done_because=row.done_because,
    )


def task_for(asker: Asker, task: uuid.UUID) -> TaskShown | None:
    """One task, or None where it does not exist for this asker."""
    if not asker.may(USE_TRAY.code):
        return None
    row = Task.objects.filter(id=task).first()
    return _shown(row) if row else None


def tasks_about(asker: Asker, about: uuid.UUID, limit: int = AT_MOST) -> list[TaskShown]:
    """The tasks about one object, done or not, oldest first."""
    if not asker.may(USE_TRAY.code):
        return []
    return [_shown(row) for row in Task.objects.filter(about=about).order_by("made_at")[:limit]]
