"""Scoring two people, or one against a few candidates, while somebody types: plain functions over `weights.json`.

The levels, the shares and the sums are those of the evaluation. What is more here: several names and homes on each
side, phones, emails, birth order, and the reasons in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp

from familyhub.analysis.matching.comparing import BY_CODE, COMPARISONS, Comparison, are_exchanged, goes_by_middle
from familyhub.analysis.matching.facts import Facts, facts_of, is_nhs_number
from familyhub.analysis.matching.known import Home, Known, Scored
from familyhub.analysis.matching.model import PAIRINGS, WHERE, WHO, Model, delivered
from familyhub.analysis.matching.words import reasons_for

Commonness = Callable[[str, str], float | None]
"""How common a value is: ("family", "smith") to its share of the register, or None where nobody counted."""
PERSON = tuple(comparison for comparison in COMPARISONS if not comparison.is_of_place)
PLACE = tuple(comparison for comparison in COMPARISONS if comparison.is_of_place)
NAMED = tuple(BY_CODE[code] for code in ("given", "family", "middle"))
REST = tuple(comparison for comparison in PERSON if comparison not in NAMED)
UNLIKE = (1, 2)
USUAL_AT_LEAST = 5
Levels = dict[str, int]
Logs = tuple[float, ...]


@dataclass(frozen=True)
class Weighed:
    """Two people compared: the level of each comparison, and the probability of each of WHO and each of PAIRINGS."""

    levels: Levels
    pairings: Logs
    is_old_home: bool

    def of(self, who: str) -> float:
        """The probability that they are this to each other."""
        start = WHO.index(who) * len(WHERE)
        return sum(self.pairings[start : start + len(WHERE)])


class Side:
    """One person made ready: the plain values of each name and of each home."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.names = [facts_of(known), *(facts_of(known, name) for name in known.other_names)]
        others = [facts_of(known, home=home) for home in known.homes[1:]]
        is_current = [home.is_current for home in known.homes or (Home(),)]
        self.homes = list(zip([self.names[0], *others], is_current, strict=True))
        self.phones = {facts_of(Known(phones=(phone,))).phone for phone in known.phones}
        self.emails = {email.strip().lower() for email in known.emails}


def score(a: Known, b: Known, model: Model | None = None, commonness: Commonness | None = None) -> Scored:
    """Are these two one person? By themselves; `rank` also holds candidates against each other."""
    return rank(a, [b], model, commonness)[0]


def rank(
    new: Known, candidates: Sequence[Known], model: Model | None = None, commonness: Commonness | None = None
) -> list[Scored]:
    """A score for each candidate, in their order: nobody is two of them, so that each makes the others less likely."""
    model = model or delivered()
    side, sums = Side(new), _sums_of(model)
    others = [Side(candidate) for candidate in candidates]
    weighed = [weigh(side, other, sums, commonness) for other in others]
    odds = [each.of("same") / max(1 - each.of("same"), 1e-12) for each in weighed]
    free = 1 - sum(model.expected[pairing] for pairing in PAIRINGS[: len(WHERE)])
    together, scored = sum(odds), []
    for other, each, mine in zip(others, weighed, odds, strict=True):
        probability = mine / (mine + free + together - mine)
        is_automatic = may_be_automatic(side, other, each.levels)
        is_shown = is_automatic or probability >= model.show_at or each.levels["nhs"] == BY_CODE["nhs"].level("same")
        scored.append(Scored(round(probability, 6), reasons_for(each), is_automatic, is_shown))
    return scored


def may_be_automatic(a: Side, b: Side, levels: Levels) -> bool:
    """As delivered: a verified NHS number on both sides with the same date of birth, and nothing that speaks against.

    A forename that differs or is missing, another sex and another place in the birth order each veto: twins have
    neighbouring numbers and one birth date, and a baby may have no name yet.
    """
    if not (a.known.nhs_is_verified and b.known.nhs_is_verified and is_nhs_number(a.names[0].nhs)):
        return False
    if a.known.born_is_estimated or b.known.born_is_estimated:
        return False
    agrees = {"nhs": "same", "born": "common", "given": "initial"}
    vetoes = levels["sex"] == 1 or levels["order"] == 1
    return not vetoes and all(levels[code] >= BY_CODE[code].level(least) for code, least in agrees.items())


