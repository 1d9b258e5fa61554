"""Make Django usable in this process: database found or started, schema current, settings loaded."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from familyhub.cli.failure import CommandFailed

if TYPE_CHECKING:
    from familyhub.cli.cluster.embedded import Cluster

ADDRESS_OF = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "worker": "DATABASE_WORKER_URL"}
DEMO = {
    "FAMILYHUB_DEMO": "1",
    "FAMILYHUB_SECURE_COOKIES": "0",
    "FAMILYHUB_MAIL_FROM": "family-hub@county.example",
    "FAMILYHUB_OUT_OF_HOURS_PHONE": "01632 960 999",  # a number kept for stories: it rings nowhere
    "FAMILYHUB_DESK_SAMPLE": "0",  # the story is the same each time; a contact of the desk's is seeded
}


@contextlib.contextmanager
def database(role: str = "app") -> Iterator[dict[str, str]]:
    """The addresses of the database by variable: those given, else the embedded one's, joined until this ends.

    Nothing is put into this process's environment. Errors: CommandFailed, NoServer, StartFailed.
    """
    given = {name: os.environ[name] for name in ADDRESS_OF.values() if os.environ.get(name)}
    if given:
        if ADDRESS_OF[role] not in given:
            raise CommandFailed(f"This command works as {role}: give {ADDRESS_OF[role]} too, or none of the three.")
        yield given
        return
    cluster = embedded_cluster()
    cluster.join()
    try:
        yield cluster.urls()
    finally:
        cluster.leave()


def embedded_cluster() -> Cluster:
    """The embedded database of the state folder, not yet joined."""
    from familyhub.cli.cluster.embedded import Cluster
    from familyhub.config.environment import read_environment, state_folder

    return Cluster(state_folder(read_environment()))


def environment_for(role: str, urls: dict[str, str], demo: bool = False) -> dict[str, str]:
    """All variables for a child that works as `role`: its own database address and no other's, least of all owner's.

    Owner gets all three, because migrating hands out rights to the others by name.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    kept |= urls if role == "owner" else {ADDRESS_OF[role]: urls[ADDRESS_OF[role]]}
    kept |= {name: os.environ.get(name, value) for name, value in DEMO.items()} if demo else {}
    return kept | {"FAMILYHUB_ROLE": role, "DJANGO_SETTINGS_MODULE": "familyhub.config.settings"}


def addresses_now() -> dict[str, str]:
    """The database addresses that this process was made ready with."""
    return {name: os.environ[name] for name in ADDRESS_OF.values() if name in os.environ}


@contextlib.contextmanager
def ready(role: str = "app", demo: bool = False, migrate: bool = True) -> Iterator[None]:
    """Django, set up as database role `role` ("app", "worker" or "owner"), with a current schema.

    `demo` turns the demonstration on. A process can be made ready for one role only, once. The embedded database is
    left on exit, and ends with its last user. Errors: CommandFailed, NoServer, StartFailed, SettingError.
    """
    with database(role) as urls:
        # A worker lives long: it holds no address but its own. Other commands end soon, and may need several.
        os.environ.update(environment_for(role, urls, demo) | ({} if role == "worker" else urls))
        import django

        django.setup()
        try:
            if migrate and schema_is_behind():
                migrate_in_a_process_of_its_own(urls)
            yield
        finally:
            close_connections()


def schema_is_behind() -> bool:
    """Is a migration missing from the database? Needs SELECT on `django_migrations` where it exists."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate_in_a_process_of_its_own(urls: dict[str, str]) -> None:
    """Migrate as owner, whose address this process must not use. Errors: CommandFailed."""
    if "DATABASE_OWNER_URL" not in urls:
        raise CommandFailed("The database's tables are behind: run `familyhub migrate` with DATABASE_OWNER_URL given.")
    close_connections()
    result = subprocess.run(
        [sys.executable, "-m", "familyhub", "migrate", "--quiet"],
        env=environment_for("owner", urls),
        stdout=sys.stderr,
        check=False,
    )
    if result.returncode:
        raise CommandFailed("The database's tables could not be brought up to date; the reason stands above.")


def close_connections() -> None:
    """Let go of every connection, pools included, so that the server can end. Before Django is set up there is none."""
    from django.conf import settings
    from django.db import connections

    if not settings.configured:
        return
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
