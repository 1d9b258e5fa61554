"""What an import of births and moves costs on a full register: staged, checked, matched, stored, listed, written to.

`seconds`: the whole import of a file of so many rows, from its bytes to its last batch, in the worker's role on a
durable server. `ratio_to_bare`: over the bare work on the same rows in the same run (`cli.trial.bare_births`): plain
Splink's prediction of them against the register, and a bulk insert of the people that they bring.
`review_per_100`: rows that wait for a person, of a hundred.
`peak_mb`: the most memory that the importing process held and, for each process that helps it, the most that any child
of it held, added together: the one that reads the file has ended before these begin. The database server's is not in
it.

The data is made once, by the database from a seed (`demo.bulk.feeds`), and kept while seed and tables are the same;
each run works on a copy of it.
"""

from __future__ import annotations

import os
import resource
import time
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from psycopg import sql

from familyhub.cli.bench.fence import folder
from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.cluster.roles import create_database, database_statements
from familyhub.cli.trial import bare_births, database

KIND = "bench_births_"
MAKERS = ("familyhub/demo/bulk/*.py", "familyhub/demo/*.py", "familyhub/places/authorities/*.toml")
Say = Callable[[str], None]
KILOBYTES = 1024


def run(people: int = 1_000_000, rows: int = 100_000, say: Say = lambda words: None) -> dict[str, Any]:
    """Measure. Returns seconds, ratios and what became of the rows. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    name = f"{KIND}{people}_{database.schema_digest(*MAKERS)}"
    with database.bench_cluster(folder()) as cluster:
        os.environ.update(database.variables(cluster, name, "worker"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections

        made = _made(cluster, name, people, say)
        copy = _copied(cluster, name)
        try:
            result = _measured(cluster, copy, rows, say)
        finally:
            close_connections()
            _dropped(cluster, copy)
    return result | {
        "people": people,
        "rows": rows,
        "seconds_to_make_data": round(made, 1),
        "seconds_in_all": round(time.monotonic() - began, 1),
    }


def _made(cluster: Cluster, name: str, people: int, say: Say) -> float:
    """Make the register unless it is there. Returns seconds."""
    from familyhub.cli.trial.sitting import use
    from familyhub.demo.bulk import feeds
    from familyhub.demo.bulk.offices import open_offices

    if database.is_there(cluster, name):
        return 0.0
    say(f"making {people:,} people, once")
    began, building = time.monotonic(), f"{name}_new"
    database.make_empty(cluster, building, KIND)
    use(building)
    open_offices()
    use(name)
    with database.owner(cluster, building) as owner:
        feeds.fill(owner, people, say)
    database.rename(cluster, building, name)
    return time.monotonic() - began


def _copied(cluster: Cluster, name: str) -> str:
    """A copy to work on, so that the next run meets the same register."""
    copy = f"{KIND}copy_{uuid.uuid4().hex[:6]}"
    with cluster.admin() as admin:
        create_database(admin, copy, cluster.roles, name)
        with cluster.admin(copy) as inside:
            for statement in database_statements(cluster.roles, copy):
                inside.execute(statement)
    return copy


def _dropped(cluster: Cluster, name: str) -> None:
    with cluster.admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _measured(cluster: Cluster, name: str, rows: int, say: Say) -> dict[str, Any]:
    from familyhub.cli.trial.sitting import use
    from familyhub.demo.bulk import feeds
    from familyhub.imports.births.columns import COLUMNS

    use(name)
    with database.owner(cluster, name) as owner:
        body = feeds.a_feed(owner, rows, [column.name for column in COLUMNS])
    say(f"importing {rows:,} rows")
    began = time.monotonic()
    staged, became = _import(body, say)
    seconds = time.monotonic() - began
    peak = _peak_mb()
    say("the bare work on the same rows")
    bare = bare_births.measure(cluster, name, body)
    return {
        "seconds": round(seconds, 1),
        "ratio_to_bare": round(seconds / bare.seconds, 2),
        "peak_mb": round(peak),
        "seconds_to_stage": round(staged, 1),
        "seconds_bare": round(bare.seconds, 1),
        "seconds_bare_reading": round(bare.reading, 1),
        "seconds_bare_predicting": round(bare.predicting, 1),
        "seconds_bare_inserting": round(bare.inserting, 1),
        "seconds_training_not_counted": round(bare.training, 1),
        "pairs_bare": bare.pairs,
        "review_per_100": round(100 * became["waits"] / rows, 2),
        "rows_a_second": round(rows / seconds),
        "became": dict(became),
    }


def _import(body: bytes, say: Say) -> tuple[float, Counter[str]]:
    """Seconds until all was staged, and what became of the rows."""
    from django.utils import timezone

    from familyhub.core import fence
    from familyhub.imports import actions, queries

    began = time.monotonic()
    with fence.enter(actions.WORKER) as unit:
        got = actions.receive(feed="births", name="births.csv", body=body, by=unit.asker, at=timezone.now())
    staged = time.monotonic() - began
    actions.work_all(intake=got.intake, say=lambda batch: say(f"{batch.done:,} of {batch.rows:,}"))
    with fence.enter(actions.WORKER):
        line = queries.figures(got.intake)
    return staged, Counter(dict(line.counts) | {"waits": line.waiting, "wrong": line.wrong})


def _peak_mb() -> float:
    from familyhub.imports.actions.helping import MOST_HELPERS

    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + MOST_HELPERS * child) / KILOBYTES
