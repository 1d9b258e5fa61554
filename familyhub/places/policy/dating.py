"""How a newly published list changes dated rows: what opens, closes, is corrected, stays.

A row that an earlier load opened and the new list contradicts is closed on the day and a new row opens. What was blank
and becomes known, and what the same day's load got wrong, is put right in place: no day ever saw anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Values = Mapping[str, Any]
Key = tuple[Any, ...]
SMALL = 20
SHARE_GONE = 0.10


class BackDated(ValueError):
    """The list is older than what was loaded from it already; the text says so."""


class TooMuchGone(ValueError):
    """The list lacks more than a tenth of what holds now: likely cut short, so nothing of it is taken."""


@dataclass(frozen=True)
class Known:
    """A row that holds now: its id, since when, and its values."""

    id: Any
    valid_from: date
    values: Values


def nothing_ends(_key: Key, _values: Values) -> bool:
    """Absence from a list says nothing."""
    return False


def absent_ends(_key: Key, _values: Values) -> bool:
    """The list is complete: what is absent from it has ended."""
    return True


@dataclass(frozen=True)
class Rules:
    """What a list means. `may_close(key, values)`: does absence mean that a known row has ended? `guarded`: a list that
    lacks over a tenth of what holds is refused. `in_place`: changes are put right in the row, which never ends by them.
    """

    may_close: Callable[[Key, Values], bool] = nothing_ends
    guarded: bool = True
    in_place: bool = False


@dataclass
class Plan:
    """`opens`: (key, values) to insert. `closes`: ids to end. `corrects`: (id, values) to put right in place."""

    opens: list[tuple[Key, Values]] = field(default_factory=list)
    closes: list[Any] = field(default_factory=list)
    corrects: list[tuple[Any, Values]] = field(default_factory=list)
    unchanged: int = 0


def plan_change(known: Mapping[Key, Known], incoming: Mapping[Key, Values], on: date, rules: Rules) -> Plan:
    """What to do so that `incoming` holds from `on`. A value that the list does not carry stays as it was.

    Errors: BackDated, TooMuchGone.
    """
    plan = Plan()
    for key, values in incoming.items():
        if key not in known:
            plan.opens.append((key, values))
            continue
        _change_one(plan, key, known[key], values, on, rules.in_place)
    covered = [key for key, row in known.items() if rules.may_close(key, row.values)]
    gone = [known[key] for key in covered if key not in incoming]
    if rules.guarded and len(gone) > SMALL and len(gone) > SHARE_GONE * len(covered):
        raise TooMuchGone(f"{len(gone):,} of {len(covered):,} that hold now are not in it: it may be cut short")
    plan.closes.extend(row.id for row in gone if _may_end(row, on))
    return plan


def _change_one(plan: Plan, key: Key, row: Known, values: Values, on: date, in_place: bool) -> None:
    different = {name: value for name, value in values.items() if row.values[name] != value}
    completes = all(row.values[name] is None for name in different)
    if not different:
        plan.unchanged += 1
    elif in_place or completes or row.valid_from == on:
        plan.corrects.append((row.id, {**row.values, **values}))
    elif _may_end(row, on):
        plan.closes.append(row.id)
        plan.opens.append((key, {**row.values, **values}))


def _may_end(row: Known, on: date) -> bool:
    if row.valid_from >= on:
        raise BackDated(
            f"a list for {on.isoformat()} cannot change what a later list, {row.valid_from.isoformat()}, said"
        )
    return True
