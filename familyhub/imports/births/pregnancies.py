"""Pregnancies that a midwife registered, as a feed tells of them (S1-73)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.development.actions import Booking, register_pregnancy
from familyhub.imports.births import saying
from familyhub.imports.births.matching import MOTHER, Who, find, protected_in, told_mother
from familyhub.imports.terms.rows import Became, Done, Ready, State


def work(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    """One after the other: two notices may be of one mother."""
    return [_one(row, by, at) for row in rows]


def _one(row: Ready, by: Asker, at: datetime) -> Done:
    told = told_mother(row)
    assert told  # a row without her name and date of birth did not pass the check
    decided = {row.id: row.decisions[MOTHER]} if MOTHER in row.decisions else {}
    found = find({row.id: told}, decided)
    who = found[row.id]
    hidden = protected_in(found.values())
    if not who.is_certain:
        is_held = any(person in hidden for person in who.near)
        return Done(row.id, State.REVIEW, why=who.why, asked=MOTHER, is_held=is_held)
    children = register_pregnancy(booking=_booking(row, who), by=by, at=at)
    return Done(row.id, State.DONE, Became.BOOKED, children[0].record if children else None)


def _booking(row: Ready, who: Who) -> Booking:
    return Booking(
        due_on=saying.day(row.values, "due_date"),
        mother=who.record,
        new_mother=None if who.record else saying.mother(row.values),
        babies=int(row.values.get("births_in_pregnancy") or 1),
        midwife_team=row.values.get("midwife_team", ""),
    )
