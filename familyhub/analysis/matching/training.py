"""Learning the model from pairs without labels, by expectation and maximisation, starting from the delivered one.

Three lots of pairs teach together: candidates across the two lists; candidates within each list, which are nearly all
different people and so show how alike siblings and twins are here; and pairs drawn by lot, which show strangers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from familyhub.analysis.matching.comparing import COMPARISONS
from familyhub.analysis.matching.model import APART, LEAST, PAIRINGS, WHERE, WHO, Model
from familyhub.analysis.matching.pairs import Ints, Levels

Floats = npt.NDArray[np.float64]
TURNS = 40
PRIOR = {"same": 150.0, "kin": 150.0, "other": 500.0, "home": 150.0, "near": 150.0, "away": 500.0}
"""How many pairs the delivered shares count for. Twins and namesakes keep theirs: too few are seen to learn more than
how many there are, and left free they turn into whatever else the lists hold."""
RADIX = np.array([len(comparison.levels) for comparison in COMPARISONS], np.int64)
LEARNED = [place for place, pairing in enumerate(PAIRINGS) if pairing not in ("other near", "other away")]
"""Pairings whose number is learned; of strangers only few are candidates, so theirs is counted beforehand."""
KIN = [PAIRINGS.index("kin home"), PAIRINGS.index("kin near"), PAIRINGS.index("kin away")]
RARER = [PAIRINGS.index(f"{who} {where}") for who in ("twin", "namesake") for where in ("home", "away")]
NEVER = [PAIRINGS.index(f"{who} near") for who in ("kin", "twin", "namesake")]
"""Family next door is taken as family at home or elsewhere."""
MOST = 0.15
"""Twins, and children of a parent's name, are at most this share of the family ties that are seen."""
STEPS = np.concatenate([[1], np.cumprod(RADIX[:-1])]).astype(np.int64)


@dataclass
class Lot:
    """Patterns of levels with how often each was seen; `counts` are the pairs of each pairing that are expected.

    `least` is how many twins there may be even where no other family is seen, because nobody's address is known.
    """

    patterns: Levels
    seen: Floats
    counts: Floats
    is_drawn: bool = False
    least: float = 0.0


def patterns_of(levels: Levels) -> tuple[Levels, Floats, Ints]:
    """The different rows, how often each stands there, and where each row went."""
    codes = levels.astype(np.int64) @ STEPS
    _, first, where, seen = np.unique(codes, return_index=True, return_inverse=True, return_counts=True)
    return levels[first], seen.astype(np.float64), where.reshape(-1)


def lot_of(levels: Levels, counts: Sequence[float], *, is_drawn: bool = False, least: float = 0.0) -> Lot:
    """A lot of pairs, gathered by pattern."""
    patterns, seen, _ = patterns_of(levels)
    return Lot(patterns, seen, np.array(counts, np.float64), is_drawn, least)


class Fit:
    """Logarithms of the shares as arrays: one row for each kind, one column for each level."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.kinds = [WHERE if comparison.is_of_place else WHO for comparison in COMPARISONS]
        self.prior = [
            np.array([model.shares[comparison.code][kind] for kind in kinds])
            for comparison, kinds in zip(COMPARISONS, self.kinds, strict=True)
        ]
        self.shares = [prior / prior.sum(axis=1, keepdims=True) for prior in self.prior]

    def log_likely(self, patterns: Levels) -> tuple[Floats, Floats]:
        """For each pattern, the logarithm for each of WHO and for each of WHERE."""
        who, where = np.zeros((len(patterns), len(WHO))), np.zeros((len(patterns), len(WHERE)))
        for place, comparison in enumerate(COMPARISONS):
            known = np.log(np.maximum(self.shares[place], 1e-12))
            table = np.concatenate([np.zeros((len(known), 1)), known], axis=1)
            (where if comparison.is_of_place else who)[:] += table[:, patterns[:, place]].T
        return who, where

    def posterior(self, patterns: Levels, counts: Floats) -> Floats:
        """The probability of each pairing, for each pattern."""
        who, where = self.log_likely(patterns)
        joint = (who[:, :, None] + where[:, None, :]).reshape(len(patterns), len(PAIRINGS))
        joint += np.log(np.maximum(counts, 1e-12))
        joint -= joint.max(axis=1, keepdims=True)
        likely = np.exp(joint)
        return np.asarray(likely / likely.sum(axis=1, keepdims=True))

    def learn(self, lots: Sequence[Lot]) -> None:
        """Fit shares and counts to the lots."""
        for _ in range(TURNS):
            weights = [self.posterior(lot.patterns, lot.counts) * lot.seen[:, None] for lot in lots]
            for lot, weight in zip(lots, weights, strict=True):
                if not lot.is_drawn:
                    lot.counts[LEARNED] = weight.sum(axis=0)[LEARNED] + 1e-3
                    lot.counts[NEVER] = LEAST
                    lot.counts[RARER] = np.minimum(lot.counts[RARER], max(lot.counts[KIN].sum() * MOST, lot.least))
            for place in range(len(COMPARISONS)):
                self._update(place, lots, weights)

    def _update(self, place: int, lots: Sequence[Lot], weights: Sequence[Floats]) -> None:
        axis = 1 if self.kinds[place] is WHO else 2
        many = self.prior[place].shape[1]
        for row, kind in enumerate(self.kinds[place]):
            if kind not in PRIOR:
                continue
            counted = np.zeros(many + 1)
            for lot, weight in zip(lots, weights, strict=True):
                if lot.is_drawn is (kind in ("other", "away")):
                    of_kind = weight.reshape(-1, len(WHO), len(WHERE)).sum(axis=3 - axis)[:, row]
                    counted += np.bincount(lot.patterns[:, place], of_kind, minlength=many + 1)
            wanted = counted[1:] + PRIOR[kind] * self.prior[place][row]
            self.shares[place][row] = wanted / wanted.sum()

    def learned(self, counts: Floats, incoming: int, register: float) -> Model:
        """As a model again; `counts` are those of the lot across."""
        shares = {
            comparison.code: {
                kind: [float(f"{share:.6g}") for share in self.shares[place][row]]
                for row, kind in enumerate(self.kinds[place])
            }
            for place, comparison in enumerate(COMPARISONS)
        }
        each = {
            pairing: float(count) / max(incoming, 1) for pairing, count in zip(PAIRINGS[:APART], counts, strict=False)
        }
        return Model(shares, each, register, self.model.link_at, self.model.show_at)
