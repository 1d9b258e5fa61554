"""`familyhub migrate`: bring the tables up to date, as owner, one at a time."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import time
from collections.abc import Iterator
from typing import Annotated

import typer

# Any number that nothing else in this database uses as an advisory lock.
LOCK = 7_205_926
WAIT_SECONDS = 600


def command(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing unless it fails.")] = False,
) -> None:
    """Bring the database's tables and rights up to date, as role owner."""
    from familyhub.cli.django_ready import ready

    with ready("owner", migrate=False):
        from django.core.management import call_command

        _without_time_limit()
        with _alone():
            call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
            _apply_privileges()
    if not quiet:
        typer.echo("The tables are up to date.")


def _without_time_limit() -> None:
    """A migration may take longer than a page may."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)
    options["options"] = "-c lock_timeout=60000"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold the database's own lock, so that two commands on two machines do not migrate at once."""
    from django.db import connection

    from familyhub.cli.failure import CommandFailed

    deadline = time.monotonic() + WAIT_SECONDS
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                break
            if time.monotonic() > deadline:
                raise CommandFailed("Another command has been migrating for ten minutes: wait for it, or end it.")
            time.sleep(0.2)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _apply_privileges() -> None:
    if importlib.util.find_spec("familyhub.core.privileges"):
        importlib.import_module("familyhub.core.privileges").apply()
