"""What a family's search costs with a hundred thousand services: words, a place and something ticked, as one page.

200 searches, drawn by seed (`cli.trial.searching`), through the whole site as role app, as somebody without an account.
`p95_ms`: 95 of 100 are answered within this time in process; `http_p95_ms` the same over HTTP from the real web server,
one visitor at a time; `requests_per_second` with four at once and two server processes. `ratio_to_sql`: the time that
the page waits for the database over SQL written by hand for the same rows, count and facets (which is checked).
`ratio_to_empty`: the whole page over an empty public page, medians. `ratio_to_small`: the page's p95 over the same with
10,000 services. `ratio_to_datasette`: requests a second of the standard's `/services` list with words to look for, over
Datasette's with its full text on the same services, pages of the same size; the list without words stands beside it.

The data is made once by the database from a seed (`demo.bulk.listings`) and kept while seed and tables are the same.
Rounds are interleaved; every figure is the median of the rounds.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from familyhub.cli.bench.fence import folder
from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.trial import database, other_directory, over_http
from familyhub.cli.trial.rounds import p95

if TYPE_CHECKING:
    from familyhub.cli.trial.searching import ByHand, Visitor

KIND = "bench_directory_"
MAKERS = ("familyhub/demo/bulk/listings.py", "familyhub/demo/services*")
SMALL = 10_000
TURNS = 60
WARM = 10
CROWD = 200
PATH = "/services/"
Say = Callable[[str], None]


@dataclass
class Directory:
    """One database and what was measured there: milliseconds by what was timed, a list a round."""

    name: str
    services: int
    rounds: dict[str, list[list[float]]] = field(default_factory=dict)

    def keep(self, what: str, times: list[float]) -> None:
        """The times of one round."""
        self.rounds.setdefault(what, []).append(times)


def run(services: int = 100_000, rounds: int = 5, say: Say = lambda words: None) -> dict[str, Any]:
    """Measure. Returns times and ratios. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    digest = database.schema_digest(*MAKERS)
    both = [Directory(f"{KIND}{many}_{digest}", many) for many in (services, min(SMALL, services // 2))]
    with database.bench_cluster(folder()) as cluster:
        os.environ.update(database.variables(cluster, both[0].name, "app"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections
        from familyhub.cli.static_files import collect

        collect()
        made = sum(_made(cluster, one, both, say) for one in both)
        in_process = _in_process(both, rounds, say)
        say(f"in process: {in_process}")
        close_connections()
        over = _over_http(cluster, both[0], rounds, say)
    return (
        in_process
        | over
        | {
            "services": services,
            "rounds": rounds,
            "load_at_start_and_end": [round(one, 2) for one in (LOAD, os.getloadavg()[0])],
            "seconds_to_make_data": round(made, 1),
            "seconds": round(time.monotonic() - began, 1),
        }
    )


LOAD = os.getloadavg()[0]


def _made(cluster: Cluster, one: Directory, both: Sequence[Directory], say: Say) -> float:
    """Make the directory unless it is there. Returns seconds."""
    from familyhub.cli.trial.sitting import use
    from familyhub.demo.bulk import listings

    if database.is_there(cluster, one.name):
        return 0.0
    say(f"making {one.services:,} services, once")
    began, building = time.monotonic(), f"{one.name}_new"
    database.make_empty(cluster, building, KIND, keep=next(other.name for other in both if other is not one))
    use(building)
    listings.open_directory()
    use(one.name)
    with database.owner(cluster, building) as owner:
        listings.fill(owner, one.services, say)
    database.rename(cluster, building, one.name)
    return time.monotonic() - began


def _in_process(both: Sequence[Directory], rounds: int, say: Say) -> dict[str, Any]:
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from familyhub.cli.trial import empty_public_page
    from familyhub.cli.trial.searching import Visitor, questions
    from familyhub.cli.trial.sitting import use

    settings.ROOT_URLCONF = empty_public_page.__name__
    visitor, asked = Visitor(WSGIHandler()), [f"{PATH}?{query}" for query in questions()]
    use(both[0].name)
    say("checking that the SQL by hand gives what the page gives")
    hands = {address: _hand(address) for address in asked[: rounds * TURNS]}
    for turn in range(rounds):
        say(f"pages, round {turn + 1} of {rounds}")
        drawn = [asked[(turn * TURNS + step) % len(asked)] for step in range(TURNS)]
        for one in both if turn % 2 else reversed(both):
            use(one.name)
            _pages(visitor, one, drawn, empty_public_page.ADDRESS)
            if one is both[0]:
                one.keep("by hand", [_by_hand(hands[address]) for address in drawn])
    return _figures(*both)


def _pages(visitor: Visitor, one: Directory, drawn: Sequence[str], empty: str) -> None:
    for address in (*drawn[:WARM], empty):
        visitor.get(address)
    pages, waits, empties = [], [], []
    for address in drawn:
        empties.append(visitor.milliseconds(empty))
        with _waiting() as waited:
            pages.append(visitor.milliseconds(address))
        waits.append(sum(waited))
    for what, times in (("page", pages), ("database", waits), ("empty", empties)):
        one.keep(what, times)


@contextmanager
def _waiting() -> Iterator[list[float]]:
    """The milliseconds of each statement that is sent meanwhile."""
    from django.db import connection

    waited: list[float] = []

    def listen(execute: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            waited.append((time.perf_counter() - began) * 1000)

    with connection.execute_wrapper(listen):
        yield waited


def _hand(address: str) -> ByHand:
    """The SQL for what this address asks, once its answer is the page's own. Errors: NotMade where they differ."""
    from django.db import connection, transaction
    from django.test import RequestFactory

    from familyhub.cli.trial.searching import by_hand
    from familyhub.directory.queries import search, words_held
    from familyhub.web.services.open_pages import now_here
    from familyhub.web.services.wishes import wish_of

    today = now_here().date()
    asked = wish_of(RequestFactory().get(address), today).asked
    found = search(asked, today)
    held, begun = words_held(asked.meant.words), words_held(asked.meant.words, as_begun=True)
    for known, every in [*([(held, True)] if len(held) < 3 else []), (held, False), (begun, False)]:
        hand = by_hand(asked, known, today, every)
        with transaction.atomic(), connection.cursor() as cursor:
            hits, total, facets = hand.answer(cursor)
        if hits:
            break
    # the page puts three different offers first of the same ten
    if (sorted(hits), total, facets) != (sorted(str(hit.id) for hit in found.hits), found.total, found.facets):
        raise database.NotMade(f"the page and the SQL by hand differ at {address}")
    return hand


def _by_hand(hand: ByHand) -> float:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        hand.answer(cursor)
        return (time.perf_counter() - began) * 1000


def _over(one: Directory, what: str, other: Directory, its: str, part: Callable[[Sequence[float]], float]) -> float:
    """The median of the rounds' own ratios, so that what slows the machine for a while falls on both sides."""
    pairs = zip(one.rounds[what], other.rounds[its], strict=True)
    return round(median(part(times) / part(base) for times, base in pairs), 3)


def _figures(large: Directory, small: Directory) -> dict[str, Any]:
    def of(one: Directory, what: str, part: Callable[[Sequence[float]], float]) -> float:
        return round(median(part(times) for times in one.rounds[what]), 2)

    return {
        "p95_ms": of(large, "page", p95),
        "median_ms": of(large, "page", median),
        "ratio_to_sql": _over(large, "database", large, "by hand", sum),
        "database_ms": of(large, "database", median),
        "sql_by_hand_ms": of(large, "by hand", median),
        "ratio_to_empty": _over(large, "page", large, "empty", median),
        "empty_page_ms": of(large, "empty", median),
        "ratio_to_small": _over(large, "page", small, "page", p95),
        "p95_ms_at_small": of(small, "page", p95),
        "median_ms_at_small": of(small, "page", median),
        "services_at_small": small.services,
    }


def _over_http(cluster: Cluster, large: Directory, rounds: int, say: Say) -> dict[str, Any]:
    from familyhub.cli.trial.searching import questions
    from familyhub.cli.trial.sitting import use

    use(large.name)
    ours, theirs = over_http.free_port(), over_http.free_port()
    pages = [f"{PATH}?{query}" for query in questions()]
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "directory.db"
        say("filling Datasette")
        ends = _filled(file)
        lists = {
            "with words": (other_directory.our_searches(), other_directory.their_searches()),
            "without words": (other_directory.our_lists(), other_directory.their_lists(ends)),
        }
        with _site(cluster, large, ours, file.with_name("site.log")), _datasette(file, theirs):
            return _measured(rounds, say, (ours, theirs), pages, lists)


def _filled(file: Path) -> list[str]:
    from familyhub.cli.django_ready import close_connections
    from familyhub.demo.bulk.listings import DAY
    from familyhub.directory.queries import listed_texts

    ends = other_directory.fill(file, listed_texts(DAY))
    close_connections()
    return ends


def _site(cluster: Cluster, large: Directory, port: int, log: Path) -> AbstractContextManager[None]:
    from familyhub.cli.commands.serve import granian

    environment = database.variables(cluster, large.name, "app")
    command = granian(over_http.HOST, port, workers=2, threads=4)
    return over_http.serving(command, environment, port, PATH, log)


def _datasette(file: Path, port: int) -> AbstractContextManager[None]:
    log = file.with_name("datasette.log")
    return over_http.serving(other_directory.command(file, port), {}, port, other_directory.THEIRS, log)


Lists = dict[str, tuple[list[str], list[str]]]


def _measured(rounds: int, say: Say, ports: tuple[int, int], pages: list[str], lists: Lists) -> dict[str, Any]:
    alone, together = [], []
    rates: dict[str, list[tuple[float, float]]] = {what: [] for what in lists}
    for turn in range(rounds):
        say(f"over HTTP, round {turn + 1} of {rounds}")
        start = turn * TURNS % len(pages)
        over_http.ask(ports[0], pages[:WARM])
        alone.append(p95(over_http.ask(ports[0], [*pages, *pages][start : start + TURNS])))
        together.append(over_http.crowd(ports[0], pages, CROWD).per_second)
        for what, (our_paths, their_paths) in lists.items():
            ours = over_http.crowd(ports[0], our_paths, CROWD).per_second
            rates[what].append((ours, over_http.crowd(ports[1], their_paths, CROWD // 4).per_second))
    return {
        "http_p95_ms": round(median(alone), 2),
        "requests_per_second": round(median(together), 1),
        "ratio_to_datasette": _ratio(rates["with words"]),
        "ratio_to_datasette_without_words": _ratio(rates["without words"]),
        "lists_per_second": {what: round(median(pair[0] for pair in found), 1) for what, found in rates.items()},
        "datasette_per_second": {what: round(median(pair[1] for pair in found), 1) for what, found in rates.items()},
    }


def _ratio(pairs: Sequence[tuple[float, float]]) -> float:
    return round(median(ours / theirs for ours, theirs in pairs), 2)
