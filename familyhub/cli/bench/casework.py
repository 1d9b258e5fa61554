"""What the worker's day costs with years of notes behind it: person page, caseload, saving a note, finding one.

Each is asked through the whole site, as role app, in a real session, with its access row and its commit. At the top
stands the worst of the four; each has its own figures below.

`person page`: a child of 500 notes, the page and the whole timeline. `caseload`: 10 open episodes, 1,000, and a team's.
`note save`: a note of some 60 words about a visit, posted with a fresh form. `text search`: words that stand in every
fourth note, in one of seven, in one of thirteen, two of them together, and in none.

Asked by a worker, by a coordinator of three teams, and by a worker of one of the county's other teams, which hold as
many cases as there are more of them in the county. `p95_ms`: 95 of 100 are answered within this time, of whoever waits
longest. `queries`: the statements of one request, the same with 10 rows and with 1,000. `ratio_to_small`: `p95_ms`
over the same in a county of one hundredth, for the sitters who have the same work in both: their teams hold as many
cases there, the rest of the county a hundredth.

The data is made once, by the database from a seed (`demo.bulk.cases`), on a durable server, and kept while seed and
tables are the same. Rounds of both counties are interleaved; every figure is the median of the rounds.
"""

from __future__ import annotations

import itertools
import os
import time
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any

from familyhub.cli.bench.fence import folder
from familyhub.cli.trial import database
from familyhub.cli.trial.rounds import County, Key, Say, against, make, measure, of_rounds, p95

KIND = "bench_casework_"
MAKERS = ("familyhub/demo/bulk/*.py", "familyhub/demo/*.py", "familyhub/places/authorities/*.toml")
HUNDREDTH = 100
MORE_CASES = 507  # those that the sitters have beside the many
QUIET, CROWDED, COORDINATOR, ELSEWHERE = "quiet", "crowded", "coordinator", "elsewhere"
PAGES = ("person page", "caseload", "note save", "text search")
SEARCHES = ("Thursdays", "dentist", "paediatrician", "asthma paediatrician", "nightingale")
TOLD = (
    "Mum opened the door and the nurse was there too. We talked about sleep, about the way to school and about what to "
    "try until Thursday. He showed me his drawing of a boat and said nine new words. Agreed: a call on Monday after "
    "ten, and the letter to the landlord goes out with the photographs of the wall in the bedroom."
)


