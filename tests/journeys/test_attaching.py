"""A nurse on a phone attaches the assessment, with and without the script; pages are sound while a file is on them."""

from __future__ import annotations

from typing import Any

import pytest

from familyhub.demo.assessments import pdf
from tests.journeys.test_pages import AXE, RUN, TAGS, WIDE
from tests.journeys.typing import press
from tests.live import Site

pytestmark = pytest.mark.journey


def sound(page: Any) -> None:
    """No fault that axe finds, and nothing wider than the screen."""
    page.evaluate(AXE.read_text() + "; null")
    assert [fault["id"] for fault in page.evaluate(RUN, TAGS)] == []
    assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_nurse_attaches_looks_and_removes(visit: Any, running: Site, scripts: bool) -> None:
    page = visit("nurse", width=360, scripts=scripts)
    page.goto("/refer/new/")
    page.locator('[name="agency"]').fill("Typed before the file")
    file = {"name": "Invented assessment.pdf", "mimeType": "application/pdf", "buffer": pdf(("An invented page",))}
    page.set_input_files("#file", file)
    press(page, "Attach this file now")
    assert "Invented assessment.pdf" in page.content()
    assert page.locator('[name="agency"]').input_value() == "Typed before the file"
    page.set_input_files("#file", file | {"name": "Invented letter.docm"})
    press(page, "Attach this file now")
    assert "“Invented letter.docm” was not attached: it holds macros" in page.locator("#file-error").inner_text()
    if scripts:
        sound(page)
    press(page, "Remove Invented assessment.pdf")
    assert page.locator('[name="files"]').count() == 0


def test_the_script_says_at_once_that_a_file_is_too_large(visit: Any, running: Site) -> None:
    page = visit("officer")
    page.goto("/requests/new/?who=professional")
    page.evaluate("() => { document.querySelector('#file').dataset.largest = '10'; }")
    page.set_input_files("#file", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"x" * 20})
    assert "a.pdf is too large" in page.locator(".hub-file-said").inner_text()
    assert page.evaluate("() => document.querySelector('#file').files.length") == 0
    sound(page)


def test_an_officer_downloads_what_was_attached(visit: Any, running: Site) -> None:
    page = visit("officer", width=360)
    family = running.world.families["here"]
    page.goto(f"/requests/{family.request}/")
    sound(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").first.click()
    assert started.value.suggested_filename.endswith(".pdf")
