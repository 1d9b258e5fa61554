"""Short and pet forms of forenames: who may be called what."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

OWN = Path(__file__).with_name("nicknames.txt")
SHORTEST = 3
"""Letters of a short form that is simply the beginning of the full one."""


@cache
def own_forms() -> dict[str, tuple[str, ...]]:
    """Full forename to its short forms, from our own list."""
    found: dict[str, tuple[str, ...]] = {}
    for full, short in _lines():
        for name in full:
            found[name] = tuple(other for other in short if other != name)
    return found


def _lines() -> list[tuple[list[str], list[str]]]:
    lines = [line for line in OWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(full.split(), short.split()) for full, _, short in (line.partition(":") for line in lines)]


@cache
def meant_by() -> dict[str, tuple[str, ...]]:
    """Each forename of our own list to what it may mean: the first full form of each line in which it stands."""
    found: dict[str, list[str]] = {}
    for full, short in _lines():
        for name in dict.fromkeys([*full, *short]):
            found.setdefault(name, []).append(full[0])
    return {name: tuple(forms) for name, forms in found.items()}


@cache
def forms_of(name: str) -> tuple[str, ...]:
    """What else somebody of this forename may be called, by our own list."""
    meant = set(meant_by().get(name, ()))
    return tuple(other for other, full in meant_by().items() if other != name and meant & set(full))


@cache
def _known() -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for full, short in _lines():
        pairs |= {(a, b) for a in full for b in [*full, *short]}
    return pairs | {(b, a) for a, b in pairs}


def read_more(path: Path) -> int:
    """Take in a published list too: CSV with name1, relationship, name2. Returns how many pairs were new."""
    known, before = _known(), len(_known())
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            pair = ((row.get("name1") or "").lower(), (row.get("name2") or "").lower())
            if all(pair):
                known.update([pair, pair[::-1]])
    return len(known) - before


def are_forms(a: str, b: str) -> bool:
    """May one person be called both? By list, or because one is the beginning of the other. Plain names."""
    return (a, b) in _known() or (min(len(a), len(b)) >= SHORTEST and (a.startswith(b) or b.startswith(a)))
