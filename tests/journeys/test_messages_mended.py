"""A message that did not arrive is found in the tray, opened, and mended, by keyboard and without the script."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.typing import press
from tests.live import Site

pytestmark = pytest.mark.journey


def address_of(page: Any, name: str) -> str:
    """The address of the first message about this kind of thing."""
    row = page.get_by_role("row").filter(has_text=name).first
    return str(row.get_by_role("link").first.get_attribute("href"))


def test_an_officer_on_a_phone_without_the_script_sets_a_message_aside(visit: Any, running: Site) -> None:
    page = visit("officer", width=360, scripts=False)
    page.goto("/")
    page.get_by_role("link", name=re.compile("messages? did not arrive")).click()
    assert page.get_by_role("heading", name="Messages that did not arrive").is_visible()
    where = address_of(page, "News of your request")
    page.goto(where)
    press(page, "Set it aside")
    assert page.get_by_text("Enter why nothing more is needed").first.is_visible()
    page.get_by_label("Why is nothing more needed?").fill("Told them by phone")
    press(page, "Set it aside")
    assert page.get_by_text("The message was set aside").is_visible()
    page.goto(where)
    assert page.get_by_text("Told them by phone").first.is_visible()
    assert page.get_by_role("button", name="Send it again").count() == 0


def test_an_administrator_sends_an_invitation_again_by_keyboard(visit: Any, running: Site) -> None:
    page = visit("administrator")
    page.goto("/messages/")
    assert page.get_by_text("w•••@schoolnursing.example").is_visible()
    assert page.get_by_text("News of your request").count() == 0
    page.get_by_role("link", name="Invitation to a new account").press("Enter")
    page.get_by_role("button", name="Send it again").press("Enter")
    assert page.get_by_text("The message is sent again if that is still right").is_visible()
    assert page.get_by_text("Nothing waits here").is_visible()
