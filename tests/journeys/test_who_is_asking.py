"""A request is keyed for a mother who rings, and she comes back with her code to what she sent herself."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.test_pages import AXE, RUN, TAGS
from tests.journeys.typing import press

pytestmark = pytest.mark.journey

PICTURES = os.environ.get("HUB_PICTURES", "")


def looked_at(page: Any, name: str) -> None:
    """Axe finds nothing; a picture is kept where somebody asked for pictures."""
    page.evaluate(AXE.read_text())  # from outside the page: its policy lets no other script in
    assert page.evaluate(RUN, TAGS) == []
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("width", [1280, 360])
def test_an_officer_says_who_is_asking_and_enters_a_mothers_call(visit: Any, width: int) -> None:
    page = visit("officer", width=width)
    page.goto("/requests/new/")
    looked_at(page, f"who-{width}")
    for who in ("young", "relative"):
        page.goto(f"/requests/new/?who={who}&next=yes")
        looked_at(page, f"key-{who}-{width}")
    page.goto("/requests/new/")
    page.get_by_label("A parent or carer, for their own family").check()
    press(page, "Continue")
    looked_at(page, f"key-parent-{width}")
    page.get_by_label("It is not safe to contact me").check()
    page.locator('[name="given"]').fill(f"Sabina{width}")
    page.locator('[name="words"]').fill("I do not sleep.")
    page.locator("button.govuk-button", has_text="Enter the request").click()
    expect(page.locator("main")).to_contain_text("The family itself")
    press(page, "Open it to decide")
    looked_at(page, f"decide-self-{width}")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_parent_comes_back_and_adds_something(visit: Any, width: int) -> None:
    page = visit(width=width)
    page.goto("/ask/new/")
    page.get_by_label("It is not safe to contact me").check()
    page.locator('[name="given"]').fill(f"Sol{width}")
    page.locator('[name="words"]').fill("Money is short.")
    page.locator("button.govuk-button", has_text="Send").click()
    looked_at(page, f"sent-{width}")
    press(page, "Show me a code")
    code = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page.locator("main").inner_text())[0]
    page.goto("/ask/back/")
    page.get_by_label("Your code").fill(code)
    press(page, "Open")
    looked_at(page, f"status-{width}")
    press(page, "Add something")
    looked_at(page, f"add-{width}")
    page.get_by_label("What do you want to add?").fill("It is worse")
    press(page, "Send")
    expect(page.locator("main")).to_contain_text("We have what you added")
    looked_at(page, f"added-{width}")
    press(page, "Take it back")
    looked_at(page, f"back-{width}")
    page.get_by_label("I have found help").check()
    press(page, "Take it back")
    expect(page.locator("h1")).to_contain_text("Finished")
