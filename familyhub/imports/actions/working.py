"""Match and commit, a batch at a time. What is stored at once carries its own mark: the state of its rows.

A batch is one transaction, or several side by side of rows that share nobody. A kill between transactions loses
nothing and doubles nothing; one within a transaction loses its rows' work, which is done again.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.core import clocks, events, fence, grants
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker, system
from familyhub.core.bulk import sent_behind
from familyhub.imports.actions.helping import MOST_HELPERS, Helper, helped
from familyhub.imports.actions.storing import await_free, check_now, hold, hold_with_others, mark, uncollected
from familyhub.imports.events import FeedFinished
from familyhub.imports.feed_shelf import FEEDS
from familyhub.imports.models import OPEN, Intake, Row
from familyhub.imports.terms.rows import Became, Done, Ready, Stand, State

WORKER = system("work through feeds", wide=frozenset({"imports", "people", "development", "hidden"}))
A_BATCH = 5000
KEPT_FOR = timedelta(days=90)
HELPED_FROM = 10_000
FILE, PART = "imports: file", "imports: part"
HELD = "imports: a row of a protected family"
MARKS = ("id", "decisions", "state", "is_held")


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
    helped_from: int = HELPED_FROM,
    say: Callable[[Batch], None] = lambda batch: None,
    now: Callable[[], datetime] = timezone.now,
) -> Batch:
    """Every batch that is left, in units of work of their own. Call it outside one, in the worker's role.

    With so many open rows other processes help: each works one part of a batch, in a transaction of its own.
    """
    ahead = None
    with helped(intake, MOST_HELPERS if _open_count(intake) >= helped_from else 0) as helpers:
        while True:
            there = [helper for helper in helpers if helper.is_there]
            if there:
                batch, ahead = _work_parts(intake, there, size * (1 + len(there)), now(), ahead)
            else:
                with fence.enter(WORKER) as unit:
                    batch = work_batch(intake=intake, size=size, by=unit.asker, at=now())
            say(batch)
            if batch.is_last:
                return batch


def _open_count(intake: uuid.UUID) -> int:
    with fence.enter(WORKER):
        counts = Intake.objects.values_list("counts", flat=True).get(id=intake)
    return sum(counts.get(state, 0) for state in OPEN)


def work_batch(*, intake: uuid.UUID, by: Asker, at: datetime, size: int = A_BATCH) -> Batch:
    """The next rows, in the transaction that is open. Two workers on one file follow each other."""
    rows = _next_rows(intake, size)
    _work(intake, rows, by, at)
    return _ended(intake, len(rows) < size, by, at)


@dataclass(frozen=True)
class _Parted:
    """Rows that are to be worked, in parts that share nobody. The first is whose process leads."""

    rows: list[_Open]
    parts: list[list[Ready]]

    def part(self, place: int) -> list[_Open]:
        """Rows of one part."""
        chosen = {ready.id for ready in self.parts[place]}
        return [row for row in self.rows if row.ready.id in chosen]

    @property
    def marks(self) -> list[tuple[Any, ...]]:
        """What must not have changed since they were read, in the order of `MARKS`; what rows say never does."""
        return [(row.ready.id, row.ready.decisions, row.state, row.is_held) for row in self.rows]


@uncollected()
def _work_parts(
    intake: uuid.UUID, helpers: Sequence[Helper], size: int, at: datetime, ahead: _Parted | None
) -> tuple[Batch, _Parted | None]:
    """The next rows, one part here and one with each helper. What one could not store is left for the next batch.

    Returns the rows after these too, which are read while the helpers still work; `ahead` is what was read so before.
    """
    with fence.enter(WORKER) as unit:
        batch = _next_parted(intake, size, 1 + len(helpers), ahead)
        asked = [(helper, place) for place, helper in enumerate(helpers, 1) if batch.parts[place]]
        for helper, place in asked:
            helper.ask([ready.id for ready in batch.parts[place]], at)
        _work(intake, batch.part(0), unit.asker, at)
        held = []
        for helper, place in asked:  # before these rows are let go
            if helper.holds():
                held.append(helper)
            else:
                _work(intake, batch.part(place), unit.asker, at)
    following = _read_ahead(intake, size, batch) if held else None
    is_stored = all([helper.end() for helper in held])
    with fence.enter(WORKER) as unit:
        return _ended(intake, len(batch.rows) < size and is_stored, unit.asker, at), following


def _next_parted(intake: uuid.UUID, size: int, count: int, ahead: _Parted | None) -> _Parted:
    """The first that are open, as they were read ahead where nothing has changed since."""
    _hold_file(intake)
    opened = _open_rows(intake)[:size]
    if ahead and len(ahead.parts) == count and list(opened.values_list(*MARKS)) == ahead.marks:
        return ahead
    return _parted(intake, _opened(opened), count)


def _read_ahead(intake: uuid.UUID, size: int, batch: _Parted) -> _Parted | None:
    last = max(row.ready.number for row in batch.rows)
    with fence.enter(WORKER):
        rows = _opened(_open_rows(intake).filter(number__gt=last)[:size])
        return _parted(intake, rows, len(batch.parts)) if rows else None


def _parted(intake: uuid.UUID, rows: list[_Open], count: int) -> _Parted:
    feed = FEEDS[Intake.objects.get(id=intake).feed]
    return _Parted(rows, feed.parts([row.ready for row in rows], count))


def work_part(*, intake: uuid.UUID, ids: Sequence[uuid.UUID], at: datetime, begun: Callable[[], None]) -> None:
    """The helper's part of a batch: these rows, in a unit of work of its own. `begun` is called when it is held."""
    with fence.enter(WORKER) as unit:
        hold_with_others(PART, str(intake))
        begun()
        _work(intake, _opened(Row.objects.filter(intake=intake, id__among=Listed(ids))), unit.asker, at)


