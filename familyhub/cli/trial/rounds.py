"""The same pages asked in two counties, in rounds, and what the times of the rounds say."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.trial import database

TURNS = 40
WARM = 3
Say = Callable[[str], None]
Key = tuple[str, str]
"""Page and sitter."""


@dataclass
class County:
    """One database with its screens, the address that each opens, how each is asked (ms), and what was measured."""

    name: str
    people: int
    screens: dict[str, Any] = field(default_factory=dict)
    addresses: dict[Key, str] = field(default_factory=dict)
    asks: dict[Key, Callable[[], float]] = field(default_factory=dict)
    rounds: dict[Key, list[list[float]]] = field(default_factory=dict)


def make(
    cluster: Cluster,
    county: County,
    others: Sequence[str],
    fill: Callable[[Any, Any], None],
    *,
    kind: str,
) -> float:
    """Make the county unless it is there: `fill(owner's connection, offices)`. Returns seconds. Errors: NotMade."""
    from familyhub.cli.trial.sitting import use
    from familyhub.demo.bulk.offices import open_offices

    if database.is_there(cluster, county.name):
        return 0.0
    began, building = time.monotonic(), f"{county.name}_new"
    database.make_empty(cluster, building, kind, keep=next(name for name in others if name != county.name))
    use(building)
    offices = open_offices()
    use(county.name)
    with database.owner(cluster, building) as owner:
        fill(owner, offices)
    database.rename(cluster, building, county.name)
    return time.monotonic() - began


def measure(counties: Sequence[County], rounds: int, say: Say) -> None:
    """Every ask of every county, in turn, so that what slows the machine for a while falls on all."""
    from familyhub.cli.trial.sitting import use

    for turn in range(rounds):
        say(f"pages, round {turn + 1} of {rounds}")
        for county in counties if turn % 2 else reversed(counties):
            use(county.name)
            taken: dict[Key, list[float]] = {key: [] for key in county.asks}
            for step in range(WARM + TURNS):
                for key, ask in county.asks.items():
                    spent = ask()
                    if step >= WARM:
                        taken[key].append(spent)
            for key, times in taken.items():
                county.rounds.setdefault(key, []).append(times)


def p95(times: Sequence[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]


def of_rounds(county: County, key: Key, part: Callable[[Sequence[float]], float]) -> float:
    """The median of the rounds' own figures."""
    return median(part(times) for times in county.rounds[key])


def against(one: County, key: Key, other: County, its: Key) -> float:
    """The median of the rounds' own ratios of p95, so that what slows the machine for a while falls on both sides."""
    pairs = zip(one.rounds[key], other.rounds[its], strict=True)
    return median(p95(times) / p95(base) for times, base in pairs)
