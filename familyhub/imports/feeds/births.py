"""Births, deaths, changes of address and of practice, pregnancies and monthly totals, as health sends them (S1-62).

CSV in the columns below, or FHIR R4 bundles. Rows of a batch are worked in the order in which they depend on each
other: pregnancies, births, moves, checks, deaths.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from familyhub.core.asker import Asker
from familyhub.development.actions import count_births, tell_total
from familyhub.development.terms import Outcome
from familyhub.imports.births import checks, deaths, moving, newborn, pregnancies, saying
from familyhub.imports.births.checking import check, tidy
from familyhub.imports.births.columns import ADDRESS, ANTENATAL, BIRTH, CHECK, COLUMNS, DEATH, PRACTICE, TOTAL
from familyhub.imports.births.sharing import parts
from familyhub.imports.terms.rows import Became, Done, Ready, State
from familyhub.people.actions import NoSuchPerson, Refused

__all__ = ["COLUMNS", "TITLE", "check", "close", "parts", "tidy", "work"]
TITLE = "Births, moves and deaths from health"
REGISTERED = frozenset({Became.BORN, Became.NEW, Became.COUNTED})
Working = Callable[[Sequence[Ready], Asker, datetime], list[Done]]


def _totals(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    for row in rows:
        tell_total(month=date.fromisoformat(f"{row.values['month']}-01"), births=int(row.values["births"]))
    return [Done(row.id, State.DONE, Became.COUNTED) for row in rows]


STEPS: tuple[tuple[frozenset[str], Working], ...] = (
    (frozenset({TOTAL}), _totals),
    (frozenset({ANTENATAL}), pregnancies.work),
    (frozenset({BIRTH}), newborn.work),
    (frozenset({ADDRESS, PRACTICE}), moving.work),
    (frozenset({CHECK}), checks.work),
    (frozenset({DEATH}), deaths.work),
)


def work(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    """One answer for each row. Called inside the batch's transaction."""
    done: list[Done] = []
    for events, act in STEPS:
        done += _carefully([row for row in rows if row.event in events], act, by, at)
    return done


def close(rows: Sequence[Ready], done: Sequence[Done]) -> None:
    """Add the births that were registered to their months."""
    came = {each.id: each.became for each in done}
    count_births(
        (saying.day(row.values, "date_of_birth"), row.values.get("outcome") or Outcome.LIVE)
        for row in rows
        if row.event == BIRTH and came.get(row.id) in REGISTERED
    )


def _carefully(rows: Sequence[Ready], act: Working, by: Asker, at: datetime) -> list[Done]:
    """All together; where the room refuses, by halves down to the row that it refuses, which then waits."""
    if not rows:
        return []
    try:
        with transaction.atomic():
            return act(rows, by, at)
    except Refused as refused:
        words = "; ".join(problem.words for problem in refused.problems)[:200]
    except NoSuchPerson:
        words = "The person of this row is not there any more"
    if len(rows) == 1:
        return [Done(rows[0].id, State.REVIEW, why=words, asked=_asked(rows[0]))]
    half = len(rows) // 2
    return [*_carefully(rows[:half], act, by, at), *_carefully(rows[half:], act, by, at)]


def _asked(row: Ready) -> str:
    return "mother" if row.event == ANTENATAL else "baby"
