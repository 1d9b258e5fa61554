"""The seeded world, made once a test run by whichever process needs it first; every other copies its database."""

from __future__ import annotations

import contextlib
import fcntl
import pickle
from collections.abc import Iterator

from tests.database import FOLDER, TOLD, WORLD
from tests.early import DATABASE
from tests.leaks.world import World, build


@contextlib.contextmanager
def connected_to(name: str) -> Iterator[None]:
    """This process reads and writes the database `name` until left."""
    from django.db import connections

    from tests.conftest import close_connections

    close_connections()
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept


def copy_of_world(name: str) -> World:
    """A database `name` with the world in it, and what is in it. To be dropped by whoever asked."""
    with (FOLDER / "world.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not TOLD.exists():
            DATABASE.clone(WORLD)
            with connected_to(WORLD):
                TOLD.write_bytes(pickle.dumps(build()))
        DATABASE.clone(name, of=WORLD)
    world: World = pickle.loads(TOLD.read_bytes())
    return world
