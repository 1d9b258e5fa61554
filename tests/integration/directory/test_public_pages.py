"""The public pages of the directory: what a family reads, and what nobody may read there."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from familyhub.components.words import LONDON
from familyhub.directory.terms import own_id
from familyhub.places import queries as places
from familyhub.web.services import open_pages
from familyhub.web.services.kept import Kept
from tests.integration.directory.conftest import NOW
from tests.integration.signin.people import text

pytestmark = pytest.mark.usefixtures("directory", "at_nine")
TODAY = NOW.date()


@pytest.fixture
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is nine on the Sunday that the directory was made."""
    for module in ("views", "hubs", "shortlist"):
        monkeypatch.setattr(f"familyhub.web.services.{module}.now_here", lambda: datetime(2026, 11, 22, 9, tzinfo=LONDON))
    assert open_pages.now_here().tzinfo is not None


def page_at(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def service(name: str) -> str:
    return reverse("services:service", args=[own_id("demo", name)])


def test_smoke() -> None:
    html = page_at("/services/")
    open("/tmp/p-search.html", "w").write(html)
    for path, name in (
        ("/services/?q=baby+blues", "blues"),
        ("/services/?q=xylophonezz&day=2&kind=youth", "none"),
        (service("Stay and play, Bassetlaw"), "service"),
        (service("Example Refuge"), "refuge"),
        ("/services/hubs/", "hubs"),
        (reverse("services:hub", args=[places.hub_offers(TODAY)[0].id]), "hub"),
        ("/services/levels-of-need/", "levels"),
        ("/services/shortlist/", "shortlist"),
    ):
        answer = Client().get(path)
        assert answer.status_code == 200
        open(f"/tmp/p-{name}.html", "w").write(answer.content.decode())
        print(name, len(answer.content), dict(answer.headers))
