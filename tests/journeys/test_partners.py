"""A child is put to the partners meeting by keyboard alone, on a phone; a member without a need sees nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.test_casework import tab_to
from tests.live import Site

pytestmark = pytest.mark.journey


def test_a_child_is_put_to_one_member_by_keyboard_alone(visit: Any, running: Site) -> None:
    worker, case = visit("worker here", width=360), running.world.cases["here"]
    worker.goto(f"/episodes/{case.episode}/")
    tab_to(worker, "Put to the partners meeting")
    worker.keyboard.press("Enter")
    worker.wait_for_url("**/partners-meeting/")
    tab_to(worker, "why")
    worker.keyboard.type("Pressed without a mouse")
    tab_to(worker, "basis")
    worker.keyboard.press("Space")
    tab_to(worker, "need_")
    worker.keyboard.type("Books the birth")
    tab_to(worker, "Put to the partners meeting")
    worker.keyboard.press("Enter")
    worker.wait_for_url("**/agenda-items/**")
    assert "Pressed without a mouse" in worker.locator("main").inner_text()
    item = worker.url.removeprefix(running.address)
    for who, is_there in (("midwife", True), ("health visitor", False)):
        member = visit(who, width=360)
        member.goto("/partners-meetings/")
        member.locator("main ul a").first.click()
        assert ("Pressed without a mouse" in member.goto(item).text()) is is_there
