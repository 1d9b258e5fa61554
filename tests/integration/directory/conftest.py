"""One directory for every test of this folder: the invented services of the demonstration in the generated county."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tests.conftest import DATABASE, close_connections
from tests.integration.directory.kept import EXPORTED
from tests.once import connected_to, copy_of

# the beginning of today: what is open to everybody is worked out for today, whatever day a test would like it to be
NOW = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def swapped(name: str) -> dict[str, str]:
    """Point every connection at another database; returns where they pointed."""
    close_connections()
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    return before


@pytest.fixture(scope="package")
def directory_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database with the county and the services."""
    name = f"{DATABASE.name}_directory_{uuid.uuid4().hex[:6]}"
    with django_db_blocker.unblock():
        EXPORTED[:] = copy_of("directory", _services, name)
    yield name
    DATABASE.drop(name)


def _services() -> list[str]:
    """The county and the services; every service as it was exported then."""
    from familyhub.core import fence
    from familyhub.demo import county
    from familyhub.demo.services import SEEDER, seed_services
    from familyhub.directory import queries
    from familyhub.places.authority import read_authority
    from tests.integration.places.exampleshire import batch

    with fence.enter(SEEDER):
        county.generate(authority=read_authority("nottinghamshire"), batch=batch())
    seed_services(NOW)
    return list(queries.exported_texts(NOW.date()))


@pytest.fixture(scope="module")
def directory_connected(directory_database: str, django_db_blocker: Any) -> Iterator[None]:
    """This process's connections in that database, as long as one file's tests run."""
    with django_db_blocker.unblock(), connected_to(directory_database):
        yield


@pytest.fixture
def directory(directory_connected: None) -> Iterator[None]:
    """The directory; what a test changes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
