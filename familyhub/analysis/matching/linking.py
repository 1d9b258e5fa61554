"""From two lists, or one, to ranked candidates, links and what is shown for review. No labels are known here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from familyhub.analysis.matching.facts import Facts, is_nhs_number
from familyhub.analysis.matching.model import APART, PAIRINGS, WHERE, Model
from familyhub.analysis.matching.pairs import BORN, GIVEN, NHS, SEX, Ints, Levels, Pairs, Table, candidates
from familyhub.analysis.matching.training import Fit, Floats, Lot, lot_of, patterns_of

Flags = npt.NDArray[np.bool_]
NEAR = PAIRINGS.index("other near")
DRAWN = (5_000, 100_000)
"""Pairs drawn by lot, to learn how alike strangers are: ten for each person, but no fewer and no more."""
LEAST_FREE = 0.1
EVEN = 1.001
"""Two with the same odds are each a little less likely than not."""
TWICE_AT = 0.9
"""From this probability on, two entries of one list are taken to be one person, and do not stand against each other."""
WITHIN = {"same home": 0.001, "same near": 0.0001, "same away": 0.001}
TWINS_UNSEEN = 0.02
"""Twins for each person where no address tells who is family."""


@dataclass(frozen=True)
class Linked:
    """Candidates with the probability that they are one person. All arrays are as long as `pairs`.

    `is_linked`: at or above the model's line. `is_automatic`: linked with nobody looking, as delivered. `is_shown`:
    worth showing to a person.
    """

    pairs: Pairs
    probability: Floats
    is_linked: Flags
    is_automatic: Flags
    is_shown: Flags
    model: Model


@dataclass(frozen=True)
class _Within:
    """Candidates within one list."""

    pairs: Pairs
    levels: Levels
    lot: Lot


def link(left: Sequence[Facts], right: Sequence[Facts] | None, model: Model) -> Linked:
    """Learn from these lists and score their candidates; `right` None: find who stands twice in one list."""
    table = Table(left, right)
    pairs = candidates(left, right)
    levels = table.levels(pairs)
    across = _across(levels, left, right, model)
    drawn = _drawn(table, across, is_one_list=right is None)
    within = [] if right is None else [_within(side, model) for side in (left, right)]
    fit = Fit(model)
    fit.learn([across, drawn, *(side.lot for side in within)])
    same = _same(fit, levels, across)
    if right is not None:
        groups = [_groups(fit, side, len(people)) for side, people in zip(within, (left, right), strict=True)]
        same = compete(pairs, same, groups, float(across.counts[: len(WHERE)].sum()))
    incoming = len(left if right is None else right)
    return _lines(pairs, same, levels, left, fit.learned(across.counts, incoming, float(len(left))))


def _same(fit: Fit, levels: Levels, lot: Lot) -> Floats:
    """The probability that each pair is one person."""
    patterns, _, where = patterns_of(levels)
    return np.asarray(fit.posterior(patterns, lot.counts)[:, : len(WHERE)].sum(axis=1)[where])


def _across(levels: Levels, left: Sequence[Facts], right: Sequence[Facts] | None, model: Model) -> Lot:
    incoming = len(left if right is None else right)
    counts = [model.expected.get(pairing, 0.0) * incoming for pairing in PAIRINGS]
    counts[APART], counts[NEAR] = _all_pairs(left, right), neighbours(left, right)
    return lot_of(levels, counts, least=0.0 if counts[NEAR] > 1 else TWINS_UNSEEN * incoming)


def _all_pairs(left: Sequence[Facts], right: Sequence[Facts] | None) -> float:
    many = len(left) * (len(left) - 1) / 2 if right is None else len(left) * len(right)
    return max(float(many), 1.0)


def neighbours(left: Sequence[Facts], right: Sequence[Facts] | None) -> float:
    """How many pairs live near each other: the same postcode, or the same street where there is none."""
    a = Counter(one.postcode or one.street for one in left)
    b = a if right is None else Counter(one.postcode or one.street for one in right)
    many = sum(count * b[place] for place, count in a.items() if place)
    return max(float(many) / (2 if right is None else 1), 1.0)


def _within(side: Sequence[Facts], model: Model) -> _Within:
    """A list of people nearly all different: how alike different people are."""
    counts = [WITHIN.get(pairing, model.expected.get(pairing, 0.0) / 2) * len(side) for pairing in PAIRINGS]
    counts[APART], counts[NEAR] = _all_pairs(side, None), neighbours(side, None)
    pairs = candidates(side, None)
    levels = Table(side, None).levels(pairs)
    return _Within(pairs, levels, lot_of(levels, counts, least=TWINS_UNSEEN * len(side)))


def _drawn(table: Table, across: Lot, *, is_one_list: bool) -> Lot:
    """Pairs drawn by lot, always the same ones for the same lists; as likely to be anything as those across."""
    dice = np.random.default_rng(20)
    many = int(np.clip(10 * (len(table.left) + len(table.right)), *DRAWN))
    drawn = Pairs(dice.integers(len(table.left), size=many), dice.integers(len(table.right), size=many))
    if is_one_list:
        drawn = drawn.some(drawn.left != drawn.right)
    lot = lot_of(table.levels(drawn), [], is_drawn=True)
    lot.counts = across.counts
    return lot


def _groups(fit: Fit, side: _Within, many: int) -> Ints:
    """A number for each of a list, shared by entries that are plainly one person."""
    groups = np.arange(many, dtype=np.int64)
    same = _same(fit, side.levels, side.lot) >= TWICE_AT
    for one, other in zip(side.pairs.left[same].tolist(), side.pairs.right[same].tolist(), strict=True):
        groups[groups == groups[other]] = groups[one]
    return groups


def compete(pairs: Pairs, same: Floats, groups: Sequence[Ints], matches: float) -> Floats:
    """Nobody is two people: each candidate stands against the others of both, and against having no match at all.

    `groups` number the people of each list. `matches` is how many matches there are thought to be: where nearly
    everybody has one, somebody for whom no other candidate is left is the likelier to be this one.
    """
    odds = same / np.maximum(1 - same, 1e-12)
    free = [max(1 - matches / max(len(people), 1), LEAST_FREE) for people in groups]
    of_right = _rivals(pairs.right, groups[0][pairs.left], odds)
    of_left = _rivals(pairs.left, groups[1][pairs.right], odds)
    likely = odds / (odds + (free[1] + of_right) * (free[0] + of_left))
    # of two who cannot both be the one, not both are likely
    most = odds / np.maximum(odds + EVEN * np.maximum(of_right, of_left), 1e-12)
    return np.asarray(np.minimum(likely, most))


def _rivals(one: Ints, others: Ints, odds: Floats) -> Floats:
    """For each pair, the odds of the same one with everybody else."""
    if not len(one):
        return odds
    _, mine = np.unique(one * (others.max() + 1) + others, return_inverse=True)
    together = np.bincount(mine.reshape(-1), odds)[mine.reshape(-1)]
    return np.asarray(np.maximum(np.bincount(one, odds)[one] - together, 0))


def _lines(pairs: Pairs, same: Floats, levels: Levels, left: Sequence[Facts], model: Model) -> Linked:
    has_number = np.array([is_nhs_number(one.nhs) for one in left], bool)[pairs.left]
    agrees = (levels[:, NHS] == 3) & (levels[:, BORN] >= 6) & (levels[:, GIVEN] >= 3) & (levels[:, SEX] != 1)
    automatic = has_number & agrees
    # a number that two on the register have is nobody's
    twice = np.bincount(pairs.right[automatic], minlength=int(pairs.right.max(initial=0)) + 1)
    automatic &= twice[pairs.right] == 1
    linked, shown = (same >= model.link_at) | automatic, (same >= model.show_at) | automatic
    return Linked(pairs, same, linked, automatic, shown, model)
