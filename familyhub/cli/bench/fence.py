"""What the chain over the access log and the row security cost (decisions 3 and 4).

`ratio_chain`: access-log rows a second of four writer processes with the sealer running, over the same without it.
Each row is a transaction of its own with the asker's context set, on a durable server. What was written without the
sealer is sealed between the measurements, so that the sealer meets the load of its own time alone.

`ratio_fence`: the time of a board-like page of 20 queries with row security, over the same page on the same tables,
rows, indexes and warm memory with row security switched off. A page is what the site does for one: the fence's
middleware, the queries as role app through Django with the site's own connection settings, a template, the access row
and the commit. The queries already filter by team, as `queries.py` does, so that both are the same page (which is
checked). The worse of two askers counts: staff with three teams and staff with a whole cluster. The part spent in
queries is given by itself too, because there the ratio is larger: most of it is the planning of the policies.

Rounds are interleaved, and which comes first alternates; every figure is the median of the rounds.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.trial import database
from familyhub.config.environment import read_environment, state_folder

KIND = "bench_fence_"
WRITERS = 4
SLOT_SECONDS = 4.0
# short slots, so that whatever else this machine does falls on both sides alike
SLOTS = 5
PAGES = 4
WARM_PAGES = 2
LEAST_ROWS = 15
Say = Callable[[str], None]
Taken = dict[tuple[str, bool], list[tuple[float, float]]]


def run(people: int = 1_000_000, rounds: int = 5, say: Say = lambda words: None) -> dict[str, Any]:
    """Measure. Returns ratios, medians and what they were taken from. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    with database.bench_cluster(folder()) as cluster:
        name = f"{KIND}{people}_{database.schema_digest()}"
        os.environ.update(database.variables(cluster, name, "app"))
        import django

        django.setup()
        made = _made(cluster, name, people, say)
        result = _fence(cluster, name, rounds, say) | _chain(cluster, name, rounds, say)
        _let_go()
    return result | {
        "people": people,
        "rounds": rounds,
        "seconds_to_make_data": round(made, 1),
        "seconds": round(time.monotonic() - began, 1),
    }


def folder() -> Path:
    """Where the benchmark's own server keeps its data."""
    return state_folder(read_environment()) / "bench"


def _let_go() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _made(cluster: Cluster, name: str, people: int, say: Say) -> float:
    """Make the data unless it is there. Returns seconds."""
    from familyhub.cli.trial.people import fill

    if database.is_there(cluster, name):
        return 0.0
    say(f"making {people:,} people, once")
    began, building = time.monotonic(), f"{name}_new"
    database.make_empty(cluster, building, KIND)
    with database.owner(cluster, building) as owner:
        fill(owner, people)
    database.rename(cluster, building, name)
    return time.monotonic() - began


def _fence(cluster: Cluster, name: str, rounds: int, say: Say) -> dict[str, Any]:
    from familyhub.cli.trial import page

    with database.owner(cluster, name) as owner:
        boards = [page.Board(who) for who in page.sitters(owner)]
        _check_same(owner, boards)
        taken: Taken = {(board.who.name, on): [] for board in boards for on in (True, False)}
        for turn in range(rounds):
            say(f"pages, round {turn + 1} of {rounds}")
            for slot in range(SLOTS):
                for on in _in_turn(turn + slot):
                    page.fences(owner, on)
                    for board in boards:
                        board.milliseconds(WARM_PAGES)
                        taken[board.who.name, on].append(board.milliseconds(PAGES))
        page.fences(owner, True)
    names = [board.who.name for board in boards]
    pages, queries = (_medians(taken, part) for part in (0, 1))
    ratios = {who: round(pages[who, True] / pages[who, False], 3) for who in names}
    return {
        "ratio_fence": max(ratios.values()),
        "ratio_fence_by_asker": ratios,
        "ratio_queries_alone_by_asker": {who: round(queries[who, True] / queries[who, False], 3) for who in names},
        "page_ms": _in_words(pages),
        "queries_ms": _in_words(queries),
    }


def _medians(taken: Taken, part: int) -> dict[tuple[str, bool], float]:
    return {key: median(value[part] for value in values) for key, values in taken.items()}


def _in_words(medians: dict[tuple[str, bool], float]) -> dict[str, float]:
    return {f"{who}, row security {'on' if on else 'off'}": round(value, 2) for (who, on), value in medians.items()}


def _check_same(owner: Any, boards: list[Any]) -> None:
    """Row security must not change the page."""
    from familyhub.cli.trial import page

    for board in boards:
        page.fences(owner, False)
        plain = board.serve()
        page.fences(owner, True)
        if board.serve() != plain or plain.count(b"<tr>") < LEAST_ROWS:
            raise database.NotMade(f"the page of {board.who.name} is not the same with row security, or nearly empty")


def _in_turn(turn: int) -> tuple[bool, bool]:
    return (True, False) if turn % 2 else (False, True)


def _chain(cluster: Cluster, name: str, rounds: int, say: Say) -> dict[str, Any]:
    from familyhub.cli.trial import writers

    taken: dict[bool, list[float]] = {True: [], False: []}
    jobs = [(cluster.url("app", name), SLOT_SECONDS)] * WRITERS
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(WRITERS) as pool, _sealer(database.variables(cluster, name, "worker")) as sealing:
        pool.starmap(writers.write_for, [(url, 0.5) for url, _ in jobs], chunksize=1)
        for turn in range(rounds):
            say(f"writers, round {turn + 1} of {rounds}")
            for with_sealer in _in_turn(turn):
                writers.drain()
                if with_sealer:
                    with sealing():
                        taken[True].append(sum(pool.starmap(writers.write_for, jobs, chunksize=1)))
                else:
                    taken[False].append(sum(pool.starmap(writers.write_for, jobs, chunksize=1)))
        writers.drain()
    medians = {on: median(values) for on, values in taken.items()}
    return {
        "ratio_chain": round(medians[True] / medians[False], 3),
        "rows_a_second": {"with the sealer": round(medians[True]), "without": round(medians[False])},
        "writers": WRITERS,
    }


@contextmanager
def _sealer(variables: dict[str, str]) -> Iterator[Callable[[], Any]]:
    """The sealer's process, paused; gives a context in which it seals."""
    from familyhub.cli.trial import writers

    spawn = multiprocessing.get_context("spawn")
    is_ready, go, stop, is_idle = (spawn.Event() for _ in range(4))
    process = spawn.Process(target=writers.seal_while, args=(variables, is_ready, go, stop, is_idle))
    process.start()
    is_ready.wait()

    @contextmanager
    def sealing() -> Iterator[None]:
        is_idle.clear()
        go.set()
        yield
        stop.set()
        is_idle.wait()

    try:
        yield sealing
    finally:
        stop.set()
        go.set()
        process.join()