def _work(intake: uuid.UUID, rows: Sequence[_Open], by: Asker, at: datetime) -> None:
    """Last comes what others wait for: totals, and the file's counts."""
    feed = Intake.objects.values_list("feed", flat=True).get(id=intake)
    with uncollected(), sent_behind():
        done = _worked(feed, rows, by, at)
    mark(done)
    _open_to_desk([each.id for each in done if each.is_held], at)
    check_now()
    FEEDS[feed].close([row.ready for row in rows], done)
    file = Intake.objects.select_for_update().get(id=intake)
    _count(file, rows, done)
    file.save(update_fields=["counts"])


def _ended(intake: uuid.UUID, is_last: bool, by: Asker, at: datetime) -> Batch:
    file = Intake.objects.select_for_update().get(id=intake)
    if is_last:
        _finish(file, by, at)
    open_rows = sum(file.counts.get(state, 0) for state in OPEN)
    return Batch(file.rows - open_rows, file.rows, is_last)


@dataclass(frozen=True)
class _Open:
    """A row that is to be worked."""

    ready: Ready
    digest: str
    state: str
    is_held: bool


def _next_rows(intake: uuid.UUID, size: int) -> list[_Open]:
    """The first that are open."""
    _hold_file(intake)
    return _opened(_open_rows(intake)[:size])


def _hold_file(intake: uuid.UUID) -> None:
    """Whoever else works this file waits, and a part that outlived a kill is awaited."""
    hold(FILE, str(intake))
    await_free(PART, str(intake))


def _open_rows(intake: uuid.UUID) -> QuerySet[Row]:
    return Row.objects.filter(intake=intake, state__in=OPEN).order_by("number")


def _opened(rows: QuerySet[Row]) -> list[_Open]:
    told = rows.values_list("id", "number", "event", "values", "decisions", "digest", "state", "is_held")
    return [_Open(Ready(*ready), digest, state, is_held) for *ready, digest, state, is_held in told]


def _worked(feed: str, rows: Sequence[_Open], by: Asker, at: datetime) -> list[Done]:
    again = _seen_before(feed, rows)
    same = [Done(number, State.DONE, Became.SAME) for number in again]
    fresh = [row.ready for row in rows if row.ready.id not in again]
    return [*same, *FEEDS[feed].work(fresh, by, at)]


def _seen_before(feed: str, rows: Sequence[_Open]) -> set[uuid.UUID]:
    """Rows that say what another row said, in this file or an earlier one, and that nobody has decided otherwise."""
    ready = [row for row in rows if row.state == State.READY]
    ids = {row.ready.id for row in rows}
    others = Row.objects.filter(digest__among=Listed({row.digest for row in ready}), feed=feed)
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
    file.save(update_fields=["stand", "ended_at"])
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
