"""What the front door's pages cost with a whole county behind them: board, decision page and work tray.

Each is asked through the whole site, as role app, in a real session, with its access row and its commit, by staff with
three teams and by staff with a whole cluster. At the top stands the worst page; each has its own figures below.

`p95_ms`: 95 of 100 requests are answered within this time. `queries`: the statements of one request, session and
access row included, the same at 10 and at 1,000 rows. `ratio_to_small`: `p95_ms` over the same at 10,000 people and as
many requests for each of them. `ratio_to_empty`: `p95_ms` over that of an empty signed-in page in the same rounds.

The data is made once, by the database from a seed (`demo.bulk`), on a durable server, and kept while seed and tables
are the same. Rounds of both databases are interleaved, and so are the pages within a round; every figure is the median
of the rounds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from familyhub.cli.bench.fence import folder
from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.trial import database

KIND = "bench_board_"
MAKERS = ("familyhub/demo/bulk/*.py", "familyhub/demo/*.py", "familyhub/places/authorities/*.toml")
SMALL = 10_000
TURNS = 40
WARM = 3
MOST_QUERIES = 25
Say = Callable[[str], None]
# who opens which page
SITTERS = {
    "board": ("officer", "officer.cluster"),
    "decision page": ("officer", "officer.cluster", "coordinator", "manager"),
    "work tray": ("officer", "officer.cluster", "coordinator", "manager"),
}
EMPTY = "empty page"


@dataclass
class County:
    """One database with its screens, the address that each opens, and what was measured there."""

    name: str
    people: int
    requests: int
    screens: dict[str, Any] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    rounds: dict[tuple[str, str], list[list[float]]] = field(default_factory=dict)


def run(
    people: int = 1_000_000, referrals: int = 200_000, rounds: int = 5, say: Say = lambda words: None
) -> dict[str, Any]:
    """Measure. Returns the worst page's figures and each page's own. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    digest = database.schema_digest(*MAKERS)
    counties = [
        County(f"{KIND}{n}_{m}_{digest}", n, m) for n, m in ((people, referrals), (SMALL, referrals * SMALL // people))
    ]
    with database.bench_cluster(folder()) as cluster:
        os.environ.update(database.variables(cluster, counties[0].name, "app"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections
        from familyhub.cli.static_files import collect

        collect()
        made = [_made(cluster, county, [each.name for each in counties], say) for county in counties]
        for county in counties:
            _open(county)
        asked = _questions(counties[0], say)
        _measure(counties, rounds, say)
        close_connections()
    return _figures(counties, asked) | {
        "people": people,
        "referrals": referrals,
        "rounds": rounds,
        "seconds_to_make_data": round(made[0], 1),
        "seconds": round(time.monotonic() - began, 1),
    }


def _made(cluster: Cluster, county: County, names: Sequence[str], say: Say) -> float:
    """Make the county unless it is there. Returns seconds."""
    from familyhub.cli.trial.sitting import use
    from familyhub.demo import bulk
    from familyhub.demo.bulk.offices import open_offices

    if database.is_there(cluster, county.name):
        return 0.0
    say(f"making {county.people:,} people with {county.requests:,} requests, once")
    began, building = time.monotonic(), f"{county.name}_new"
    database.make_empty(cluster, building, KIND, keep=next(name for name in names if name != county.name))
    use(building)
    offices = open_offices()
    use(county.name)
    with database.owner(cluster, building) as owner:
        bulk.fill(owner, offices, county.people, county.requests, say)
    database.rename(cluster, building, county.name)
    return time.monotonic() - began


def _open(county: County) -> None:
    """Sign the sitters in, and find for each the request that they would open: the first that waits for them."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from familyhub.cli.trial import empty_page
    from familyhub.cli.trial.sitting import Screen, use

    use(county.name)
    settings.ROOT_URLCONF = empty_page.__name__
    site = WSGIHandler()
    for sitter in (*SITTERS["decision page"], "quiet", "crowded"):
        county.screens[sitter] = Screen.of(sitter, site)
    for page, sitters in SITTERS.items():
        for sitter in sitters:
            county.addresses[page, sitter] = _address(page, sitter)
    county.addresses[EMPTY, "officer"] = empty_page.ADDRESS


def _address(page: str, sitter: str) -> str:
    if page != "decision page":
        return {"board": "/board/", "work tray": "/"}[page]
    from familyhub.cli.trial.waiting import request_to_open

    return f"/requests/{request_to_open(sitter)}/"


def _measure(counties: Sequence[County], rounds: int, say: Say) -> None:
    from familyhub.cli.trial.sitting import use

    for turn in range(rounds):
        say(f"pages, round {turn + 1} of {rounds}")
        for county in counties if turn % 2 else reversed(counties):
            use(county.name)
            taken: dict[tuple[str, str], list[float]] = {key: [] for key in county.addresses}
            for step in range(WARM + TURNS):
                for (page, sitter), address in county.addresses.items():
                    spent = county.screens[sitter].milliseconds(address)
                    if step >= WARM:
                        taken[page, sitter].append(spent)
            for key, times in taken.items():
                county.rounds.setdefault(key, []).append(times)


def p95(times: Sequence[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]


def _of_rounds(county: County, key: tuple[str, str], part: Callable[[Sequence[float]], float]) -> float:
    return median(part(times) for times in county.rounds[key])


def _questions(county: County, say: Say) -> dict[str, dict[str, int]]:
    """For each page how many statements it sends, with few rows and with many."""
    from familyhub.cli.trial.sitting import use
    from familyhub.cli.trial.waiting import few_and_many_rows

    use(county.name)
    asked: dict[str, dict[str, int]] = {}
    for page, rows in few_and_many_rows(county.requests).items():
        say(f"counting the statements of the {page}")
        asked[page] = {words: len(county.screens[who].questions(at)) for words, (who, at) in rows.items()}
    for (page, sitter), address in county.addresses.items():
        asked.setdefault(page, {})[sitter] = len(county.screens[sitter].questions(address))
    return asked


def _figures(counties: Sequence[County], asked: dict[str, dict[str, int]]) -> dict[str, Any]:
    large, small = counties
    empty = _of_rounds(large, (EMPTY, "officer"), p95)
    pages = {page: _page(page, large, small, asked[page]) for page in SITTERS}
    keys = ("p95_ms", "queries", "ratio_to_small", "ratio_to_empty")
    same = all(len({n for words, n in asked[page].items() if "rows" in words}) == 1 for page in SITTERS)
    return {key: max(figures[key] for figures in pages.values()) for key in keys} | {
        "queries_same_at_10_and_1000_rows": same,
        "empty_page_ms": {"p95": round(empty, 2), "median": round(_of_rounds(large, (EMPTY, "officer"), median), 2)},
        "pages": pages,
    }


def _page(page: str, large: County, small: County, asked: dict[str, int]) -> dict[str, Any]:
    keys = [key for key in large.addresses if key[0] == page]
    worst = {key[1]: _of_rounds(large, key, p95) for key in keys}
    return {
        "p95_ms": round(max(worst.values()), 2),
        "queries": max(asked.values()),
        "ratio_to_small": round(max(_against(large, key, small, key) for key in keys), 3),
        "ratio_to_empty": round(max(_against(large, key, large, (EMPTY, "officer")) for key in keys), 3),
        "median_ms": round(max(_of_rounds(large, key, median) for key in keys), 2),
        "p95_ms_by_sitter": {sitter: round(spent, 2) for sitter, spent in worst.items()},
        "p95_ms_at_10000_people": {key[1]: round(_of_rounds(small, key, p95), 2) for key in keys},
        "queries_by_case": asked,
    }


def _against(one: County, key: tuple[str, str], other: County, its: tuple[str, str]) -> float:
    """The median of the rounds' own ratios, so that what slows the machine for a while falls on both sides."""
    pairs = zip(one.rounds[key], other.rounds[its], strict=True)
    return median(p95(times) / p95(base) for times, base in pairs)
