"""A nurse with a link, an officer, and a worker with a scanner, in a database of its own with real transactions."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from familyhub.core import fence
from familyhub.documents import actions, queries
from tests.conftest import DATABASE
from tests.integration.web_people.signed_in import browser
from tests.integration.web_refer.conftest import Typed, open_link, referral

__all__ = ["referral"]


def a_file(name: str, body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, content_type="application/pdf")


@pytest.fixture
def demo_scanner(settings: Any) -> None:
    """The stand-in that knows the test pattern."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, demo=True)


@pytest.fixture
def nurse(fresh_database: str) -> Client:
    return open_link("nurse@retford-health.example")


@pytest.fixture
def colleague(fresh_database: str) -> Client:
    return open_link("colleague@retford-health.example")


@pytest.fixture
def officer(fresh_database: str) -> Client:
    return browser("front_door_officer")[0]


@dataclass
class Stored:
    """What lies in the database, past every fence."""

    database: str

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with DATABASE.admin(self.database) as connection:
            return connection.execute(query, values).fetchall()  # type: ignore[arg-type]

    def states(self) -> list[tuple[str, str]]:
        """Name and state of every file, oldest first."""
        return self.rows("SELECT original_name, state FROM documents_document ORDER BY kept_at")  # type: ignore[return-value]

    def one(self, query: str, *values: Any) -> Any:
        return self.rows(query, *values)[0][0]


@pytest.fixture
def stored(fresh_database: str) -> Stored:
    return Stored(fresh_database)


@pytest.fixture
def checked(as_worker: Any) -> Callable[[], list[actions.Checked]]:
    """The worker does its round."""

    def run() -> list[actions.Checked]:
        with as_worker():
            with fence.enter(actions.CHECKER):
                due = queries.due(actions.CHECKER, timezone.now())
            return [actions.check(number, at=timezone.now()) for number in due]

    return run


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


def kept_in(page: str) -> list[str]:
    """The ids of the files that a form carries."""
    return re.findall(r'name="files" value="([0-9a-f-]{36})"', page)


def again(typed: Typed, page: str) -> Typed:
    """What a browser sends next from a page that came back: the same words, the page's key, the files on it."""
    key = re.search(r'name="form_key" value="([0-9a-f-]{36})"', page)
    assert key
    return typed | {"form_key": key[1], "files": kept_in(page)}


def fresh_key(typed: Typed) -> Typed:
    return typed | {"form_key": str(uuid.uuid4())}
