"""Do we know this person? Asked by POST, answered without a word in the address."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.models import Draft
from tests.integration.people.invented import NHS, someone
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import SECRET, browser, in_hiding, stored

pytestmark = pytest.mark.django_db
WORDS = {"family": "Example", "given": "Testina"}


def looked_for(client: Client, **words: str) -> str:
    """The page after a search."""
    answer = client.post("/people/", words, follow=True)
    assert answer.status_code == 200, text(answer)
    return text(answer)


def test_finds_somebody_and_says_why() -> None:
    client, officer = browser("front_door_officer")
    who = stored(someone(), officer)
    page = looked_for(client, **WORDS, born_on_day="9", born_on_month="4", born_on_year="1996")
    assert f"/people/{who.person}/" in page
    assert "same date of birth, same name" in page
    assert "Register a person" in page


def test_no_word_of_a_search_stands_in_an_address_or_a_log(caplog: pytest.LogCaptureFixture) -> None:
    client, officer = browser("front_door_officer")
    stored(someone(), officer)
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        answer = client.post("/people/", {"family": "Canarybird", "nhs": NHS, "postcode": "DN22 7AA"})
        assert answer["Location"] == "/people/?found=1"
        client.get("/people/?found=1")
    assert not {"Canarybird", NHS, "DN22"} & set(caplog.text.split())
    assert "Canarybird" not in "".join(bytes(d.sealed_values).decode("latin1") for d in Draft.objects.all())


def test_words_in_the_address_find_nobody() -> None:
    client, officer = browser("front_door_officer")
    who = stored(someone(), officer)
    assert str(who.person) not in text(client.get("/people/?family=Example&given=Testina"))


def test_the_words_are_there_for_their_owner_alone() -> None:
    client, officer = browser("front_door_officer")
    stored(someone(), officer)
    looked_for(client, **WORDS)
    assert 'value="Testina"' in text(client.get("/people/?found=1"))
    other, _ = browser("front_door_officer")
    assert "Testina" not in text(other.get("/people/?found=1")).replace("Testina Example", "")


def test_what_was_looked_for_yesterday_is_not_asked_again() -> None:
    client, officer = browser("front_door_officer")
    stored(someone(), officer)
    looked_for(client, **WORDS)
    with fence.enter(officer):
        Draft.objects.update(kept_at=timezone.now() - timedelta(hours=9))
    page = text(client.get("/people/?found=1"))
    assert "found" not in page
    assert 'value="Testina"' not in page


def test_an_empty_answer_says_what_to_try() -> None:
    client, _ = browser("front_door_officer")
    page = looked_for(client, family="Nobodyatall")
    assert "Nobody whom you may see fits" in page
    assert "Try less" in page


def test_what_the_asker_may_not_see_is_not_found() -> None:
    _, officer = browser("front_door_officer")
    who = stored(someone(), officer)
    client, _ = browser("family_support_worker")
    page = looked_for(client, **WORDS)
    assert str(who.person) not in page
    assert "Register a person" not in page


def test_a_protected_address_neither_finds_nor_shows() -> None:
    _, officer = browser("front_door_officer")
    who = in_hiding(officer)
    client, _ = browser("front_door_officer")
    assert str(who.person) not in looked_for(client, postcode="S80 1AA")
    page = looked_for(client, family="Example")
    assert str(who.person) in page
    assert "S80 1AA" not in page
    assert SECRET not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Enter something to look for"),
        ({"family": "x" * 121}, "must be 120 characters or fewer"),
        ({"family": "Exa\x00mple"}, "has a character that cannot be kept"),
        ({"nhs": "943 476 5918"}, "one of its numbers is mistyped"),
        ({"born_on_day": "31", "born_on_month": "2", "born_on_year": "2020"}, "must be a real date"),
        ({"postcode": "nowhere"}, "Enter the postcode in full"),
        ({"phone": "12"}, "Enter the phone number"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_stays_typed(typed: dict[str, str], said: str) -> None:
    client, _ = browser("front_door_officer")
    answer = client.post("/people/", {**typed, "given": typed and "Kept" or ""})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not typed or 'value="Kept"' in text(answer)


@pytest.mark.parametrize("role", ["administrator", "governance_officer"])
def test_roles_without_sight_of_people_do_not_search(role: str) -> None:
    client, _ = browser(role)
    assert client.get("/people/").status_code == 403
    assert client.post("/people/", WORDS).status_code == 403


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/people/")["Location"].startswith("/accounts/login/")
