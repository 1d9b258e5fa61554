"""Deaths. One that fits nobody for certain waits for a person; nothing is sent meanwhile (`staged.py`)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.imports.births import saying
from familyhub.imports.births.matching import BABY, Who, find, protected_in, told_child
from familyhub.imports.births.staged import known_from_birth
from familyhub.imports.terms.rows import Became, Done, Ready, State
from familyhub.people import actions as people

NOBODY = "Nobody on record fits this death. Letters wait until somebody has looked"


def work(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    """Each certain one is recorded; "new" by decision means that the person is not known here."""
    decided = {row.id: row.decisions[BABY] for row in rows if BABY in row.decisions}
    found = find({row.id: told_child(row) for row in rows}, decided)
    hidden = protected_in(found.values())
    certain = [(row, record) for row in rows if (record := found[row.id].record)]
    deaths = [(record, saying.day(row.values, "date_of_event")) for row, record in certain]
    are_news = people.have_died(deaths=deaths, by=by, at=at)
    with_birth = known_from_birth([row.id for row, _ in certain]) if certain else {}
    done = [
        Done(row.id, State.DONE, Became.DIED if is_news or with_birth.get(row.id) == record else Became.KNOWN, record)
        for (row, record), is_news in zip(certain, are_news, strict=True)
    ]
    return [*done, *(_left(row, found[row.id], set(hidden)) for row in rows if not found[row.id].record)]


def _left(row: Ready, who: Who, hidden: set[uuid.UUID]) -> Done:
    if row.decisions.get(BABY) == "new":
        return Done(row.id, State.DONE, Became.LEFT_OUT)
    is_held = any(person in hidden for person in who.near)
    return Done(row.id, State.REVIEW, why=who.why or NOBODY, asked=BABY, is_held=is_held)
