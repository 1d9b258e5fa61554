"""One seeded world for every hostile test of this folder, in a database of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.conftest import DATABASE, close_connections
from tests.leaks.world import World, build

FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def plain_files() -> Any:
    """Styles are compiled at set-up, not in these tests."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return override_settings(STORAGES={**settings.STORAGES, "staticfiles": FILES})


@pytest.fixture(scope="package")
def world_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, World]]:
    """The world, in a database that lives as long as this folder's tests."""
    from django.db import connections

    name = f"{DATABASE.name}_world_{uuid.uuid4().hex[:6]}"
    DATABASE.clone(name)
    with django_db_blocker.unblock():
        close_connections()
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        for alias in connections:
            connections[alias].settings_dict["NAME"] = name
        made = build()
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept
    yield name, made
    DATABASE.drop(name)


@pytest.fixture(scope="module")
def world(world_database: tuple[str, World], django_db_blocker: Any) -> Iterator[World]:
    """The world with this process's connections in it. What a test changes, it takes back (`world.undone`)."""
    from django.db import connections

    name, made = world_database
    with django_db_blocker.unblock(), plain_files():
        close_connections()
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        for alias in connections:
            connections[alias].settings_dict["NAME"] = name
        yield made
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept


@pytest.fixture(scope="module")
def keys(world_database: tuple[str, World]) -> Iterator[Any]:
    """A superuser's connection to the world: what the truth is, past every fence."""
    with DATABASE.admin(world_database[0]) as connection:
        yield connection
