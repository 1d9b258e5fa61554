"""A passkey in a real browser: set up, signed in with, given as step-up, renamed, removed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.typing import press
from tests.live import Site

pytestmark = pytest.mark.journey
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def here(running: Site) -> str:
    """The site by its name: a passkey belongs to a name, never to a number."""
    return running.address.replace("127.0.0.1", "localhost")


@pytest.fixture
def signed_in_page(visit: Any, running: Site, here: str, django_db_blocker: Any) -> Any:
    """A page of the worker, at the name; the test signs this session out."""
    page = visit()
    with django_db_blocker.unblock():
        value = running.session_of_its_own("worker here")
    page.context.add_cookies([{"name": "familyhub", "value": value, "url": here}])
    return page


def with_device(page: Any) -> tuple[Any, str]:
    """A device with a lock, as a phone is one: the driver of it, and its number."""
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    return driver, driver.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def enrol(page: Any, here: str, name: str) -> None:
    page.goto(f"{here}/me/")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("[name=name]").fill(name)
    press(page, "Ask my device")
    page.wait_for_url("**/me/")


def test_enrol_sign_in_prove_rename_remove(signed_in_page: Any, here: str) -> None:
    page = signed_in_page
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    driver, device = with_device(page)
    enrol(page, here, "My phone")
    assert "My phone" in page.locator("main").inner_text()
    kept = driver.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [one["isResidentCredential"] for one in kept] == [True]

    page.goto(f"{here}/accounts/logout/")
    page.locator("main").get_by_role("button").first.click()
    page.goto(f"{here}/accounts/login/")
    press(page, "Sign in with a passkey")
    page.wait_for_url(f"{here}/")
    page.goto(f"{here}/me/")
    assert "passkey" in page.locator("table").inner_text()

    page.goto(f"{here}/me/prove/?next=/me/")
    press(page, "Use a passkey")
    page.wait_for_url("**/me/")
    assert "Gave the second factor again" in page.locator("table").inner_text()

    page.get_by_role("link", name="Rename My phone").click()
    page.locator("[name=name]").fill("The old phone")
    press(page, "Save")
    page.wait_for_url("**/me/")
    page.get_by_role("link", name="Remove The old phone").click()
    press(page, "Remove it")
    page.wait_for_url("**/me/")
    assert "You have none" in page.locator("main").inner_text()

    page.goto(f"{here}/accounts/logout/")
    page.locator("main").get_by_role("button").first.click()
    page.goto(f"{here}/accounts/login/")
    press(page, "Sign in with a passkey")
    page.get_by_text("That passkey did not work here").wait_for()
    assert page.goto(f"{here}/me/").url.startswith(f"{here}/accounts/login/")
    assert refused == []


def test_a_device_that_does_not_know_its_person_opens_nothing(visit: Any, running: Site, here: str) -> None:
    page = visit()
    cookie = {"name": "familyhub", "value": running.sessions["coordinator here"], "url": here}
    page.context.add_cookies([cookie])
    driver, device = with_device(page)
    enrol(page, here, "A key that was found")
    page.context.clear_cookies()
    driver.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto(f"{here}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Your device gave no passkey").wait_for()
    assert page.goto(f"{here}/me/").url.startswith(f"{here}/accounts/login/")


def test_without_scripts_the_code_remains(visit: Any, running: Site, here: str) -> None:
    page = visit(scripts=False)
    page.goto(f"{here}/accounts/login/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    assert page.get_by_role("button", name="Sign in", exact=True).is_visible()
    page.context.add_cookies([{"name": "familyhub", "value": running.sessions["worker there"], "url": here}])
    page.goto(f"{here}/me/passkeys/add/")
    assert "Your authenticator app goes on working" in page.locator("main").inner_text()