def weigh(a: Side, b: Side, sums: Sums, commonness: Commonness | None = None) -> Weighed:
    """Compare two people in every name and home that is known, and take the likeliest."""
    levels = _levels(a.names[0], b.names[0], REST, commonness)
    names = [_named(x, y, commonness) for x in a.names for y in b.names]
    levels |= _likeliest(names, sums)
    homes = [(_levels(x, y, PLACE, None), old and older) for x, old in a.homes for y, older in b.homes]
    place, is_current = max(homes, key=lambda home: (sums.in_favour(home[0], "home", "away"), home[1]))
    levels |= place
    levels["phone"], levels["email"] = _any_same(a.phones, b.phones), _any_same(a.emails, b.emails)
    _loosen(a.known, b.known, levels)
    return Weighed(levels, sums.pairings(levels), not is_current)


def _likeliest(names: list[Levels], sums: Sums) -> Levels:
    return names[0] if len(names) == 1 else max(names, key=lambda levels: sums.in_favour(levels, "same", "other"))


def _named(a: Facts, b: Facts, commonness: Commonness | None) -> Levels:
    """The levels of the names; exchanged ones and a middle name in use count as nearly the same."""
    levels = _levels(a, b, NAMED, commonness)
    if levels["given"] in UNLIKE and goes_by_middle(a, b):
        levels["given"], levels["middle"] = BY_CODE["given"].level("form"), 0
    elif levels["given"] in UNLIKE and levels["family"] in UNLIKE and are_exchanged(a, b):
        levels["given"], levels["family"] = BY_CODE["given"].level("close"), BY_CODE["family"].level("close")
    return levels


def _levels(a: Facts, b: Facts, of: Iterable[Comparison], commonness: Commonness | None) -> Levels:
    levels = {}
    for comparison in of:
        value = getattr(a, comparison.code)
        level = comparison.compare(value, getattr(b, comparison.code))
        if level > USUAL_AT_LEAST and comparison.is_weighed and level == comparison.level("usual"):
            level += _commonness(comparison, value, commonness)
        levels[comparison.code] = level
    return levels


def _commonness(comparison: Comparison, value: object, commonness: Commonness | None) -> int:
    """-1 for a common value, 1 for a rare one, 0 for a usual one or where nobody counted."""
    if isinstance(value, tuple):
        return -1 if value[1:] == (1, 1) else 0  # the first of January stands where nobody knows the day
    share = commonness(comparison.code, str(value)) if commonness else None
    if share is None:
        return 0
    return -1 if share >= comparison.common else int(share < comparison.rare)


def _loosen(a: Known, b: Known, levels: Levels) -> None:
    """An estimated date of birth does not contradict one of about the same time, and proves little."""
    if not (a.born_is_estimated or b.born_is_estimated) or a.born_on is None or b.born_on is None:
        return
    born = BY_CODE["born"]
    least = {0: "two parts", 1: "year"}.get(abs(a.born_on.year - b.born_on.year), "different")
    levels["born"] = min(max(levels["born"], born.level(least)), born.level("common"))


def _any_same(one: set[str], other: set[str]) -> int:
    return 0 if not one or not other else 2 if one & other else 1


class Sums:
    """The logarithms of a model, ready to add up."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.logs: dict[str, dict[str, list[float]]] = {}
        self.rows: dict[str, list[Logs]] = {}
        for comparison in COMPARISONS:
            kinds = WHERE if comparison.is_of_place else WHO
            logs = {kind: model.logs(comparison.code, kind) for kind in kinds}
            self.logs[comparison.code] = logs
            self.rows[comparison.code] = list(zip(*logs.values(), strict=True))
        self.priors = model.prior_logs()

    def in_favour(self, levels: Levels, one: str, other: str) -> float:
        """How much these levels speak for one kind against another."""
        return sum(self.logs[code][one][level] - self.logs[code][other][level] for code, level in levels.items())

    def _added(self, levels: Levels, of: Iterable[Comparison]) -> list[float]:
        """For each kind, the sum over the comparisons that say something."""
        told = [self.rows[comparison.code][levels[comparison.code]] for comparison in of if levels[comparison.code]]
        return [sum(column) for column in zip(*told, strict=True)]

    def pairings(self, levels: Levels) -> Logs:
        """The probability of each of PAIRINGS."""
        who = self._added(levels, PERSON) or [0.0] * len(WHO)
        where = self._added(levels, PLACE) or [0.0] * len(WHERE)
        joint = [x + y for x in who for y in where]
        most = max(map(sum, zip(joint, self.priors, strict=True)))
        likely = [exp(one + prior - most) for one, prior in zip(joint, self.priors, strict=True)]
        whole = sum(likely)
        return tuple(part / whole for part in likely)


_KEPT: list[Sums] = []


def _sums_of(model: Model) -> Sums:
    """The sums of the model that was used last are kept: it is nearly always the same."""
    if not _KEPT or _KEPT[0].model is not model:
        _KEPT[:] = [Sums(model)]
    return _KEPT[0]
