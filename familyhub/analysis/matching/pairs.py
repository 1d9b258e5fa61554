"""Many pairs at once: which are worth comparing, and the level of each comparison."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from familyhub.analysis.matching.comparing import BY_CODE, COMPARISONS, Comparison, are_exchanged
from familyhub.analysis.matching.facts import Facts
from familyhub.analysis.matching.spelling import heard

Ints = npt.NDArray[np.int64]
Levels = npt.NDArray[np.int8]
MOST_IN_A_BLOCK = 60_000
"""Pairs that share a key; more of them say that the key tells nobody apart."""
FEW = 10_000
"""So many pairs are all compared."""


@dataclass(frozen=True)
class Pairs:
    """Places in the list of one side and of the other."""

    left: Ints
    right: Ints

    def __len__(self) -> int:
        return len(self.left)

    def some(self, which: npt.NDArray[Any]) -> Pairs:
        """Those at some places."""
        return Pairs(self.left[which], self.right[which])


Key = Callable[[Facts], Hashable]


def _whole(*parts: object) -> Hashable:
    """A key, or None where a part of it is missing: nobody is found by what is not known."""
    return parts if all(parts) else None


def keys_of(one: Facts) -> Iterable[Hashable]:
    """Everything that somebody can be found by. Two who share none of it are not compared."""
    heard_given, heard_family = heard(one.given)[:3], heard(one.family)[:4]
    year, month, day = one.born or (0, 0, 0)
    return (
        one.born,
        _whole(one.given, one.family),
        _whole(*sorted([one.given, one.family])) if one.given and one.family else None,
        _whole(year, heard_given, heard_family),
        _whole(year, min(month, day), max(month, day), heard_family[:3]),
        _whole(year, min(month, day), max(month, day), heard_given),
        _whole(year, month, one.given),
        _whole(year, day, one.given),
        _whole(month, day, one.given),
        _whole(year, month, one.family),
        _whole(year, day, one.family),
        _whole(month, day, one.family),
        _whole(one.postcode, one.given[:3]),
        _whole(one.postcode, heard_family),
        _whole(one.street, one.house),
        _whole(one.postcode, one.house),
        _whole(one.street, one.given),
        _whole(one.street, one.family),
        _whole(one.nhs),
        _whole(one.phone),
        _whole(one.email),
    )


def candidates(left: Sequence[Facts], right: Sequence[Facts] | None) -> Pairs:
    """Pairs that share a key, each once; where `right` is None, pairs within one list, each one way round."""
    many = len(left) * len(left if right is None else right)
    if many <= FEW:
        return _every(len(left), None if right is None else len(right))
    width = np.int64(len(left if right is None else right))
    found = [np.empty(0, np.int64)]
    left_keys = [tuple(keys_of(one)) for one in left]
    right_keys = left_keys if right is None else [tuple(keys_of(one)) for one in right]
    for place in range(len(left_keys[0])):
        joined = _sharing([keys[place] for keys in left_keys], [keys[place] for keys in right_keys])
        if right is None:
            joined = joined.some(joined.left < joined.right)
        found.append(np.unique(joined.left * width + joined.right))
    codes = np.unique(np.concatenate(found))
    return Pairs(codes // width, codes % width)


def _every(left: int, right: int | None) -> Pairs:
    if right is None:
        one, other = np.triu_indices(left, 1)
        return Pairs(one.astype(np.int64), other.astype(np.int64))
    grid = np.indices((left, right)).reshape(2, -1)
    return Pairs(grid[0].astype(np.int64), grid[1].astype(np.int64))


def _sharing(left: Sequence[Hashable], right: Sequence[Hashable]) -> Pairs:
    """Every pair with the same key, but those of keys that too many share."""
    numbers: dict[Hashable, int] = {}
    a = np.array([-1 if key is None else numbers.setdefault(key, len(numbers)) for key in left], np.int64)
    b = np.array([-1 if key is None else numbers.get(key, -1) for key in right], np.int64)
    in_a, in_b = np.flatnonzero(a >= 0), np.flatnonzero(b >= 0)
    in_b = in_b[np.argsort(b[in_b], kind="stable")]
    of_a = np.bincount(a[in_a], minlength=len(numbers))
    of_b = np.bincount(b[in_b], minlength=len(numbers))
    starts = np.cumsum(of_b) - of_b
    in_a = in_a[(of_a * of_b)[a[in_a]] <= MOST_IN_A_BLOCK]
    many = of_b[a[in_a]]
    offsets = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return Pairs(np.repeat(in_a, many), in_b[np.repeat(starts[a[in_a]], many) + offsets])


class Table:
    """Two lists, or one, side by side; compares pairs of them."""

    def __init__(self, left: Sequence[Facts], right: Sequence[Facts] | None) -> None:
        self.left, self.right = left, left if right is None else right
        everybody = [*left, *([] if right is None else right)]
        self.columns = [_Column(comparison, everybody, len(left), right is None) for comparison in COMPARISONS]
        self.names = _Crossed(self.left, self.right, lambda one: (one.given, one.middle))
        self.sounds = _Crossed(self.left, self.right, lambda one: (heard(one.given)[:2], heard(one.family)[:2]))

    def levels(self, pairs: Pairs) -> Levels:
        """The level of each comparison for each pair, in the order of COMPARISONS."""
        levels = np.empty((len(pairs), len(COMPARISONS)), np.int8)
        for place, column in enumerate(self.columns):
            levels[:, place] = column.levels(pairs)
        self._other_way_round(pairs, levels)
        return levels

    def _other_way_round(self, pairs: Pairs, levels: Levels) -> None:
        """Where neither name fits: forename and surname exchanged, or the middle name used as the forename."""
        unlike = (levels[:, GIVEN] == 1) | (levels[:, GIVEN] == 2)
        middle = unlike & self.names.cross(pairs)
        levels[middle, GIVEN], levels[middle, MIDDLE] = 4, 0
        perhaps = unlike & ((levels[:, FAMILY] == 1) | (levels[:, FAMILY] == 2)) & self.sounds.crosses(pairs)
        for place in np.flatnonzero(perhaps):
            if are_exchanged(self.left[pairs.left[place]], self.right[pairs.right[place]]):
                levels[place, GIVEN], levels[place, FAMILY] = 5, 4


class _Crossed:
    """Two values of everybody, numbered alike, so that one's first can be held against another's second."""

    def __init__(self, left: Sequence[Facts], right: Sequence[Facts], of: Callable[[Facts], tuple[str, str]]) -> None:
        numbers: dict[str, int] = {"": -1}
        self.left, self.right = (
            np.array([[numbers.setdefault(v, len(numbers)) for v in of(one)] for one in side], np.int64).reshape(-1, 2)
            for side in (left, right)
        )

    def _equal(self, pairs: Pairs, one: int, other: int) -> npt.NDArray[np.bool_]:
        values = self.left[pairs.left, one]
        return np.asarray((values == self.right[pairs.right, other]) & (values >= 0))

    def cross(self, pairs: Pairs) -> npt.NDArray[np.bool_]:
        """Is one's first the other's second, either way?"""
        return self._equal(pairs, 0, 1) | self._equal(pairs, 1, 0)

    def crosses(self, pairs: Pairs) -> npt.NDArray[np.bool_]:
        """Both ways?"""
        return self._equal(pairs, 0, 1) & self._equal(pairs, 1, 0)


CODES = [comparison.code for comparison in COMPARISONS]
GIVEN, FAMILY, MIDDLE, SEX, BORN, NHS = (CODES.index(c) for c in ("given", "family", "middle", "sex", "born", "nhs"))


class _Column:
    """The values of one comparison on both sides, numbered, so that each two values are compared once."""

    def __init__(self, comparison: Comparison, everybody: Sequence[Facts], many_left: int, is_one_list: bool) -> None:
        self.comparison = comparison
        numbers: dict[Any, int] = {}
        values = (getattr(one, comparison.code) for one in everybody)
        places = np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)
        self.values = list(numbers)
        self.left, self.right = places[:many_left], places if is_one_list else places[many_left:]
        counts = np.bincount(places, minlength=len(numbers)).astype(float)
        for value in ("", None):
            if value in numbers:
                counts[numbers[value]] = 0
        self.shares = counts / max(counts.sum(), 1.0)

    def levels(self, pairs: Pairs) -> Levels:
        codes = self.left[pairs.left] * len(self.values) + self.right[pairs.right]
        unique, where = np.unique(codes, return_inverse=True)
        compare, values, many = self.comparison.compare, self.values, len(self.values)
        found = np.array([compare(values[code // many], values[code % many]) for code in unique.tolist()], np.int8)
        if self.comparison.is_weighed and len(found):
            self._weigh(found, unique)
        return found[where.reshape(-1)] if len(found) else np.empty(0, np.int8)

    def _weigh(self, found: Levels, codes: Ints) -> None:
        usual = BY_CODE[self.comparison.code].level("usual")
        shares = self.shares[codes // len(self.values)]
        found[(found == usual) & (shares >= self.comparison.common)] = usual - 1
        found[(found == usual) & (shares < self.comparison.rare)] = usual + 1
