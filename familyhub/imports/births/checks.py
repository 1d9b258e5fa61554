"""Notices after the 14-day check (S1-63): matched as every row, so that whoever sends one need see no record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.development.actions import notify_check
from familyhub.imports.births.checking import notice_of
from familyhub.imports.births.matching import BABY, find, protected_in, told_child
from familyhub.imports.terms.rows import Became, Done, Ready, State

NOBODY = "Nobody on record fits this check"


def work(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    """Each certain one reaches its centre; the others wait. "New" by decision: the child is not known here."""
    decided = {row.id: row.decisions[BABY] for row in rows if BABY in row.decisions}
    found = find({row.id: told_child(row) for row in rows}, decided)
    hidden = protected_in(found.values())
    done = []
    for row in rows:
        who = found[row.id]
        if who.record:
            notify_check(record=who.record, notice=notice_of(row.values), by=by, at=at)
            done.append(Done(row.id, State.DONE, Became.NOTIFIED, who.record))
        elif row.decisions.get(BABY) == "new":
            done.append(Done(row.id, State.DONE, Became.LEFT_OUT))
        else:
            is_held = any(person in hidden for person in who.near)
            done.append(Done(row.id, State.REVIEW, why=who.why or NOBODY, asked=BABY, is_held=is_held))
    return done
