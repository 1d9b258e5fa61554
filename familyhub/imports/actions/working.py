"""Match and commit, a batch at a time. Each batch is one transaction that carries its own mark: the state of its rows.

A kill between batches loses nothing and doubles nothing; one within a batch loses that batch, which is done again.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.core import clocks, events, fence, grants
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker, system
from familyhub.core.bulk import sent_behind
from familyhub.imports.actions.storing import mark
from familyhub.imports.events import FeedFinished
from familyhub.imports.feed_shelf import FEEDS
from familyhub.imports.models import OPEN, Intake, Row
from familyhub.imports.row_terms import Became, Done, Ready, Stand, State

WORKER = system("work through feeds", wide=frozenset({"imports", "people", "development", "hidden"}))
A_BATCH = 5000
KEPT_FOR = timedelta(days=90)
HELD = "imports: a row of a protected family"


@dataclass(frozen=True)
class Batch:
    """How far a file is: rows that need no more work, of all; and whether there is another batch."""

    done: int
    rows: int
    is_last: bool


def begin(*, intake: uuid.UUID, by: Asker, at: datetime) -> bool:
    """Let the worker work it. False where that was said before."""
    changed = Intake.objects.filter(id=intake, stand=Stand.CHECKED.value).update(stand=Stand.RUNNING.value)
    if changed:
        go_on(intake=intake)
    return bool(changed)


def go_on(*, intake: uuid.UUID) -> None:
    """Queue the file in the transaction that is open: it has rows to work. Safe to repeat."""
    queue: Callable[..., Any] = import_string(settings.FEED_QUEUE)
    queue(intake=str(intake))


def work_all(
    *,
    intake: uuid.UUID,
    size: int = A_BATCH,
    say: Callable[[Batch], None] = lambda batch: None,
    now: Callable[[], datetime] = timezone.now,
) -> Batch:
    """Every batch that is left, each in a unit of work of its own. Call it outside one, in the worker's role."""
    while True:
        with fence.enter(WORKER) as unit:
            batch = work_batch(intake=intake, size=size, by=unit.asker, at=now())
        say(batch)
        if batch.is_last:
            return batch


def work_batch(*, intake: uuid.UUID, by: Asker, at: datetime, size: int = A_BATCH) -> Batch:
    """The next rows, in the transaction that is open. Two workers on one file follow each other."""
    file = Intake.objects.select_for_update().get(id=intake)
    rows = _open_rows(intake, size)
    with sent_behind():
        done = _worked(file, rows, by, at)
    mark(done)
    _open_to_desk([each.id for each in done if each.is_held], at)
    _count(file, rows, done)
    is_last = len(rows) < size
    if is_last:
        _finish(file, by, at)
    file.save(update_fields=["counts", "stand", "ended_at"])
    open_rows = sum(file.counts.get(state, 0) for state in OPEN)
    return Batch(file.rows - open_rows, file.rows, is_last)


@dataclass(frozen=True)
class _Open:
    """A row that is to be worked."""

    ready: Ready
    digest: str
    state: str
    is_held: bool


def _open_rows(intake: uuid.UUID, size: int) -> list[_Open]:
    rows = Row.objects.filter(intake=intake, state__in=OPEN).order_by("number")
    told = rows.values_list("id", "number", "event", "values", "decisions", "digest", "state", "is_held")[:size]
    return [_Open(Ready(*ready), digest, state, is_held) for *ready, digest, state, is_held in told]


def _worked(file: Intake, rows: Sequence[_Open], by: Asker, at: datetime) -> list[Done]:
    again = _seen_before(file, rows)
    same = [Done(number, State.DONE, Became.SAME) for number in again]
    fresh = [row.ready for row in rows if row.ready.id not in again]
    return [*same, *FEEDS[file.feed].work(fresh, by, at)]


def _seen_before(file: Intake, rows: Sequence[_Open]) -> set[uuid.UUID]:
    """Rows that say what another row said, in this file or an earlier one, and that nobody has decided otherwise."""
    ready = [row for row in rows if row.state == State.READY]
    ids = {row.ready.id for row in rows}
    others = Row.objects.filter(digest__among=Listed({row.digest for row in ready}), feed=file.feed)
    worked = others.exclude(state__in=[State.READY.value, State.WRONG.value]).values_list("id", "digest")
    known = {digest for number, digest in worked if number not in ids}
    again = set()
    for row in ready:
        if row.digest in known:
            again.add(row.ready.id)
        known.add(row.digest)
    return again


def _open_to_desk(rows: Sequence[uuid.UUID], at: datetime) -> None:
    """A row of a protected family is decided by the protection desk, and by nobody else."""
    desk = accounts.teams(clocks.day_of(at), TeamKind.PROTECTION.value) if rows else []
    grants.grant([team.id for team in desk], list(rows), because=HELD)


def _count(file: Intake, rows: Sequence[_Open], done: Sequence[Done]) -> None:
    """What is held counts as done: that a row waits with the desk is nobody else's."""
    counts = Counter(file.counts)
    counts.subtract(State.DONE.value if row.is_held else row.state for row in rows)
    counts.update(State.DONE.value if each.is_held else each.state.value for each in done)
    counts.update(f"became {each.became.value}" for each in done if each.became)
    file.counts = {name: number for name, number in sorted(counts.items()) if number}


def _finish(file: Intake, by: Asker, at: datetime) -> None:
    if file.stand == Stand.DONE:
        return
    file.stand, file.ended_at = Stand.DONE.value, at
    told = FeedFinished(
        fence=file.id,
        about=file.id,
        feed=file.feed,
        done=file.counts.get(State.DONE.value, 0),
        waiting=file.counts.get(State.REVIEW.value, 0),
    )
    events.record(told, by=by, at=at)


def forget_old(now: datetime) -> int:
    """What rows said is dropped 90 days after they were done; that they were there, and what came of them, stays."""
    rows = Row.objects.filter(state=State.DONE.value, intake__ended_at__lt=now - KEPT_FOR).exclude(values={})
    return rows.update(values={})
