"""The test database: a template migrated once as owner, cloned for each test process. Tests connect as app.

With DATABASE_URL set, its server is used (the address must be of somebody who may make roles and databases);
otherwise an embedded one, kept in the state folder, whose durability is off because its data is thrown away.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator

import django

from tests.early import DATABASE

django.setup()

import pytest  # noqa: E402

# The longest files first: handed out last, one of them would keep a single worker busy while the other is done.
LONGEST_FIRST = (
    "leaks/test_canaries.py",
    "leaks/test_objects.py",
    "journeys/test_pages.py",
    "journeys/test_forty_five.py",
    "leaks/test_hostile.py",
    "leaks/test_faults.py",
    "house/test_migrations.py",
    "house/test_lists.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hand out the longest files first, the rest as collected."""

    def place(item: pytest.Item) -> int:
        path = item.path.as_posix()
        return next((at for at, name in enumerate(LONGEST_FIRST) if path.endswith(name)), len(LONGEST_FIRST))

    items.sort(key=place)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Throw this process's database away and let the server go."""
    DATABASE.leave()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Clone the template for this process."""
    DATABASE.clone(DATABASE.name)
    yield
    with contextlib.suppress(Exception), django_db_blocker.unblock():  # type: ignore[attr-defined]
        close_connections()


def close_connections() -> None:
    """Close every connection and pool of this process, so that a database can be dropped."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A database of its own with real transactions, for tests of the fence, the log, the chain and the outbox."""
    from django.db import connections

    name = f"{DATABASE.name}_{uuid.uuid4().hex[:8]}"
    DATABASE.clone(name)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        close_connections()
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        for alias in connections:
            connections[alias].settings_dict["NAME"] = name
        yield name
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept
    DATABASE.drop(name)


@pytest.fixture
def superuser(fresh_database: str) -> Iterator[object]:
    """A superuser's connection to the fresh database: what an attacker with the server's keys would have."""
    with DATABASE.admin(fresh_database) as connection:
        yield connection


@pytest.fixture
def as_worker(django_db_blocker: pytest.FixtureRequest) -> Iterator[object]:
    """Run what follows on the worker's connection, as the worker process does."""
    from django.db import connections

    @contextlib.contextmanager
    def swapped() -> Iterator[None]:
        web = connections["default"]
        connections["default"] = connections["worker"]
        try:
            yield
        finally:
            connections["default"] = web

    yield swapped
