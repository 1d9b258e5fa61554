"""A parent on a phone finds a group: by keyboard, without a script, and what each page weighs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from familyhub.demo.services import seed_services
from tests.journeys.test_pages import AXE, MOST_BYTES, MOST_REQUESTS, NARROW, problems_of
from tests.journeys.typing import follow, press
from tests.live import Site, connected_to
from tests.telling import tell

pytestmark = pytest.mark.journey
QUESTION = "something for a 2 year old near ZZ2 on Tuesday, free"
GROUP = "Stay and play, Bassetlaw"


@pytest.fixture(scope="module")
def full(running: Site, django_db_blocker: Any) -> Iterator[Site]:
    """The running site with every invented service."""
    with django_db_blocker.unblock(), connected_to(running.database):
        seed_services(timezone.now())
    yield running


def tab_to(page: Any, wanted: str) -> None:
    """Go on by the keyboard until this has the focus. Errors: AssertionError where it is out of reach."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached")


def link_of(page: Any) -> str:
    """The group's own link, as a selector."""
    return f"[href='{page.get_by_role('link', name=GROUP, exact=True).get_attribute('href')}']"


def test_a_parent_finds_keeps_and_sends_on_by_keyboard_without_a_script(full: Site, visit: Any) -> None:
    page = visit(width=360, scripts=False)
    page.goto("/")
    tab_to(page, "#q")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/?q=*")
    tab_to(page, f".hub-hit:nth-child(-n+3) h3 a:is({link_of(page)})")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Stay and play')")
    assert "Every Tuesday, 9:30am to 11am" in page.text_content("main")
    assert page.locator("[data-print]").is_hidden()
    assert page.locator("a[data-exit]").last.get_attribute("href") == "https://www.bbc.co.uk/weather"
    tab_to(page, "a.govuk-button--secondary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?list=*")
    follow(page, page.get_by_role("link", name="My list (1)"))
    assert GROUP in page.text_content("main") and not page.context.cookies()
    address = page.url
    follow(page, page.get_by_role("link", name="Find services"))
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Made for").select_option("dads")
    press(page, "Show what fits")
    assert page.text_content("#found") == "7 services fit" and "list=" in page.url
    other = visit(width=1280)
    other.goto(address)
    assert GROUP in other.text_content("main") and other.locator("[data-print]").is_visible()
    other.emulate_media(media="print")
    assert other.locator("[data-print]").is_hidden() and other.locator(".hub-chosen").is_visible()
    after = "(link) => getComputedStyle(link, '::after').content"
    assert other.locator(".hub-chosen h2 a").evaluate(after) == "none"


def weight_of(page: Any, address: str) -> tuple[float, int]:
    """Bytes over the wire and requests of a first view."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    asked: list[str] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    client.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    page.goto(address, wait_until="networkidle")
    return sum(sizes), len([url for url in asked if not url.startswith("data:")])


def addresses(page: Any) -> list[str]:
    """A long list, a service and a hub, by address; test_pages looks at the others."""
    page.goto("/services/hubs/")
    hub = page.get_by_role("link", name="Retford").get_attribute("href")
    page.goto("/services/?q=stay+and+play+bassetlaw")
    group = page.get_by_role("link", name=GROUP, exact=True).get_attribute("href")
    return ["/services/?q=play", group, hub]


def test_pages_of_the_directory_are_light_and_accessible(
    full: Site, visit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    script = AXE.read_text()
    for address in addresses(visit(width=360)):
        page = visit(width=360)
        heard: list[str] = []
        page.on("pageerror", lambda error, heard=heard: heard.append(str(error)))
        size, requests = weight_of(page, address)
        tell(capsys, f"first view of {address.split('?')[0]}: {size / 1000:.0f} kB in {requests} requests")
        assert size <= MOST_BYTES and requests <= MOST_REQUESTS
        page.evaluate(script + "; null")
        assert problems_of(page) == [], address
        page.set_viewport_size({"width": NARROW, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW and heard == []


def test_the_map_shows_the_places_of_its_list_and_opens_by_keyboard(
    full: Site, visit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visit(width=1280)
    size, requests = weight_of(page, "/services/map/?q=play")
    tell(capsys, f"first view of the map: {size / 1000:.0f} kB in {requests} requests")
    assert size <= MOST_BYTES and requests <= MOST_REQUESTS
    page.wait_for_selector(".hub-pin")
    pins = page.locator(".hub-pin").all_text_contents()
    assert sum(1 + int(pin.partition("+")[2] or 0) for pin in pins) == page.locator(".hub-spot").count() > 5
    page.locator(".hub-pin").first.focus()
    page.keyboard.press("Enter")
    popup = page.wait_for_selector(".leaflet-popup-content a")
    assert popup.get_attribute("href").startswith("/services/")
    page.evaluate(AXE.read_text() + "; null")
    assert problems_of(page) == []
    without = visit(width=360, scripts=False)
    without.goto("/services/map/?q=play")
    assert without.locator(".hub-spot").count() > 5 and without.locator(".hub-map").is_hidden()
