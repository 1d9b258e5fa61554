"""Writers of the access log, each a process of its own, and the sealer beside them."""

from __future__ import annotations

import os
import time
import uuid
from multiprocessing.synchronize import Event
from typing import cast

import psycopg

ROW = (
    "INSERT INTO core_access (kind, asker, purpose, screen, method, outcome, subjects, asked, request)"
    " VALUES ('staff', %s, 'case work', 'referrals:board', 'GET', 'shown', %s::uuid[], '', %s)"
)
CONTEXT = (
    "SELECT set_config('familyhub.asker', %s, true), set_config('familyhub.holders', '', true),"
    " set_config('familyhub.wide', '', true)"
)


def write_for(url: str, seconds: float) -> float:
    """Write rows as a request does, each in a transaction of its own. Returns rows a second of this writer."""
    asker = uuid.uuid4()
    with psycopg.connect(url) as connection:
        began, rows = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            connection.execute(CONTEXT, [str(asker)])
            connection.execute(ROW, [asker, [uuid.uuid4(), uuid.uuid4()], uuid.uuid4()])
            connection.commit()
            rows += 1
        return rows / (time.perf_counter() - began)


def seal_while(variables: dict[str, str], is_ready: Event, go: Event, stop: Event, is_idle: Event) -> None:
    """The sealer's process: seals while `go` and not `stop`, as the worker does; sets `is_idle` when it has paused.

    Ends when `go` is set while `stop` still is.
    """
    os.environ.update(variables)
    import threading

    import django

    django.setup()
    from familyhub.core import chain

    is_ready.set()
    while go.wait() and not stop.is_set():
        chain.run_sealer(cast(threading.Event, stop))
        go.clear()
        stop.clear()
        is_idle.set()


def drain() -> int:
    """Seal what is waiting, outside any measurement. Role worker. Returns how many seals that took."""
    from familyhub.core import chain

    made = 0
    while chain.seal("worker"):
        made += 1
    return made
