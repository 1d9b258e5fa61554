"""How good links are, against the truth that the matcher never saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from familyhub.analysis.matching.linking import Flags, Linked
from familyhub.analysis.matching.pairs import Ints

RANKS = (1, 3, 5)


@dataclass(frozen=True)
class Truth:
    """Who is who on both sides, as numbers; `right` is `left` where one list is held against itself."""

    left: Ints
    right: Ints
    is_one_list: bool

    @property
    def pairs(self) -> int:
        """How many true pairs there are."""
        a = Counter(self.left.tolist())
        if self.is_one_list:
            return sum(many * (many - 1) // 2 for many in a.values())
        return sum(many * a[person] for person, many in Counter(self.right.tolist()).items())

    @property
    def is_new(self) -> Flags:
        """For each incoming entry: is nobody else this person?"""
        seen = Counter(self.left.tolist())
        least = 2 if self.is_one_list else 1
        return np.array([seen[person] < least for person in self.right.tolist()], bool)


def truth_of(left: Sequence[str], right: Sequence[str] | None) -> Truth:
    """From the words of the truth columns."""
    numbers: dict[str, int] = {}
    a = np.array([numbers.setdefault(word, len(numbers)) for word in left], np.int64)
    if right is None:
        return Truth(a, a, True)
    # an empty truth is nobody on the other side
    b = np.array([numbers.setdefault(f"\1{w}" if w[:1] == "\0" else w, len(numbers)) for w in right], np.int64)
    return Truth(a, b, False)


def measure(linked: Linked, truth: Truth) -> dict[str, Any]:
    """Every figure. A share of nothing is None."""
    is_true = truth.left[linked.pairs.left] == truth.right[linked.pairs.right]
    right, true_pairs = int((linked.is_linked & is_true).sum()), truth.pairs
    found = int(linked.is_linked.sum())
    precision, recall = share(right, found), share(right, true_pairs)
    both = (precision or 0) + (recall or 0)
    new = truth.is_new
    wrong, wrong_alone = linked.is_linked & ~is_true, linked.is_automatic & ~is_true
    return {
        "threshold": linked.model.link_at,
        "precision": precision,
        "recall": recall,
        "f1": round(2 * (precision or 0) * (recall or 0) / both, 4) if both else 0.0,
        "wrong_per_100_new": per_100(_touched(linked, wrong, truth) & new, int(new.sum())),
        "auto_wrong_per_100_new": per_100(_touched(linked, wrong_alone, truth) & new, int(new.sum())),
        "shown_recall": share(int((linked.is_shown & is_true).sum()), true_pairs),
        "review_per_100": per_100(_for_review(linked, truth), len(truth.right)),
        **{f"recall_at_{rank}": value for rank, value in zip(RANKS, ranked(linked, truth, is_true), strict=True)},
        "true_pairs": true_pairs,
        "linked_pairs": found,
        "automatic_pairs": int(linked.is_automatic.sum()),
        "automatic_wrong_pairs": int(wrong_alone.sum()),
        "new_people": int(new.sum()),
        "candidate_pairs": len(linked.pairs),
    }


def share(some: int, of: int) -> float | None:
    """A share, or None of nothing."""
    return round(some / of, 4) if of else None


def per_100(which: Flags, of: int) -> float:
    """How many per 100; 0 of nothing."""
    return round(100 * int(which.sum()) / of, 2) if of else 0.0


def _touched(linked: Linked, which: Flags, truth: Truth) -> Flags:
    """The incoming entries that stand in some of the pairs."""
    touched = np.zeros(len(truth.right), bool)
    touched[linked.pairs.right[which]] = True
    if truth.is_one_list:
        touched[linked.pairs.left[which]] = True
    return touched


def _for_review(linked: Linked, truth: Truth) -> Flags:
    """Entries with somebody to look at, and no automatic link that has settled it."""
    return _touched(linked, linked.is_shown, truth) & ~_touched(linked, linked.is_automatic, truth)


def ranked(linked: Linked, truth: Truth, is_true: Flags) -> list[float | None]:
    """Of the entries that have a true match: for how many is one among the first 1, 3, 5 candidates?"""
    one, sure, good = linked.pairs.right, linked.probability, is_true
    if truth.is_one_list:
        one = np.concatenate([one, linked.pairs.left])
        sure, good = np.concatenate([sure, sure]), np.concatenate([good, good])
    order = np.lexsort((-sure, one))
    one, good = one[order], good[order]
    starts = np.searchsorted(one, one, side="left")
    place = np.arange(len(one)) - starts
    have = int((~truth.is_new).sum())
    return [share(len(np.unique(one[good & (place < rank)])), have) for rank in RANKS]
