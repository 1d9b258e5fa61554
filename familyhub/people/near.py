"""The keys by which a whole name is found though a part of it was written otherwise. Two parts make each of them.

One part alone is shared by thousands, a part with the sound of another by a few: so a search reads a few rows in a
county of any size. x: two parts as they sound, or a forename by what it is short for; y: one part as it sounds with the
beginning, the end or the initial of another. Which part is the forename is not asked: they are swapped often enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, permutations

from familyhub.analysis.matching.nicknames import forms_of, meant_by
from familyhub.analysis.matching.spelling import heard
from familyhub.analysis.matching.spelling import plain as in_one_script

MOST_PARTS = 5
REMEMBERED = 20_000
SHORT = 2
"""Letters of a name that is typed as an initial."""
END = 3


@lru_cache(maxsize=REMEMBERED)
def _codes(part: str) -> tuple[str, ...]:
    """How it sounds, first; then what it may be a form of."""
    return (heard(part), *(f"~{full}" for full in meant_by().get(part, ())))


@lru_cache(maxsize=REMEMBERED)
def _ends(part: str) -> tuple[str, ...]:
    return (f"^{part[0]}", f"^{part[:END]}", f"{part[-END:]}$")


def _parts(name: str) -> list[str]:
    return list(dict.fromkeys(in_one_script(name).split()))[:MOST_PARTS]


def _pairs(parts: Iterable[str]) -> Iterator[str]:
    for a, b in combinations(parts, 2):
        for one in _codes(a):
            for other in _codes(b):
                if not (one[0] == other[0] == "~"):
                    yield f"x:{min(one, other)}|{max(one, other)}"


def near_keys(names: Iterable[str]) -> list[str]:
    """The keys of somebody with these plain whole names."""
    keys: set[str] = set()
    for parts in map(_parts, names):
        keys.update(_pairs(parts))
        keys.update(f"y:{_codes(a)[0]}|{end}" for a, b in permutations(parts, 2) for end in _ends(b))
    return sorted(keys)


def asked_keys(name: str) -> list[str]:
    """The keys to look for when this plain whole name is asked for; an initial finds whoever has it.

    Of one name alone: w: the other forms of it, by which it is known again among those found by something else.
    """
    parts = _parts(name)
    if len(parts) == 1:
        return [f"w:{form}" for form in forms_of(parts[0])]
    keys = set(_pairs(parts))
    for a, b in permutations(parts, 2):
        if len(a) > SHORT:
            ends = _ends(b)[:1] if len(b) <= SHORT else _ends(b)[1:]
            keys.update(f"y:{_codes(a)[0]}|{end}" for end in ends)
    return sorted(keys)
