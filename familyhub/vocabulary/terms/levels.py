"""Levels of need: the local threshold document, by version (definitions §2.2).

Pathway to Provision, Nottinghamshire. Later versions exist; until an authority adds theirs, version 5 is in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from familyhub.vocabulary.terms.dated import Dated


@dataclass(frozen=True)
class Level:
    """One level; `number` rises with need."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class LevelSet(Dated):
    """One version of the published levels."""

    code: str
    title: str
    levels: tuple[Level, ...]

    def named(self, number: int | None) -> str:
        """The name of a level; "" for none."""
        return next((level.name for level in self.levels if level.number == number), "")


LEVEL_SETS = (
    LevelSet(
        code="ptp-4",
        title="Pathway to Provision, version 4",
        valid_from=date(2014, 6, 1),
        valid_to=date(2015, 11, 1),
        levels=(
            Level(1, "Universal"),
            Level(2, "Help services"),
            Level(3, "Early Help services"),
            Level(4, "Specialist"),
        ),
    ),
    LevelSet(
        code="ptp-5",
        title="Pathway to Provision, version 5",
        valid_from=date(2015, 11, 1),
        levels=(
            Level(1, "Universal"),
            Level(2, "Early Help"),
            Level(3, "Targeted Early Help"),
            Level(4, "Specialist"),
        ),
    ),
)
