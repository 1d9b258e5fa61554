"""In a browser: a record is opened with a reason and reviewed; a declared relation is closed to whoever declared it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.test_pages import AXE, RUN, TAGS
from tests.journeys.typing import dated, fill, follow, press
from tests.live import Site

pytestmark = pytest.mark.journey
WHY = "The worker is ill and the school rang about tonight"
PICTURES = os.environ.get("HUB_PICTURES", "")


def looked_at(page: Any, name: str) -> None:
    """Axe finds nothing; a picture is kept where somebody asked for pictures."""
    page.evaluate(AXE.read_text())  # from outside the page: its policy lets no other script in
    assert page.evaluate(RUN, TAGS) == []
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_worker_on_cover_opens_one_record_and_governance_reviews_it(visit: Any, running: Site, width: int) -> None:
    family = running.world.families["here"]
    worker = visit("worker there", width=width)
    address = f"/people/{family.persons[0]}/"
    if width == 1280:
        assert worker.goto(address).status == 404
    worker.goto("/open-with-reason/")
    looked_at(worker, f"open-{width}")
    press(worker, "Open the record")
    expect(worker.locator("main")).to_contain_text("Enter the first name")
    words = {"given": family.planted.mother, "family": family.planted.surname, "postcode": "ZZ2 1AA"}
    fill(worker, words | dated("born_on", family.planted.born) | {"reason": "cover", "words": f"{WHY} {width}"})
    press(worker, "Open the record")
    expect(worker).to_have_url(f"{running.address}{address}")
    expect(worker.get_by_text("Opened with a reason; ends")).to_be_visible()
    looked_at(worker, f"opened-{width}")
    governance = visit("governance", width=width)
    governance.goto("/opened/")
    looked_at(governance, f"reviews-{width}")
    follow(governance, governance.locator("tr", has_text="left").locator("a[href^='/opened/']").last)
    looked_at(governance, f"review-{width}")
    fill(governance, {"outcome": "justified", "words": "The school confirms it and the worker was ill"})
    press(governance, "Record the review")
    expect(governance.get_by_text("The review was recorded")).to_be_visible()


def test_who_is_not_found_is_told_what_to_do(visit: Any, running: Site) -> None:
    worker = visit("worker there", scripts=False)
    worker.goto("/open-with-reason/")
    words = {"given": "Nobody", "family": "Atall", "postcode": "ZZ2 1AA"}
    fill(worker, words | dated("born_on", date(2020, 1, 1)) | {"reason": "emergency", "words": WHY})
    press(worker, "Open the record")
    expect(worker.get_by_role("heading", name="Nothing was opened")).to_be_visible()
    if PICTURES:
        worker.screenshot(path=str(Path(PICTURES) / "nothing.png"), full_page=True)


@pytest.mark.parametrize("width", [360])
def test_a_declared_relation_is_closed_to_whoever_declared_it(visit: Any, running: Site, width: int) -> None:
    family = running.world.families["there"]
    child = f"/people/{family.persons[1]}/"
    maker = visit("MASH decision maker", width=width, scripts=False)
    assert maker.goto(child).status == 200
    maker.goto("/me/")
    maker.get_by_role("link", name="Relatives, neighbours, former partners, myself").click()
    fill(maker, {"kind": "relative", "given": family.planted.child, "family": family.planted.surname})
    press(maker, "Declare")
    expect(maker.get_by_text("Thank you")).to_be_visible()
    governance = visit("governance", width=width)
    governance.goto("/relations/")
    looked_at(governance, f"relations-{width}")
    follow(governance, governance.locator("main a[href^='/relations/']").first)
    looked_at(governance, f"relation-{width}")
    governance.locator(f'[name="record"][value="{family.records[1]}"]').check(force=True)
    press(governance, "Record")
    assert maker.goto(child).status == 404
    governance.goto("/relations/")
    expect(governance.get_by_text("A person’s record").first).to_be_visible()


def test_a_receptionist_and_a_commissioner_have_one_page_each(visit: Any, running: Site) -> None:
    for who, name in (("receptionist", "Enter a request"), ("commissioner", "Read the totals")):
        page = visit(who)
        page.goto("/")
        looked_at(page, f"{who}-tray")
        follow(page, page.get_by_role("link", name=name).first)
        looked_at(page, f"{who}-page")
