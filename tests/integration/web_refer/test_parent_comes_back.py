"""A parent who comes back with their code adds something or takes it back; nobody else can, and nothing is left."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from familyhub.referrals.models import Addition, Withdrawal
from tests.integration.web_refer.conftest import Typed
from tests.integration.web_refer.test_parent_asks import NEW, code_in, words_of

pytestmark = pytest.mark.django_db
Stored = Callable[[type[Any]], list[Any]]
ADD, BACK = "/ask/back/add/", "/ask/back/take-back/"
STATUSES = ("Received", "Being looked at", "Someone will contact you in the way you said", "Finished")


def came_back(browser: Client, asked: Typed) -> tuple[str, str]:
    """The status page, and the pass that is hidden in it."""
    code = code_in(browser.post(browser.post(NEW, asked)["Location"]))
    page = words_of(Client().post("/ask/back/", {"code_typed": code}))
    assert code not in page
    return page, pass_in(page)


def pass_in(page: str) -> str:
    return str(re.findall(r'name="pass" value="([^"]+)"', page)[0])


def heading(page: str) -> str:
    return page.split("<h1")[1].split(">", 1)[1].split("</h1>")[0].split(": ")[1]


def form_of(kind: str, said: str) -> Typed:
    page = Client().post(kind, {"pass": said})
    assert page.status_code == 200
    assert "Exit this page" in words_of(page)
    assert "no-store" in page["Cache-Control"]
    assert "data-draft-url" not in words_of(page)
    key = re.findall(r'name="form_key" value="([^"]+)"', words_of(page))[0]
    return {"pass": pass_in(words_of(page)), "form_key": key}


def test_a_parent_adds_something_and_it_counts_once(client: Client, asked: Typed, stored: Stored) -> None:
    page, said = came_back(client, asked)
    assert "Add something" in page
    assert "Take it back" in page
    form = form_of(ADD, said) | {"words": "He shouts every night now"}
    answer = Client().post(ADD, form)
    assert answer.status_code == 200
    assert heading(words_of(answer)) in STATUSES
    assert "We have what you added. Somebody at the front door will look at it." in words_of(answer)
    assert "He shouts" not in words_of(answer)
    Client().post(ADD, form)
    assert [(one.words, one.is_safeguarding) for one in stored(Addition)] == [("He shouts every night now", False)]
    assert not answer.cookies.get("sessionid")


def test_a_worry_about_a_child_is_told_as_one(client: Client, asked: Typed, stored: Stored) -> None:
    form = form_of(ADD, came_back(client, asked)[1]) | {"words": "He hit Sol", "is_safeguarding": "on"}
    assert Client().post(ADD, form).status_code == 200
    assert [one.is_safeguarding for one in stored(Addition)] == [True]


def test_a_parent_takes_it_back_in_words_of_their_own_and_then_it_is_over(
    client: Client, asked: Typed, stored: Stored
) -> None:
    said = came_back(client, asked)[1]
    form = form_of(BACK, said) | {"reason": "help_found"}
    page = words_of(Client().post(BACK, form))
    assert heading(page) == "Finished"
    assert "You took back what you sent." in page
    assert "Add something" not in page
    again = Client().post(BACK, form_of(BACK, said) | {"reason": "moved"})
    assert again.status_code == 422
    assert "You took it back before" in words_of(again)
    assert [one.reason for one in stored(Withdrawal)] == ["help_found"]


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client, asked: Typed, stored: Stored) -> None:
    said = came_back(client, asked)[1]
    empty = Client().post(ADD, form_of(ADD, said))
    assert empty.status_code == 422
    assert "Enter what you want to add" in words_of(empty)
    other = Client().post(BACK, form_of(BACK, said) | {"reason": "other"})
    assert "Say why you take it back" in words_of(other)
    assert stored(Addition) == []
    assert stored(Withdrawal) == []


@pytest.mark.parametrize("said", ["", "forged", "5d0a7c0e-6f43-4f6e-9a58-0d6a0c5f4b11"])
def test_without_a_pass_there_is_only_the_code(said: str, stored: Stored) -> None:
    for kind in (ADD, BACK):
        assert Client().get(kind)["Location"] == "/ask/back/"
        typed = {"pass": said, "form_key": str(uuid.uuid4()), "words": "Not mine", "reason": "moved"}
        assert Client().post(kind, typed)["Location"] == "/ask/back/"
    assert stored(Addition) == []


def test_a_pass_is_over_after_half_an_hour(client: Client, asked: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    said = came_back(client, asked)[1]
    monkeypatch.setattr("familyhub.web.ask.codes.PASS_FOR", -1)
    assert Client().post(ADD, {"pass": said})["Location"] == "/ask/back/"
