"""The model: how often each level of each comparison is seen, by who two people are to each other and where they live.

Two descriptions are of one person, of family or of strangers; of one home, of neighbours or of homes apart. That is the
whole of it: family of one home share surname, address and, as twins, the birth date, and are told from one person by
what family does not share. Every share is data (`weights.json`), and may be learned anew from pairs without labels.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Any

from familyhub.analysis.matching.comparing import COMPARISONS

DELIVERED = Path(__file__).with_name("weights.json")
WHO = ("same", "kin", "twin", "namesake", "other")
WHERE = ("home", "near", "away")
PAIRINGS = tuple(f"{who} {where}" for who in WHO for where in WHERE)
APART = PAIRINGS.index("other away")
LEAST = 1e-9


@dataclass(frozen=True)
class Model:
    """`shares[code][kind]` is the share of pairs at each level after "not known", for kind in WHO or in WHERE.

    `expected` is how many pairs of each pairing there are for one incoming person; strangers apart are the register.
    """

    shares: Mapping[str, Mapping[str, Sequence[float]]]
    expected: Mapping[str, float]
    register: float
    link_at: float
    show_at: float

    def logs(self, code: str, kind: str) -> list[float]:
        """Logarithm of each level's share; 0 for "not known", which says nothing."""
        return [0.0, *(log(max(share, LEAST)) for share in self.shares[code][kind])]

    def prior_logs(self) -> list[float]:
        """Logarithm of the expected pairs of each pairing, in the order of PAIRINGS."""
        counts = [*(self.expected[pairing] for pairing in PAIRINGS[:APART]), self.register]
        return [log(max(count, LEAST)) for count in counts]

    def told(self) -> dict[str, Any]:
        """As data, in the form of `weights.json`."""
        kinds = {"who": False, "where": True}
        parts = {
            part: {c.code: dict(self.shares[c.code]) for c in COMPARISONS if c.is_of_place is place}
            for part, place in kinds.items()
        }
        lines = {"register": self.register, "link_at": self.link_at, "show_at": self.show_at}
        return {**parts, "expected": dict(self.expected), **lines}


def model_from(data: Mapping[str, Any]) -> Model:
    """A model from data in the form of `weights.json`. Errors: ValueError naming what does not fit."""
    shares = {**data["who"], **data["where"]}
    for comparison in COMPARISONS:
        for kind in WHERE if comparison.is_of_place else WHO:
            found = len(shares[comparison.code][kind])
            if found != len(comparison.levels) - 1:
                raise ValueError(f"{comparison.code}, {kind}: {found} shares for {len(comparison.levels) - 1} levels")
    return Model(shares, data["expected"], data["register"], data["link_at"], data["show_at"])


@cache
def delivered() -> Model:
    """The model as delivered."""
    return model_from(json.loads(DELIVERED.read_text(encoding="utf-8")))
