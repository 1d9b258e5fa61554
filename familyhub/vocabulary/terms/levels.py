"""Levels of need: the local threshold document, by version (definitions §2.2).

Pathway to Provision, Nottinghamshire. Later versions exist; until an authority adds theirs, version 5 is in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from familyhub.vocabulary.terms.dated import Dated


@dataclass(frozen=True)
class Level:
    """One level; `number` rises with need. `about`: what it means, in plain words of our own, for families."""

    number: int
    name: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class LevelSet(Dated):
    """One version of the published levels."""

    code: str
    title: str
    levels: tuple[Level, ...]

    def named(self, number: int | None) -> str:
        """The name of a level; "" for none."""
        return next((level.name for level in self.levels if level.number == number), "")


# The guide itself is the authority's; what a level means is said here in a few plain words, and never in its place.
IN_PLAIN_WORDS = (
    "Things are mostly going well. School, nursery, the health visitor, the doctor and the family hub are enough, as "
    "they are for every family.",
    "A little more help is needed with one or two things. A service that you know gives it, or brings in another.",
    "Several things are hard at the same time. One worker gets to know you, brings the others together and makes a "
    "plan with you.",
    "A child may come to harm, or needs help that only specialists can give. Social workers or specialist health "
    "staff lead it.",
)


def _levels(*names: str) -> tuple[Level, ...]:
    numbered = enumerate(zip(names, IN_PLAIN_WORDS, strict=True), start=1)
    return tuple(Level(number, name, about) for number, (name, about) in numbered)


LEVEL_SETS = (
    LevelSet(
        code="ptp-4",
        title="Pathway to Provision, version 4",
        valid_from=date(2014, 6, 1),
        valid_to=date(2015, 11, 1),
        levels=_levels("Universal", "Help services", "Early Help services", "Specialist"),
    ),
    LevelSet(
        code="ptp-5",
        title="Pathway to Provision, version 5",
        valid_from=date(2015, 11, 1),
        levels=_levels("Universal", "Early Help", "Targeted Early Help", "Specialist"),
    ),
)
