"""The test database: a template migrated once as owner, cloned for each test process. Tests connect as app.

With DATABASE_URL set, its server is used (the address must be of somebody who may make roles and databases);
otherwise an embedded one, kept in the state folder, whose durability is off because its data is thrown away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django

from tests.early import DATABASE

django.setup()

import pytest  # noqa: E402
from django.conf import settings as site  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as examples  # noqa: E402
from xdist.scheduler import LoadScopeScheduling  # noqa: E402

# this process's own: a site that tests start beside themselves keeps what settings.py says
site.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
# no test is timed: a busy machine makes no example wrong
examples.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("untimed")
# the workers of one run inherit its environment
BEGAN = datetime.fromisoformat(os.environ.setdefault("FHTEST_BEGAN", datetime.now(UTC).isoformat()))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_BROWSER = "NO BROWSER: Chromium is not installed, so no journey was made and no page was checked with axe"
# What shares a seeded world or a browser runs in one process, and the longest come first: handed out last, one of them
# would keep a single process busy while the other is done. Two processes take the first two, then by turns the next:
# while one makes the world, the other has something to do that needs none.
TOGETHER = ("tests/leaks/", "tests/house/test_migrations.py", "tests/house/test_lists.py", "tests/journeys/")


def place_of(path: str) -> int:
    """Where in TOGETHER the folder of this test file is; after its end for the rest."""
    return next((at for at, name in enumerate(TOGETHER) if name in path), len(TOGETHER))


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long to look where looking longer finds more."""
    parser.addoption("--api-examples", type=int, default=5, help="Questions to each address of the API, of each kind.")
    parser.addoption("--nightly", action="store_true", help="Look as long as there is time for at night.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hand out the longest first."""
    items.sort(key=lambda item: place_of(item.path.as_posix()))


class TogetherScheduling(LoadScopeScheduling):
    """Each file in one process; files that share a world or a browser in the same one."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", 1)[0]
        at = place_of(path)
        return TOGETHER[at] if at < len(TOGETHER) else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """What gives each process its work, where there are several."""
    return TogetherScheduling(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Throw this process's database away, and the run's with it at its end, and let the server go."""
    if not hasattr(config, "workerinput"):
        DATABASE.end_of_run()
    DATABASE.leave()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The installed browser, without a window: one for all tests of a process, because a second driver cannot start."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        pytest.skip(NO_BROWSER)
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop in this thread
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


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
