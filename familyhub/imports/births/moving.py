"""Changes of address and of practice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.development.actions import MoveNotice, note_moves
from familyhub.imports.births import saying
from familyhub.imports.births.columns import ADDRESS
from familyhub.imports.births.matching import BABY, Who, find, protected_in, told_child
from familyhub.imports.terms.rows import Became, Done, Ready, State


def work(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    """Certain ones together. Somebody who is not known and lives here now is registered; elsewhere, is not stored.

    Two moves of one child in a batch are worked one after the other.
    """
    decided = {row.id: row.decisions[BABY] for row in rows if BABY in row.decisions}
    found = find({row.id: told_child(row) for row in rows}, decided)
    hidden = protected_in(found.values())
    waiting = [row for row in rows if not found[row.id].is_certain]
    done = [
        Done(row.id, State.REVIEW, why=found[row.id].why, asked=BABY, is_held=_is_any(found[row.id], hidden))
        for row in waiting
    ]
    left = [row for row in rows if found[row.id].is_certain]
    while left:
        now = _one_each(left, found)
        done += _moved(now, found, by, at)
        worked = {row.id for row in now}
        left = [row for row in left if row.id not in worked]
    return done


def _is_any(who: Who, hidden: Mapping[uuid.UUID, bool]) -> bool:
    return any(person in hidden for person in who.near)


def _one_each(rows: Sequence[Ready], found: Mapping[uuid.UUID, Who]) -> list[Ready]:
    """The earliest row of each child that is known, and every row of one who is not."""
    first: dict[object, Ready] = {}
    for row in rows:
        first.setdefault(found[row.id].record or row.id, row)
    return list(first.values())


def _moved(rows: Sequence[Ready], found: Mapping[uuid.UUID, Who], by: Asker, at: datetime) -> list[Done]:
    notices = [_notice(row, found[row.id]) for row in rows]
    children = note_moves(notices=notices, by=by, at=at)
    return [
        Done(row.id, State.DONE, _became(found[row.id], child is not None), child.record if child else None)
        for row, child in zip(rows, children, strict=True)
    ]


def _became(who: Who, is_ours: bool) -> Became:
    if who.record:
        return Became.MOVED
    return Became.NEW if is_ours else Became.OUTSIDE


def _notice(row: Ready, who: Who) -> MoveNotice:
    values = row.values
    where = saying.address(values) if row.event == ADDRESS or not who.record else None
    return MoveNotice(
        moved_on=saying.day(values, "date_of_event"),
        record=who.record,
        new=None if who.record else saying.child(values),
        address=where,
        care=saying.care(values),
    )