def run(
    people: int = 1_000_000,
    episodes: int = 100_000,
    notes: int = 2_000_000,
    rounds: int = 5,
    say: Say = lambda words: None,
) -> dict[str, Any]:
    """Measure. Returns the worst page's figures and each page's own. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    if people // HUNDREDTH // 4 < episodes // HUNDREDTH // 2 + MORE_CASES:
        raise database.NotMade("in a hundredth of the county every case must have a family of its own: more people")
    digest = database.schema_digest(*MAKERS)
    whole = (people, episodes, notes)
    sizes = (whole, (people // HUNDREDTH, episodes // HUNDREDTH, notes // HUNDREDTH))
    counties = [County(f"{KIND}{n}_{m}_{k}_{digest}", n) for n, m, k in sizes]
    with database.bench_cluster(folder()) as cluster:
        os.environ.update(database.variables(cluster, counties[0].name, "app"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections
        from familyhub.cli.static_files import collect

        collect()
        names = [county.name for county in counties]
        made = [
            make(cluster, county, names, partial(_fill, size, say), kind=KIND)
            for county, size in zip(counties, sizes, strict=True)
        ]
        for county in counties:
            _open(county)
        asked = _questions(counties[0], say)
        measure(counties, rounds, say)
        close_connections()
    return _figures(counties, asked) | {
        **dict(zip(("people", "episodes", "notes"), whole, strict=True)),
        "rounds": rounds,
        "seconds_to_make_data": round(made[0], 1),
        "seconds": round(time.monotonic() - began, 1),
    }


def _fill(size: tuple[int, int, int], say: Say, owner: Any, offices: Any) -> None:
    from familyhub.demo.bulk.cases import fill_cases

    say(f"making {size[0]:,} people with {size[1]:,} episodes and {size[2]:,} notes, once")
    fill_cases(owner, offices, *size, say)


def _open(county: County) -> None:
    """Sign the sitters in, and find what each of them opens."""
    from django.core.handlers.wsgi import WSGIHandler

    from familyhub.cli.trial.sitting import Screen, use
    from familyhub.cli.trial.worked import long_story

    use(county.name)
    site = WSGIHandler()
    for sitter in (QUIET, CROWDED, COORDINATOR, ELSEWHERE):
        county.screens[sitter] = Screen.of(sitter, site)
    child = long_story()
    for sitter in (QUIET, COORDINATOR):
        county.addresses["person page", sitter] = f"/people/{child}/"
        county.addresses["person page", f"{sitter}, timeline"] = f"/people/{child}/timeline/"
    for sitter in (QUIET, CROWDED, ELSEWHERE):
        county.addresses["caseload", sitter] = "/caseload/"
    for (page, sitter), address in county.addresses.items():
        county.asks[page, sitter] = partial(county.screens[sitter.partition(",")[0]].milliseconds, address)
    for sitter in (QUIET, COORDINATOR, ELSEWHERE):
        county.asks["text search", sitter] = _timed(_search(county.screens[sitter], itertools.cycle(SEARCHES)))
    for sitter in (QUIET, ELSEWHERE):
        county.asks["note save", sitter] = _saving(county.screens[sitter])


def _timed(ask: Callable[[], object]) -> Callable[[], float]:
    def spent() -> float:
        began = time.perf_counter()
        ask()
        return (time.perf_counter() - began) * 1000

    return spent


def _search(screen: Any, words: Any) -> Callable[[], object]:
    fields = screen.filled("/notes/search/")
    return lambda: screen.post("/notes/search/", fields | {"words": next(words)}, "200")


def _saving(screen: Any) -> Callable[[], float]:
    """A form opened, its fields filled, and the time that sending it takes."""
    from familyhub.cli.trial.worked import note_to_write

    address, said = note_to_write(screen)

    def spent() -> float:
        fields = screen.filled(address) | said | {"words": f"{TOLD} {uuid.uuid4()}"}
        return _timed(lambda: screen.post(address, fields))()

    return spent


def _questions(county: County, say: Say) -> dict[str, dict[str, int]]:
    """For each page how many statements it sends: of each sitter, and with few rows and with many."""
    from familyhub.cli.trial.sitting import statements_of, use
    from familyhub.cli.trial.worked import note_to_write, quiet_child

    use(county.name)
    asked: dict[str, dict[str, int]] = {page: {} for page in PAGES}
    quiet, crowded = county.screens[QUIET], county.screens[CROWDED]
    say("counting statements")
    few = quiet_child()
    for words, screen, address in (
        ("10 rows", quiet, "/caseload/"),
        ("1,000 rows", crowded, "/caseload/"),
    ):
        asked["caseload"][words] = len(screen.questions(address))
    for part in ("", "timeline/"):
        name = part.strip("/") or "page"
        asked["person page"][f"{name}, few rows"] = len(quiet.questions(f"/people/{few}/{part}"))
        long = county.addresses["person page", f"{QUIET}, timeline" if part else QUIET]
        asked["person page"][f"{name}, 500 rows"] = len(quiet.questions(long))
    for word in SEARCHES:
        asked["text search"][word] = len(statements_of(_search(quiet, itertools.repeat(word))))
    address, said = note_to_write(quiet)
    forms = [quiet.filled(address) | said | {"words": f"{TOLD} {n} {uuid.uuid4()}"} for n in range(2)]
    sending = iter(forms)
    asked["note save"]["a visit"] = len(statements_of(lambda: quiet.post(address, next(sending))))
    return asked


def _figures(counties: Sequence[County], asked: dict[str, dict[str, int]]) -> dict[str, Any]:
    large, small = counties
    pages = {page: _page(page, large, small, asked[page]) for page in PAGES}
    return {key: max(page[key] for page in pages.values()) for key in ("p95_ms", "queries", "ratio_to_small")} | {
        "pages": pages,
    }


def _page(page: str, large: County, small: County, asked: dict[str, int]) -> dict[str, Any]:
    keys: list[Key] = [key for key in large.asks if key[0] == page]
    same = [key for key in keys if key[1] != ELSEWHERE]
    return {
        "p95_ms": round(max(of_rounds(large, key, p95) for key in keys), 2),
        "queries": max(asked.values()),
        "ratio_to_small": round(max(against(large, key, small, key) for key in same), 3),
        "median_ms": round(max(of_rounds(large, key, median) for key in keys), 2),
        "p95_ms_by_sitter": {key[1]: round(of_rounds(large, key, p95), 2) for key in keys},
        "p95_ms_in_the_small_county": {key[1]: round(of_rounds(small, key, p95), 2) for key in keys},
        "queries_by_case": asked,
    }
