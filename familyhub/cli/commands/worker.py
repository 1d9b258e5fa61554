"""`familyhub worker`: reactions and jobs."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Annotated

import typer


def command(
    once: Annotated[bool, typer.Option("--once", help="Do what is waiting, then end.")] = False,
) -> None:
    """Run reactions and scheduled jobs until stopped."""
    from familyhub.cli.django_ready import ready
    from familyhub.cli.failure import CommandFailed

    if importlib.util.find_spec("familyhub.jobs.worker") is None:
        raise CommandFailed("This copy of Open Family Hub has no worker (familyhub.jobs.worker): fetch a complete one.")
    with ready("worker"):
        importlib.import_module("familyhub.jobs.worker").run(once=once)
