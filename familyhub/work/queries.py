"""Reads of work: a tray is one limited index scan a holder, merged; never a sort over everything that a team has."""

from __future__ import annotations

import uuid
from collections.abc import Collection
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


def asked_about(about: uuid.UUID) -> list[TaskShown]:
    """What is open about an object, as far as this asker sees its tasks, the oldest first. One query."""
    return [_shown(row) for row in Task.objects.filter(about=about, done_at__isnull=True).order_by("made_at", "id")]


def who_is_asked(about: uuid.UUID, kind: str = "") -> set[uuid.UUID]:
    """In whose trays an object is, as far as this asker sees its tasks; of one `kind` where it is said. One query."""
    rows = Task.objects.filter(about=about, done_at__isnull=True)
    return set((rows.filter(about_kind=kind) if kind else rows).values_list("holder", flat=True))


def holders_behind(fences: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Who has open tasks behind any of these fences, as far as this asker sees them. One query."""
    return set(Task.objects.filter(fence__in=list(fences), done_at__isnull=True).values_list("holder", flat=True))


def own_about(asker: Asker, about: uuid.UUID, kinds: Collection[str]) -> list[TaskShown]:
    """What is open of these kinds about an object with this asker or a team of theirs. One query."""
    rows = Task.objects.filter(about=about, about_kind__in=list(kinds), holder__in=list(asker.holders))
    return [_shown(row) for row in rows.filter(done_at__isnull=True).order_by("made_at", "id")]


LATE = """
    SELECT h.holder, count(t.*), min(t.due_at) FROM unnest(%s::uuid[]) AS h (holder)
    CROSS JOIN LATERAL (
        SELECT due_at FROM work_task WHERE holder = h.holder AND done_at IS NULL AND due_at < %s
        ORDER BY due_at LIMIT %s
    ) AS t GROUP BY h.holder
"""


@dataclass(frozen=True)
class Late:
    """How many tasks of somebody are late, counted no further than 100, and since when the oldest is."""

    number: int
    since: datetime


def late_of(asker: Asker, holders: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, Late]:
    """Of each of these the late tasks that this asker may see; who has none is not there. One query."""
    if not asker.may(USE_TRAY.code) or not holders:
        return {}
    rows = _rows(LATE, [sorted(holders), now, COUNTED_UP_TO])
    return {holder: Late(number, since) for holder, number, since in rows}


@dataclass(frozen=True)
class Unseen:
    """An open task whose holder has no sight of their own of what it is about; through a team they may have."""

    id: uuid.UUID
    holder: uuid.UUID
    fence: uuid.UUID


UNSEEN = """
    SELECT t.id, t.holder, t.fence FROM work_task t
    WHERE t.done_at IS NULL AND t.about_kind = ANY (%s) AND NOT EXISTS (
        SELECT 1 FROM core_grant g WHERE g.fence = t.fence AND g.holder = t.holder
            AND g.since <= %s AND (g.until IS NULL OR g.until > %s))
    ORDER BY t.made_at, t.id LIMIT %s
"""


def without_own_sight(kinds: Collection[str], now: datetime, most: int) -> list[Unseen]:
    """Open tasks of these kinds whose holder holds no grant on their fence, the oldest first. For the system."""
    return [Unseen(*row) for row in _rows(UNSEEN, [list(kinds), now, now, most])]
