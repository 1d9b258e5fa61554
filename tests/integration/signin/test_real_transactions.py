"""Signing in with real transactions, as the site does it: what the fence commits and what it rolls back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from familyhub.accounts.models import Staff
from tests.integration.signin.people import a_person, give_password, sign_in

PAGES = 2


def test_one_code_lets_one_of_two_parallel_browsers_in(fresh_database: str) -> None:
    person = a_person()
    browsers = [Client() for _ in range(PAGES)]
    for browser in browsers:
        give_password(browser, person)
    code = person.code()

    def enter(browser: Client) -> int:
        try:
            return browser.post("/accounts/second-factor/", {"code": code}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PAGES) as pool:
        answers = sorted(pool.map(enter, browsers))
    assert answers == [200, 302]
    assert sorted(browser.get("/staff/").status_code for browser in browsers) == [200, 302]


def test_two_parallel_presses_add_one_person(fresh_database: str) -> None:
    client = sign_in(Client(), a_person())
    typed = {
        "name": "Parallel Sample",
        "email": "parallel@hub.example",
        "form_key": "8f14e45f-ceea-467f-9c0b-0f7b1d5a2d11",
    }
    tabs = []
    for _ in range(4):
        tab = Client()
        tab.cookies = client.cookies
        tabs.append(tab)

    def press(tab: Client) -> str:
        try:
            return tab.post("/staff/add/", typed)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tabs)) as pool:
        assert len(set(pool.map(press, tabs))) == 1
    assert Staff.objects.filter(email="parallel@hub.example").count() == 1


@pytest.mark.parametrize("page", ["/", "/me/"])
def test_a_refusal_does_not_sign_anybody_out(fresh_database: str, page: str) -> None:
    client = sign_in(Client(), a_person("family_support_worker"))
    assert client.get("/staff/").status_code == 403
    assert client.get("/no/such/page/").status_code == 404
    assert client.get(page, follow=True).status_code == 200
