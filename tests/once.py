"""Worlds that are made once a test run, by whichever process needs one first; everybody else copies its database."""

from __future__ import annotations

import contextlib
import fcntl
import pickle
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from tests.database import FOLDER, TOLD, WORLD
from tests.early import DATABASE

T = TypeVar("T")


@contextlib.contextmanager
def connected_to(name: str, **server: str) -> Iterator[None]:
    """This process reads and writes the database `name` until left. `server`: HOST and PORT of another server."""
    from django.db import connections

    from tests.conftest import close_connections

    close_connections()
    before = {alias: dict(connections[alias].settings_dict) for alias in connections}
    for alias in connections:
        connections[alias].settings_dict.update(NAME=name, **server)
    try:
        yield
    finally:
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict.update({part: kept[part] for part in ("NAME", *server)})


def copy_of(key: str, make: Callable[[], T], name: str, begin: Callable[[str], Any] = DATABASE.clone) -> T:
    """A database `name` with what `make` makes in it, and what it told. To be dropped by whoever asked.

    `key` names this world in a run. `begin` makes the database in which `make` begins: an empty one, if not told
    otherwise.
    """
    world, told = f"{WORLD}_{key}", TOLD / f"{key}.told"
    TOLD.mkdir(exist_ok=True)
    with (FOLDER / f"world_{key}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            begin(world)
            with connected_to(world):
                made = make()
            told.write_bytes(pickle.dumps(made))
        DATABASE.clone(name, of=world)
    result: T = pickle.loads(told.read_bytes())
    return result
