"""A browser and a running site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM, NO_BROWSER
from tests.live import Site, site


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """The site as it really runs, once for all journeys."""
    if not CHROMIUM:
        pytest.skip(NO_BROWSER)
    folder: Path = tmp_path_factory.mktemp("site")
    with site(folder, django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def signed_in_lately(running: Site) -> None:
    """However late a file's turn comes, its people have just signed in."""
    running.renew()


@pytest.fixture
def visit(chromium: Any, running: Site) -> Iterator[Any]:
    """`visit(asker, width=1280, scripts=True)`: a page of a fresh browser session, signed in as the asker."""
    contexts: list[Any] = []

    def opened(who: str = "nobody", *, width: int = 1280, scripts: bool = True) -> Any:
        context = chromium.new_context(
            base_url=running.address, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        if who != "nobody":
            cookie = {"name": "familyhub", "value": running.sessions[who], "url": running.address}
            context.add_cookies([cookie])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
