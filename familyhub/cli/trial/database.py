"""A durable embedded server of its own for benchmarks, in the state folder; its data is kept and used again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.cluster.roles import create_database, database_statements
from familyhub.config.environment import ROOT

MIGRATE = (
    "import django; django.setup();"
    "from django.core.management import call_command; call_command('migrate', verbosity=0);"
    "from familyhub.core import privileges; privileges.apply()"
)


class NotMade(Exception):
    """The benchmark's database could not be made; the text says why."""


def schema_digest(*makers: str) -> str:
    """Changes when the tables, the fence or the `makers` (files of the data's own, as globs) do: old data goes."""
    digest = hashlib.sha256()
    own = [file for maker in makers for file in sorted(ROOT.glob(maker))]
    for file in sorted(ROOT.glob("familyhub/**/migrations/*.py")) + [ROOT / "familyhub/core/operations.py"] + own:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@contextlib.contextmanager
def bench_cluster(folder: Path) -> Iterator[Cluster]:
    """The server, joined until this ends. Durable: a benchmark that does not wait for the disk says nothing."""
    cluster = Cluster(folder, durable=True)
    cluster.join()
    try:
        yield cluster
    finally:
        cluster.leave()


def variables(cluster: Cluster, name: str, role: str) -> dict[str, str]:
    """The environment of a process that uses this database as `role`."""
    return {
        **cluster.urls(name),
        "FAMILYHUB_ROLE": role,
        "FAMILYHUB_STATE": str(cluster.folder),
        "DJANGO_SETTINGS_MODULE": "familyhub.config.settings",
    }


def is_there(cluster: Cluster, name: str) -> bool:
    """Is this database there, whole? It gets its name when it is finished."""
    with cluster.admin() as admin:
        return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def make_empty(cluster: Cluster, name: str, kind: str, keep: str = "") -> None:
    """A migrated database without rows. Others of its kind (`bench_fence_`) are dropped: they are of an older schema
    or another size; `keep` is spared. Errors: NotMade.
    """
    with cluster.admin() as admin:
        known = [row[0] for row in admin.execute("SELECT datname FROM pg_database").fetchall()]
        for old in known:
            if old.startswith(kind) and old != keep:
                admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        create_database(admin, name, cluster.roles)
    with cluster.admin(name) as inside:
        for statement in database_statements(cluster.roles, name):
            inside.execute(statement)
    result = subprocess.run(
        [sys.executable, "-c", MIGRATE],
        cwd=ROOT,
        env=os.environ | variables(cluster, name, "owner"),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise NotMade(f"the tables could not be made: {result.stderr.strip().splitlines()[-1]}")


def rename(cluster: Cluster, building: str, name: str) -> None:
    """Give a finished database its name."""
    with cluster.admin() as admin:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(statement.format(sql.Identifier(building), sql.Identifier(name)))


def owner(cluster: Cluster, name: str) -> psycopg.Connection:
    """Owner's connection, in declared maintenance."""
    connection = psycopg.connect(cluster.url("owner", name), autocommit=True)
    connection.execute("SELECT set_config('familyhub.maintenance', 'on', false)")
    return connection
