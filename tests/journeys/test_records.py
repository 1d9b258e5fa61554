"""In a browser: a name is corrected, an address is protected, a death is recorded, on a screen of each width."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.test_access_with_a_reason import looked_at
from tests.journeys.typing import dated, fill, follow, press
from tests.live import Site

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_wrong_is_corrected_and_a_death_recorded(visit: Any, running: Site, width: int) -> None:
    page = visit("officer", width=width)
    page.goto("/people/new/")
    fill(page, {"given": f"Tihlly {width}", "family": "Exampel", "line1": "1 Sample Street", "postcode": "ZZ2 1AA"})
    page.locator('[name="born_on_day"]').fill("1")
    page.locator('[name="born_on_month"]').fill("7")
    page.locator('[name="born_on_year"]').fill("2023")
    press(page, "Continue")
    if page.get_by_role("button", name="None of these: register").count():
        looked_at(page, f"candidates-{width}")
        press(page, "None of these: register")
    expect(page.locator("main")).to_contain_text("The person was registered")
    looked_at(page, f"person-{width}")
    home = page.url
    for link in ("Add or correct a name", "Correct the date of birth", "Correct the sex", "Protect this address"):
        page.goto(home)
        follow(page, page.get_by_role("link", name=link))
        looked_at(page, f"{link.lower().replace(' ', '-')}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto(home)
    follow(page, page.get_by_role("link", name="Record a death"))
    fill(page, dated("died_on", date.today()) | {"known_by": "The hospital rang"})
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("tick that it is this person")
    looked_at(page, f"death-refused-{width}")
    page.locator('[name="is_sure"]').check(force=True)
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("Bereavement contact")
    looked_at(page, f"dead-{width}")
    page.goto("/people/review/")
    looked_at(page, f"bench-{width}")
