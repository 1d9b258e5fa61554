"""A deployment of its own that may be killed: an embedded database, durable as production's, and a worker looked after.

The database has the roles and passwords of the tests' own, so that this process can go over to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from familyhub.cli.cluster.binaries import find_binaries
from familyhub.cli.cluster.embedded import DATABASE as NAME
from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.cluster.roles import create_database, database_statements
from familyhub.cli.database_watch import DatabaseWatch
from familyhub.cli.processes import Child, Supervisor
from tests.database import PASSWORDS, ROLES, SECRET
from tests.early import DATABASE
from tests.live import gather_static

PATIENCE_SECONDS = 40


@dataclass
class Own:
    """The database, its variables, and the worker beside it. `said`: what its supervisor told."""

    cluster: Cluster
    variables: dict[str, str]
    supervisor: Supervisor
    said: list[str]

    @property
    def server(self) -> dict[str, str]:
        """Where this process finds it (`once.connected_to`)."""
        return {"HOST": str(self.cluster.socket), "PORT": ""}

    def kill_database(self) -> None:
        """`kill -9` to the server and every one of its children, as a machine that loses its power does."""
        pid = self.cluster.pid()
        assert pid is not None
        for one in [pid, *children_of(pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)

    def kill_worker(self) -> None:
        """`kill -9` to the worker and what it started."""
        for child in self.supervisor.children:
            child.signal_group(signal.SIGKILL)

    def listens(self) -> bool:
        """Is there a backend that listens for jobs?"""
        with self.cluster.admin(NAME) as admin:
            found = admin.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND query ILIKE '%%LISTEN%%'",
                [ROLES.worker],
            ).fetchone()
        return bool(found and found[0])

    def wait_for(self, question: Callable[[], object], what: str = "it did not happen") -> None:
        """Until the answer is yes, the supervisor at work as it is beside a running site. Errors: AssertionError."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.supervisor.tend()
            with contextlib.suppress(psycopg.Error):
                if question():
                    return
            assert time.monotonic() < deadline, what
            time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    """The processes that this one started."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


@contextlib.contextmanager
def own_deployment(folder: Path) -> Iterator[Own]:
    """Started here, ended here, by the numbers of the processes that were started here. Empty tables, no web server."""
    folder.mkdir()
    (folder / "roles.json").write_text(json.dumps({"postgres": secrets.token_urlsafe(24), **PASSWORDS}))
    cluster = Cluster(folder, durable=True, roles=ROLES)
    cluster.join()
    try:
        _take_tables_over(cluster)
        gather_static(folder)
        variables = DATABASE.variables() | cluster.urls() | {"FAMILYHUB_STATE": str(folder)}
        variables |= {"FAMILYHUB_SECRET_KEY": SECRET, "DJANGO_SETTINGS_MODULE": "familyhub.config.settings"}
        watch = DatabaseWatch(variables["DATABASE_WORKER_URL"], cluster.keep_running)
        said: list[str] = []
        supervisor = Supervisor([_worker(variables, folder / "worker.log")], said.append, watch)
        supervisor.start()
        try:
            yield Own(cluster, variables, supervisor, said)
        finally:
            for child in supervisor.children:
                child.stop()
            watch.close()
    finally:
        cluster.leave()


def _worker(variables: dict[str, str], log: Path) -> Child:
    """`familyhub worker`, which holds no address but its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FAMILYHUB_"))}
    own = {name: value for name, value in variables.items() if not name.startswith("DATABASE_")}
    own |= {"DATABASE_WORKER_URL": variables["DATABASE_WORKER_URL"], "FAMILYHUB_ROLE": "worker"}
    return Child("worker", [sys.executable, "-m", "familyhub", "worker"], kept | own, log)


def _take_tables_over(cluster: Cluster) -> None:
    """The tables as this run's migrations made them: copied from the tests' template, which is quicker than again."""
    folder, copied = find_binaries(), f"{DATABASE.name}_taken_over"
    DATABASE.clone(copied)  # nobody may be connected to the template while others copy it
    said = subprocess.run([folder / "pg_dump", "--dbname", DATABASE.address(copied)], check=True, capture_output=True)
    DATABASE.drop(copied)
    with cluster.admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(NAME)))
        create_database(admin, NAME, ROLES)
    command = [folder / "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "--dbname", cluster.url("postgres", NAME)]
    told = subprocess.run(command, input=said.stdout, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()
    with cluster.admin(NAME) as inside:
        for statement in database_statements(ROLES, NAME):
            inside.execute(statement)
