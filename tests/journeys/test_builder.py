"""A local question set is drawn up by keyboard alone, on a phone: copied, a question added and moved, looked at."""

from __future__ import annotations

from typing import Any

import pytest

from familyhub.casework.question_sets import number_of
from tests.journeys.test_access_with_a_reason import looked_at
from tests.live import Site

pytestmark = pytest.mark.journey
FOCUSED = "() => { const e = document.activeElement; return (e.textContent.trim() || e.name || '').trim() }"
MOST_TABS = 300
ASKED = "Which group in the village would you come to?"


def go(page: Any, wanted: str) -> None:
    """Tab to what has this name or begins with these words, press Enter, and wait for the page it leads to."""
    to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def to(page: Any, wanted: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(wanted):
            return
    raise AssertionError(f"no way to {wanted!r} by keyboard")


def test_a_question_is_added_to_a_local_set_by_keyboard_alone(visit: Any, running: Site) -> None:
    page = visit("administrator", width=360)
    page.goto(f"/question-sets/{number_of('family_help', 1)}/")
    go(page, "Copy into a draft")
    to(page, "title")
    page.keyboard.type("Village family help")
    go(page, "Copy")
    draft = page.url
    assert "Village family help" in page.locator("main h1").inner_text()
    go(page, "Add a question")
    to(page, "ask")
    page.keyboard.type(ASKED)
    to(page, "kind")
    page.keyboard.press("Space")
    go(page, "Add")
    assert page.url.startswith(draft)
    was = place_of(page)
    go(page, f"Up: {ASKED}")
    assert place_of(page) == was - 1 >= 0
    looked_at(page, "builder-360")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    go(page, "See it as a worker does")
    assert ASKED in page.locator("main").inner_text()


def place_of(page: Any) -> int:
    """Where the question stands in its section, from 0."""
    section = page.locator("main section").filter(has_text=ASKED).filter(has=page.locator("ol"))
    asked = section.locator("ol > li").all_inner_texts()
    return next(place for place, words in enumerate(asked) if words.startswith(ASKED))
