"""One seeded world for every hostile test of this folder, in a database of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.conftest import DATABASE
from tests.leaks.made_once import connected_to, copy_of_world
from tests.leaks.world import World

FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def plain_files() -> Any:
    """Styles are compiled at set-up, not in these tests."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return override_settings(STORAGES={**settings.STORAGES, "staticfiles": FILES})


@pytest.fixture(scope="package")
def world_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, World]]:
    """The world, in a database that lives as long as this folder's tests."""
    name = f"{DATABASE.name}_world_{uuid.uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        made = copy_of_world(name)
    yield name, made
    DATABASE.drop(name)


@pytest.fixture(scope="module")
def world(world_database: tuple[str, World], django_db_blocker: Any) -> Iterator[World]:
    """The world with this process's connections in it. What a test changes, it takes back (`world.undone`)."""
    name, made = world_database
    with django_db_blocker.unblock(), plain_files(), connected_to(name):
        yield made


@pytest.fixture(scope="module")
def keys(world_database: tuple[str, World]) -> Iterator[Any]:
    """A superuser's connection to the world: what the truth is, past every fence."""
    with DATABASE.admin(world_database[0]) as connection:
        yield connection
