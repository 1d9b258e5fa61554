"""Passkeys over HTTP: whatever is not a right answer to our challenge is refused, and breaks nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from familyhub.web import signin
from tests.integration.signin.people import Person, a_person, give_password, sign_in, text

pytestmark = pytest.mark.django_db
ANSWERS: list[Any] = [
    "",
    "x",
    "{}",
    "[]",
    "null",
    "7",
    json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}),
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "!"},
        }
    ),
    json.dumps({"id": "é", "rawId": None, "type": [], "response": "x"}),
]


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.mark.parametrize("answer", ANSWERS)
def test_nonsense_signs_nobody_in(client: Client, answer: str) -> None:
    challenge = client.get("/accounts/passkey/", headers={"accept": "application/json"}).json()
    assert challenge["request_options"]["publicKey"]["userVerification"] == "required"
    sent = client.post("/accounts/passkey/", {"credential": answer})
    assert (sent.status_code, sent["Location"]) == (302, "/accounts/login/?passkey=refused")
    assert "That passkey did not work here" in text(client.get(sent["Location"]))


@pytest.mark.parametrize("answer", ANSWERS)
def test_nonsense_is_no_second_factor_and_no_step_up_and_no_new_passkey(client: Client, answer: str) -> None:
    person = a_person()
    give_password(client, person)
    assert client.post("/accounts/second-factor/", {"credential": answer}).status_code == 200
    assert client.get("/me/").status_code == 302
    signed = sign_in(Client(), person)
    assert signed.post("/me/prove/", {"credential": answer}).status_code == 200
    signed.get("/me/passkeys/add/")
    assert "was not added" in text(signed.post("/me/passkeys/add/", {"name": "x", "credential": answer}))
    assert not Authenticator.objects.filter(type="webauthn").exists()


def a_passkey(person: Person) -> Authenticator:
    data = {"name": "Another's phone", "credential": {}}
    return Authenticator.objects.create(user=person.staff, type="webauthn", data=data)


@pytest.mark.parametrize("what", ["rename", "remove"])
def test_another_persons_passkey_does_not_exist_for_me(client: Client, what: str) -> None:
    other = a_passkey(a_person())
    sign_in(client, a_person())
    for number in (other.pk, other.pk + 1000):
        assert client.get(f"/me/passkeys/{number}/{what}/").status_code == 404
        assert client.post(f"/me/passkeys/{number}/{what}/", {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get(pk=other.pk).data["name"] == "Another's phone"


@pytest.mark.parametrize("page", ["add/", "{}/rename/", "{}/remove/"])
def test_changing_passkeys_needs_a_fresh_second_factor(
    client: Client, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    person = a_person()
    key = a_passkey(person)
    sign_in(client, person)
    real = signin.now
    monkeypatch.setattr(signin, "now", lambda: real() + 901)
    for send in (client.get, client.post):
        assert send(f"/me/passkeys/{page.format(key.pk)}")["Location"].startswith("/me/prove/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_passkey_beside_the_app_is_offered_as_second_factor_to_whoever_has_one(client: Client) -> None:
    give_password(client, a_person())
    assert "Use a passkey" not in text(client.get("/accounts/second-factor/"))
