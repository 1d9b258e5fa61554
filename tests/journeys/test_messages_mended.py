"""A message that did not arrive is found in the tray, opened, and mended, by keyboard and without the script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

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
    expect(page.get_by_role("heading", name="Messages that did not arrive")).to_be_visible()
    where = address_of(page, "News of your request")
    page.goto(where)
    press(page, "Set it aside")
    expect(page.get_by_text("Enter why nothing more is needed").first).to_be_visible()
    page.get_by_label("Why is nothing more needed?").fill("Told them by phone")
    press(page, "Set it aside")
    expect(page.get_by_text("The message was set aside")).to_be_visible()
    page.goto(where)
    expect(page.get_by_text("Told them by phone").first).to_be_visible()
    expect(page.get_by_role("button", name="Send it again")).to_have_count(0)


def test_an_administrator_sends_an_invitation_again_by_keyboard(visit: Any, running: Site) -> None:
    page = visit("administrator")
    page.goto("/messages/")
    expect(page.get_by_text("w•••@schoolnursing.example")).to_be_visible()
    expect(page.get_by_text("News of your request")).to_have_count(0)
    page.get_by_role("link", name="Invitation to a new account").press("Enter")
    page.get_by_role("button", name="Send it again").press("Enter")
    expect(page.get_by_text("The message is sent again if that is still right")).to_be_visible()
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
