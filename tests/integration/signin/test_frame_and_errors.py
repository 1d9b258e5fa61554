"""What stands around every page, and pages for when a page cannot be shown."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.integration.signin.people import a_person, sign_in, text

pytestmark = pytest.mark.django_db


def navigation(page: str) -> list[str]:
    return re.findall(r'class="hub-nav__link"[^>]*>([^<]+)<', page)


def test_the_navigation_shows_what_somebody_may_do(client: Client) -> None:
    sign_in(client, a_person())
    shown = navigation(client.get("/staff/").content.decode())
    assert {"Contacts", "Teams", "Roles", "Staff", "Me"} <= set(shown)
    worker = sign_in(Client(), a_person("family_support_worker"))
    assert "Staff" not in navigation(worker.get("/me/").content.decode())


def test_nobody_has_a_navigation(client: Client) -> None:
    assert navigation(client.get("/accounts/login/").content.decode()) == []


def test_the_session_limit_is_told_to_the_page(client: Client) -> None:
    sign_in(client, a_person())
    assert 'data-timeout-seconds="1800"' in text(client.get("/me/"))


def test_a_page_that_does_not_exist_says_what_to_do(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert (answer.status_code, "Page not found" in text(answer)) == (404, True)


def test_a_failure_says_that_nothing_was_stored(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from familyhub.accounts import queries

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    sign_in(client, a_person())
    monkeypatch.setattr(queries, "roles", fail)
    client.raise_request_exception = False
    answer = client.get("/roles/")
    assert (answer.status_code, "Nothing was stored" in text(answer)) == (500, True)


def test_a_forged_form_is_refused_and_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/refer/", {"email": "nurse@school.example"})
    assert (answer.status_code, "The form could not be taken" in text(answer)) == (403, True)


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/password/reset/", "/refer/", "/accounts/signed-out/"])
def test_pages_for_nobody_open(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"]


def test_the_first_page_leads_everybody_to_their_work(client: Client) -> None:
    page = text(client.get("/"))
    assert "Refer a family" in page
    assert "Staff sign in" in page
    sign_in(client, a_person())
    assert "Tray" in text(client.get("/"))
    half = Client()
    sign_in(half, a_person(trained=False))
    assert half.get("/")["Location"] == "/accounts/next/"
