"""Pages of places before anything was loaded: each says what to do."""

from __future__ import annotations

import pytest

from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db


def test_without_places_networks_and_sites_the_pages_say_so() -> None:
    signed, _ = browser("administrator")
    assert "No places are loaded yet" in text(signed.get("/places/"))
    assert "No hub network is recorded yet" in text(signed.get("/places/hubs/"))
    assert "No site is recorded yet" in text(signed.get("/places/sites/"))
