"""One county for this folder; each test in it has a database of its own, cloned from it, and works as the worker."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import DATABASE, close_connections
from tests.integration.imports.feeding import make_county
from tests.once import copy_of


def _use(name: str) -> dict[str, str]:
    from django.db import connections

    close_connections()
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    return before


def _back(before: dict[str, str]) -> None:
    from django.db import connections

    close_connections()
    for alias, name in before.items():
        connections[alias].settings_dict["NAME"] = name


@pytest.fixture(scope="package")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, dict[str, uuid.UUID]]]:
    """The name of a database with the county, and its teams by postcode."""
    name = f"{DATABASE.name}_feeds"
    with django_db_blocker.unblock():
        teams = copy_of("feeds", make_county, name)
    yield name, teams
    DATABASE.drop(name)


@pytest.fixture
def teams(county: tuple[str, dict[str, uuid.UUID]], django_db_blocker: Any) -> Iterator[dict[str, uuid.UUID]]:
    """A fresh copy of the county, on the worker's connection; the teams by postcode."""
    from django.db import connections

    name = f"{DATABASE.name}_{uuid.uuid4().hex[:6]}"
    DATABASE.clone(name, of=county[0])
    with django_db_blocker.unblock():
        before = _use(name)
        web = connections["default"]
        connections["default"] = connections["worker"]
        try:
            yield county[1]
        finally:
            connections["default"] = web
            _back(before)
    DATABASE.drop(name)


@pytest.fixture
def as_app(teams: dict[str, uuid.UUID]) -> Any:
    """Run what follows on the site's connection."""
    from django.db import connections

    @contextlib.contextmanager
    def swapped() -> Iterator[None]:
        worker = connections["default"]
        web = connections.create_connection("default")
        connections["default"] = web
        try:
            yield
        finally:
            web.close()
            if hasattr(web, "close_pool"):
                web.close_pool()
            connections["default"] = worker

    return swapped
