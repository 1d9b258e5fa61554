"""Two lines: from how likely on two are shown to a person, and from how likely on they are linked with nobody looking.

As delivered the second is off: a verified NHS number with the same date of birth, and nothing else, links by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from familyhub.people.policy.records import Problem
from familyhub.people.terms import PairState

LINES = (0.90, 0.95, 0.99, 0.999)
"""The lines that an authority may choose; anything lower is for a person."""
NEXT_BEST = 0.5  # where another candidate is as likely as not, there are two: twins, or the same child twice on record
ENOUGH = 30  # decided pairs from which on what people decided says more than the model
Z = 1.96  # both ends of a 95% range


def joins_alone(line: float | None, likely: Sequence[float], *, is_certain: bool = False) -> bool:
    """May the first of these candidates be linked with nobody looking? `likely`: how likely each is, the best first.

    `is_certain`: the first has the same verified NHS number and the same date of birth.
    """
    if is_certain:
        return True
    if line is None or not likely:
        return False
    return likely[0] >= line and all(each < NEXT_BEST for each in likely[1:])


@dataclass(frozen=True)
class Noted:
    """A pair of the year: how likely it was called then, and its state now."""

    probability: float
    state: str


@dataclass(frozen=True)
class Forecast:
    """One possible line on the year's own pairs. `wrong` is the best guess, `low` and `high` a 95% range; all three
    None where nothing is known. `is_decided`: from what people decided; otherwise from the model's own reckoning.
    """

    line: float
    linked: int
    same: int
    different: int
    wrong: float | None
    low: float | None
    high: float | None
    is_decided: bool


def wilson(found: int, of: int) -> tuple[float, float]:
    """The 95% range of a share (Wilson's score interval): both ends between 0 and 1. Errors: ValueError for none."""
    if of < 1:
        raise ValueError("a share of nothing has no range")
    share, square = found / of, Z * Z
    middle = share + square / (2 * of)
    half = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (middle - half) / (1 + square / of), (middle + half) / (1 + square / of)
    return max(0.0, low), min(1.0, high)


def forecast(line: float, pairs: Iterable[Noted]) -> Forecast:
    """How many of these would have been linked with nobody looking, and how many of those wrongly.

    What is undecided counts at the share of wrong ones among the decided, where there are enough of those; otherwise
    at the model's word, and the range reaches up to what the few that were decided allow.
    """
    above = [pair for pair in pairs if pair.probability >= line]
    same = sum(pair.state == PairState.SAME for pair in above)
    different = sum(pair.state == PairState.DIFFERENT for pair in above)
    decided, open_ones = same + different, [pair for pair in above if pair.state not in DECIDED]
    if not above:
        return Forecast(line, 0, 0, 0, None, None, None, False)
    if decided >= ENOUGH or not open_ones:
        low, high = wilson(different, decided)
        guess = different + len(open_ones) * different / decided
        ends = (different + len(open_ones) * low, different + len(open_ones) * high)
        return Forecast(line, len(above), same, different, guess, *ends, True)
    expected = sum(1 - pair.probability for pair in open_ones)
    most = expected + Z * math.sqrt(expected) + 1
    most = max(most, len(open_ones) * wilson(different, decided)[1] if decided else 0)
    high = different + min(most, len(open_ones))
    return Forecast(line, len(above), same, different, different + expected, float(different), high, False)


DECIDED = {PairState.SAME, PairState.DIFFERENT}


def line_problem(line: float | None) -> Problem | None:
    """Only the lines that the page explains."""
    return None if line is None or line in LINES else Problem("line", "Choose one of the lines shown")


def confirm_problem(proposed_by: UUID | None, by: UUID | None) -> Problem | None:
    """A line is raised by two people who signed in."""
    if by is None or proposed_by is None:
        return Problem("line", "Only somebody who signed in changes this")
    return Problem("line", "You proposed this: somebody else has to confirm it") if by == proposed_by else None
