"""Divide a district's small areas into numbered areas: by halving, always across its longer side.

The sources do not say where areas lie. This rule is deterministic, keeps neighbours together and balances the weight
(children aged 0 to 4 where known, otherwise one for each small area). The result is local configuration, not fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """A small area: its code, a middle point in metres, and what it weighs."""

    code: str
    easting: float
    northing: float
    weight: float


def divide(spots: Sequence[Spot], parts: Sequence[int]) -> list[list[Spot]]:
    """`spots` in `len(parts)` groups, weighing in proportion to `parts`; none is empty if they suffice."""
    if len(parts) <= 1:
        return [sorted(spots, key=lambda spot: spot.code)]
    half = len(parts) // 2
    ordered = _along_longer_side(spots)
    cut = _cut(ordered, sum(parts[:half]) / sum(parts), half, len(parts) - half)
    return divide(ordered[:cut], parts[:half]) + divide(ordered[cut:], parts[half:])


def _along_longer_side(spots: Sequence[Spot]) -> list[Spot]:
    east = [spot.easting for spot in spots] or [0.0]
    north = [spot.northing for spot in spots] or [0.0]
    if max(east) - min(east) > max(north) - min(north):
        return sorted(spots, key=lambda spot: (spot.easting, spot.code))
    return sorted(spots, key=lambda spot: (-spot.northing, spot.code))


def _cut(ordered: Sequence[Spot], share: float, before: int, after: int) -> int:
    """How many spots the first side takes, leaving each side at least as many as its parts."""
    wanted = share * sum(spot.weight for spot in ordered)
    weight, taken = 0.0, 0
    for spot in ordered:
        if weight + spot.weight / 2 > wanted:
            break
        weight, taken = weight + spot.weight, taken + 1
    return max(min(taken, len(ordered) - after), min(before, len(ordered)))


def nearest(spot: Spot, among: Sequence[Spot]) -> Spot | None:
    """The one of `among` nearest to `spot`, the lower code where two are as near; None where there is none."""
    return min(
        among,
        key=lambda other: (
            (other.easting - spot.easting) ** 2 + (other.northing - spot.northing) ** 2,
            other.code,
        ),
        default=None,
    )
