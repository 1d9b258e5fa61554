"""Fixtures of every integration test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.conftest import BEGAN, DATABASE
from tests.once import connected_to, copy_of

THE_DAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plain_static_files(settings: pytest.FixtureRequest) -> None:
    """Styles are compiled at set-up, not in these tests."""
    files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": files}  # type: ignore[attr-defined]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # type: ignore[attr-defined]


def seed_county(at: datetime) -> None:
    """The generated county with its staff, stored for good in the database that is connected now."""
    from familyhub.core import fence
    from familyhub.core.asker import system
    from familyhub.demo import county
    from familyhub.demo.people_at_work import seed_staff
    from familyhub.places.actions import Batch
    from familyhub.places.authority import read_authority

    with fence.enter(system("tests")) as unit:
        batch = Batch(source=county.SOURCE, on=timezone.localdate(at), at=at, by=unit.asker)
        county.generate(authority=read_authority("nottinghamshire"), batch=batch)
    seed_staff(at)


def copy_of_county(name: str, at: datetime) -> None:
    """A database `name` with the county as it was made at that moment. To be dropped by whoever asked."""
    copy_of(f"county_{at:%d%H%M}", partial(seed_county, at), name)


class Counties:
    """The generated county with its staff at some moments, each in a database of its own in each process.

    A test's own transaction begins after it was made, so that what the test does there is taken back as anywhere.
    """

    def __init__(self, blocker: Any) -> None:
        self._blocker = blocker
        self._made: dict[datetime, str] = {}

    def of(self, at: datetime) -> AbstractContextManager[None]:
        """This process's connections are in the county as it was made at that moment."""
        return connected_to(self._made.get(at) or self._make(at))

    def _make(self, at: datetime) -> str:
        name = f"{DATABASE.name}_county_{uuid.uuid4().hex[:6]}"
        with self._blocker.unblock():
            copy_of_county(name, at)
        self._made[at] = name
        return name

    def leave(self) -> None:
        """Throw them away."""
        for name in self._made.values():
            DATABASE.drop(name)


@pytest.fixture(scope="session")
def counties(django_db_setup: None, django_db_blocker: Any) -> Iterator[Counties]:
    """Counties at work, made when they are first asked for."""
    made = Counties(django_db_blocker)
    yield made
    made.leave()


@pytest.fixture(scope="module")
def county_of_the_day(counties: Counties) -> Iterator[None]:
    """The tests of this file that ask for it, and those after them, meet the county at work on `THE_DAY`."""
    with counties.of(THE_DAY):
        yield


@pytest.fixture(scope="session")
def this_moment() -> datetime:
    """When this run of the tests began."""
    return BEGAN


@pytest.fixture(scope="module")
def county_now(counties: Counties, this_moment: datetime) -> Iterator[None]:
    """The same, at work since these tests began."""
    with counties.of(this_moment):
        yield
