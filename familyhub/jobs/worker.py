"""The worker process: the queue and the sealer of the access log, until it is told to stop."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from familyhub.jobs import tasks

AT_ONCE = 4
STOP_WITHIN = 20.0
CHAIN = "familyhub.core.chain"
SEALS_AT_MOST = 1000


class WrongRole(Exception):
    """The worker must use the worker's own database role: its rights are not the site's."""


def _check_role() -> None:
    if settings.ENVIRONMENT.role != "worker":
        raise WrongRole("set FAMILYHUB_ROLE=worker and DATABASE_WORKER_URL for the worker")


def _chain() -> ModuleType | None:
    """The chain of the access log, where it is there."""
    return importlib.import_module(CHAIN) if importlib.util.find_spec(CHAIN) else None


@contextlib.contextmanager
def _sealing(once: bool) -> Iterator[None]:
    """Seal beside the work, every second; with `once`, seal what there is when the work is done."""
    chain = _chain()
    if chain is None:
        yield
    elif once:
        yield
        for _ in range(SEALS_AT_MOST):
            if chain.seal() is None:
                return
    else:
        stop = threading.Event()
        sealer = threading.Thread(target=chain.run_sealer, args=[stop], name="sealer")
        sealer.start()
        try:
            yield
        finally:
            stop.set()
            sealer.join(STOP_WITHIN)


def _catch_up() -> None:
    """What another worker left when it died, and what fell due since, is not left to the next full minute."""
    overdue: tuple[Task[Any, Any, Any], ...] = (
        tasks.retry_stalled,
        tasks.deliver_due,
        tasks.check_due,
        tasks.call_duty_due,
        tasks.watch_visits,
    )
    for task in overdue:
        with contextlib.suppress(AlreadyEnqueued):
            task.defer()
    close_old_connections()


def run(once: bool = False) -> None:
    """Do what is queued. With `once`, drain the queue and end; otherwise until SIGTERM or SIGINT, finishing the jobs
    that are being done. An end without a signal means that the database went away: the supervisor starts it again.

    Errors: WrongRole.
    """
    _check_role()
    _catch_up()
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with _sealing(once), app.replace_connector(connector):
        app.run_worker(
            wait=not once,
            concurrency=AT_ONCE,
            listen_notify=not once,
            shutdown_graceful_timeout=STOP_WITHIN,
        )
