"""A code that holds from one day to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Holds from `valid_from` (always, when None) up to but not on `valid_to` (still, when None)."""

    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Does it hold on that day?"""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)


Kind = TypeVar("Kind", bound=Dated)


def holding(items: Iterable[Kind], on: date) -> tuple[Kind, ...]:
    """Those that hold on the day, in the order given."""
    return tuple(item for item in items if item.holds(on))
