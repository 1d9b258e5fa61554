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
from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import Any

from familyhub.cli.bench.fence import folder
from familyhub.cli.trial import database
from familyhub.cli.trial.rounds import County, Say, against, make, measure, of_rounds, p95

KIND = "bench_board_"
MAKERS = ("familyhub/demo/bulk/*.py", "familyhub/demo/*.py", "familyhub/places/authorities/*.toml")
SMALL = 10_000
MOST_QUERIES = 25
# who opens which page
SITTERS = {
    "board": ("officer", "officer.cluster"),
    "decision page": ("officer", "officer.cluster", "coordinator", "manager"),
    "work tray": ("officer", "officer.cluster", "coordinator", "manager"),
}
EMPTY = "empty page"


def run(
    people: int = 1_000_000, referrals: int = 200_000, rounds: int = 5, say: Say = lambda words: None
) -> dict[str, Any]:
    """Measure. Returns the worst page's figures and each page's own. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    digest = database.schema_digest(*MAKERS)
    sizes = ((people, referrals), (SMALL, referrals * SMALL // people))
    counties = [County(f"{KIND}{n}_{m}_{digest}", n) for n, m in sizes]
    with database.bench_cluster(folder()) as cluster:
        os.environ.update(database.variables(cluster, counties[0].name, "app"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections
        from familyhub.cli.static_files import collect

        collect()
        names = [each.name for each in counties]
        made = [
            make(cluster, county, names, partial(_fill, size, say), kind=KIND)
            for county, size in zip(counties, sizes, strict=True)
        ]
        for county in counties:
            _open(county)
        asked = _questions(counties[0], referrals, say)
        measure(counties, rounds, say)
        close_connections()
    return _figures(counties, asked) | {
        "people": people,
        "referrals": referrals,
        "rounds": rounds,
        "seconds_to_make_data": round(made[0], 1),
        "seconds": round(time.monotonic() - began, 1),
    }


def _fill(size: tuple[int, int], say: Say, owner: Any, offices: Any) -> None:
    from familyhub.demo import bulk

    say(f"making {size[0]:,} people with {size[1]:,} requests, once")
    bulk.fill(owner, offices, *size, say)


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
    for (page, sitter), address in county.addresses.items():
        county.asks[page, sitter] = partial(county.screens[sitter].milliseconds, address)


def _address(page: str, sitter: str) -> str:
    if page != "decision page":
        return {"board": "/board/", "work tray": "/"}[page]
    from familyhub.cli.trial.waiting import request_to_open

    return f"/requests/{request_to_open(sitter)}/"


def _questions(county: County, requests: int, say: Say) -> dict[str, dict[str, int]]:
    """For each page how many statements it sends, with few rows and with many."""
    from familyhub.cli.trial.sitting import use
    from familyhub.cli.trial.waiting import few_and_many_rows

    use(county.name)
    asked: dict[str, dict[str, int]] = {}
    for page, rows in few_and_many_rows(requests).items():
        say(f"counting the statements of the {page}")
        asked[page] = {words: len(county.screens[who].questions(at)) for words, (who, at) in rows.items()}
    for (page, sitter), address in county.addresses.items():
        asked.setdefault(page, {})[sitter] = len(county.screens[sitter].questions(address))
    return asked


def _figures(counties: Sequence[County], asked: dict[str, dict[str, int]]) -> dict[str, Any]:
    large, small = counties
    empty = of_rounds(large, (EMPTY, "officer"), p95)
    pages = {page: _page(page, large, small, asked[page]) for page in SITTERS}
    keys = ("p95_ms", "queries", "ratio_to_small", "ratio_to_empty")
    same = all(len({n for words, n in asked[page].items() if "rows" in words}) == 1 for page in SITTERS)
    return {key: max(figures[key] for figures in pages.values()) for key in keys} | {
        "queries_same_at_10_and_1000_rows": same,
        "empty_page_ms": {"p95": round(empty, 2), "median": round(of_rounds(large, (EMPTY, "officer"), median), 2)},
        "pages": pages,
    }


def _page(page: str, large: County, small: County, asked: dict[str, int]) -> dict[str, Any]:
    keys = [key for key in large.addresses if key[0] == page]
    worst = {key[1]: of_rounds(large, key, p95) for key in keys}
    return {
        "p95_ms": round(max(worst.values()), 2),
        "queries": max(asked.values()),
        "ratio_to_small": round(max(against(large, key, small, key) for key in keys), 3),
        "ratio_to_empty": round(max(against(large, key, large, (EMPTY, "officer")) for key in keys), 3),
        "median_ms": round(max(of_rounds(large, key, median) for key in keys), 2),
        "p95_ms_by_sitter": {sitter: round(spent, 2) for sitter, spent in worst.items()},
        "p95_ms_at_10000_people": {key[1]: round(of_rounds(small, key, p95), 2) for key in keys},
        "queries_by_case": asked,
    }
