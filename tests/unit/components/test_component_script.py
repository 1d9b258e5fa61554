"""The script of our own and every gallery page in a real browser, served from this machine.

Needs the compiled assets and a Chromium; where either is missing these tests say so and stand aside.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from familyhub.components import gallery

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
FORM = (
    '<form method="post" action="/sent/" data-draft-url="/draft/" novalidate>'
    '<label>Words <textarea name="words"></textarea></label><p class="hub-saved" role="status"></p>'
    '<button class="govuk-button">Send</button></form>'
)
Open = Callable[..., Page]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *words: Any) -> None:
        pass


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Browser:
    if not AXE.exists() or not (ROOT / ".static" / "hub.js").exists():
        pytest.skip("NO BROWSER TESTS of components: they need the built assets (familyhub assets)")
    started: Browser = request.getfixturevalue("chromium")
    return started


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "static").symlink_to(ROOT / ".static")
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visit(browser: Browser, site: str, tmp_path: Path) -> Iterator[Open]:
    """`visit(html, width=360, script=False)` opens a page whose clock the test moves."""
    contexts = []

    def opened(html: str, width: int = 1280, script: bool = True, height: int = 900) -> Page:
        (tmp_path / "page.html").write_text(html)
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.clock.install()
        if not script:
            page.route("**/*.js", lambda route: route.abort())
        page.goto(f"{site}/page.html")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, True), (320, False)])
@pytest.mark.parametrize("name", ["gallery", "gallery_form", "gallery_grave", "gallery_done"])
def test_no_page_shuts_anybody_out(
    draw: Callable[..., str], visit: Open, now: datetime, name: str, script: bool, width: int
) -> None:
    bound = gallery.GalleryForm({"born_on_day": "31", "contact": "other"})
    page = visit(draw(f"components/{name}.html", gallery.context(now, bound)), width, script)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", STANDARDS)
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def holding(page: Page, path: str, status: int = 204) -> list[str]:
    """What the page posts to `path`, answered with `status`."""
    got: list[str] = []

    def answer(route: Route) -> None:
        got.append(f"{route.request.headers.get('x-requested-with', '')} {route.request.post_data or ''}")
        route.fulfill(status=status, body="")

    page.route(f"**{path}", answer)
    return got


def with_form(draw: Callable[..., str], now: datetime, body: str = FORM, layout: str = "staff") -> str:
    template = f'{{% extends "layouts/{layout}.html" %}}{{% block content %}}{body}{{% endblock %}}'
    frame = gallery.frame() | {"timeout_seconds": 600, "person": ""}
    return draw(template, {"frame": frame})


def test_typing_is_saved_within_five_seconds_even_when_it_never_stops(
    draw: Callable[..., str], visit: Open, now: datetime
) -> None:
    page = visit(with_form(draw, now))
    page.wait_for_load_state("networkidle")
    saved = holding(page, "/draft/")
    for _ in range(5):
        page.get_by_label("Words").press_sequentially("a")
        page.clock.run_for(1000)
    page.get_by_text("Saved at").wait_for()
    assert saved and saved[0].startswith("draft ") and 'name="words"' in saved[0]


def test_a_draft_that_cannot_be_saved_says_so_and_tries_again(
    draw: Callable[..., str], visit: Open, now: datetime
) -> None:
    page = visit(with_form(draw, now))
    page.wait_for_load_state("networkidle")
    tried = holding(page, "/draft/", status=503)
    page.get_by_label("Words").fill("a")
    page.clock.run_for(2100)
    page.get_by_text("Not saved yet: we will keep trying").wait_for()
    page.unroute("**/draft/")
    holding(page, "/draft/")
    page.clock.run_for(6000)
    page.get_by_text("Saved at").wait_for()
    assert len(tried) == 1


def test_a_second_press_posts_nothing_more(draw: Callable[..., str], visit: Open, now: datetime) -> None:
    page = visit(with_form(draw, now))
    page.wait_for_load_state("networkidle")
    sent = holding(page, "/sent/")
    page.evaluate("() => { const b = document.querySelector('.hub-main button'); b.click(); b.click(); }")
    page.wait_for_timeout(0)
    page.get_by_role("button", name="Send").click()
    assert len(sent) == 1


def test_two_minutes_before_the_end_a_page_offers_to_stay(draw: Callable[..., str], visit: Open, now: datetime) -> None:
    page = visit(with_form(draw, now))
    page.wait_for_load_state("networkidle")
    page.clock.run_for(479_000)
    assert page.get_by_role("alert").count() == 0
    page.clock.run_for(2000)
    page.get_by_role("alert").get_by_role("link", name="Stay signed in").click()
    page.get_by_role("alert").wait_for(state="detached")


def test_shift_three_times_leaves_and_leaves_no_way_back(
    draw: Callable[..., str], visit: Open, now: datetime, site: str
) -> None:
    page = visit(with_form(draw, now, layout="public"))
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather", content_type="text/html"))
    page.wait_for_load_state("networkidle")
    page.get_by_label("Words").press("Shift+A")
    for _ in range(2):
        page.keyboard.press("Shift")
    assert page.url.startswith(site)
    page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    assert not page.url.startswith(site)


def test_filters_follow_the_choice(draw: Callable[..., str], visit: Open, now: datetime) -> None:
    page = visit(draw("components/gallery.html", gallery.context(now)))
    page.wait_for_load_state("networkidle")
    page.get_by_label("State").select_option("new")
    with page.expect_navigation():
        page.clock.run_for(700)
    assert "state=new" in page.url


def test_nothing_is_kept_in_the_browser() -> None:
    script = (ROOT / "familyhub" / "components" / "scripts" / "hub.js").read_text()
    assert not any(
        word in script for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches")
    )
    assert len(script.encode()) <= 10240
