"""A note by keyboard alone, at a desk and on a phone; the story that it becomes part of."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.live import Site
from tests.telling import tell

pytestmark = pytest.mark.journey
FOCUSED = "() => { const e = document.activeElement; return (e.name || e.textContent || '').trim() }"
MOST_TABS = 80
MOST_SECONDS, MOST_PAGES = 60, 2  # open it, save it: with the choice of how, three actions


def tab_to(page: Any, wanted: str) -> None:
    """Press Tab until what is reached has this name or these words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(wanted):
            return
    raise AssertionError(f"no way to {wanted!r} by keyboard")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_note_is_written_by_keyboard_alone(
    visit: Any, running: Site, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    worker = visit("worker here", width=width)
    case = running.world.cases["here"]
    opened: list[str] = []
    worker.goto(f"/episodes/{case.episode}/")
    worker.on("framenavigated", lambda frame: opened.append(frame.url))
    began = time.monotonic()
    tab_to(worker, "Write a note")
    worker.keyboard.press("Enter")
    worker.wait_for_url(f"**/cases/{case.case}/note/")
    tab_to(worker, "kind")
    worker.keyboard.press("ArrowDown")  # seen elsewhere
    for who in worker.locator('select[name^="part_"]').all():
        tab_to(worker, who.get_attribute("name"))
        worker.keyboard.type("Seen")
    tab_to(worker, "words")
    worker.keyboard.type(f"Written without a mouse at {width}")
    tab_to(worker, "Save the note")
    worker.keyboard.press("Enter")
    worker.wait_for_url("**/notes/**")
    took = time.monotonic() - began
    tell(capsys, f"a note by keyboard at {width}: {took:.1f} s, {len(opened)} pages")
    assert took <= MOST_SECONDS and len(opened) <= MOST_PAGES
    said = worker.locator("main").inner_text()
    assert f"Written without a mouse at {width}" in said
    assert "seen alone" in said and "seen face to face" in said


def test_what_is_typed_is_there_after_the_browser_was_lost(visit: Any, running: Site) -> None:
    case = running.world.cases["here"].case
    first = visit("worker here")
    first.goto(f"/cases/{case}/note/")
    first.get_by_label("What happened").fill("Half a note about the garden")
    with first.expect_response(lambda answer: "/drafts/casework:write/" in answer.url and answer.status == 204):
        pass
    first.context.close()
    second = visit("worker here")
    second.goto(f"/cases/{case}/note/")
    assert second.get_by_label("What happened").input_value() == "Half a note about the garden"
