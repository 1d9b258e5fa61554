"""A copy for one of a family, by keyboard alone: the family read, what goes in seen, a second person signs."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from familyhub.demo import two_fathers
from familyhub.demo.two_fathers import Hands, TwoFathers
from tests.journeys.test_casework import tab_to
from tests.journeys.test_pages import AXE, RUN, TAGS, WIDE
from tests.live import Site, connected_to

pytestmark = pytest.mark.journey
WHY = "They asked what was done for them and theirs"
WAIT = 60_000


@pytest.fixture(scope="module")
def family(running: Site, django_db_blocker: Any) -> TwoFathers:
    """A mother at a protected address, two former partners, a new one; their assessment is signed."""
    hands = Hands(*(running.world.askers[one] for one in ("officer", "coordinator here", "worker here")))
    now = timezone.now()
    with django_db_blocker.unblock(), connected_to(running.database):
        return two_fathers.build(hands, two_fathers.refer(hands.officer, "ZZ2 1AA", now, family="Madeup"), now)


def look(page: Any) -> None:
    """Nobody is kept from reading this page, and nothing stands out of it."""
    page.evaluate(AXE.read_text())
    assert [one["id"] for one in page.evaluate(RUN, TAGS)] == []
    assert page.evaluate(WIDE) == []


def press(page: Any, name: str, then: str) -> None:
    """Reach it by keyboard and press Enter; then this stands on the page, which everybody can read."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.get_by_text(then).first.wait_for(timeout=WAIT)
    look(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_copy_is_made_and_signed_by_keyboard_alone(visit: Any, running: Site, family: TwoFathers, width: int) -> None:
    worker = visit("worker here", width=width)
    worker.goto(f"/cases/{family.case}/copies/")
    look(worker)
    press(worker, "Make a copy for somebody", "Which document")
    tab_to(worker, "what")
    worker.keyboard.press("Space")
    tab_to(worker, "to")
    worker.keyboard.press("ArrowUp")  # the last: the mother
    press(worker, "Go on", "Of whom Maralyn Madeup may know")
    assert "Darren Placeholder with Maralyn Madeup" in worker.locator("main").inner_text()
    press(worker, "I have read this", "Side by side")
    press(worker, "Ask a second person", "Why they need it")
    tab_to(worker, "basis")
    worker.keyboard.press("Space")
    tab_to(worker, "necessity")
    worker.keyboard.type(WHY)
    press(worker, "Ask to sign", "It waits for a second person")
    second = visit("coordinator here", width=width)
    second.goto(worker.url)
    press(second, "Read both sides", "Sign this copy")
    press(second, "Sign it", "You signed copy")
    said = second.locator("main").inner_text()
    assert "copy for Maralyn Madeup" in said and "Maralyn asks for help early." in said and WHY in said
