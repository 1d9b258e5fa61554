"""Step-up: what is sensitive asks for the second factor again after 15 minutes, and loses nothing of what was typed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts.models import Holding, Staff
from familyhub.web import signin
from tests.integration.signin.people import PASSWORD, Person, a_person, sign_in, text

pytestmark = pytest.mark.django_db
GONE = 901


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Call it to make so many seconds pass."""
    real = signin.now

    def pass_by(seconds: float = GONE) -> None:
        monkeypatch.setattr(signin, "now", lambda: real() + seconds)

    return pass_by


def prove(client: Client, person: Person, address: str):
    """The next code of the app: the one used at sign-in is used up."""
    return client.post(address, {"code": person.next_code()})


def test_within_15_minutes_of_signing_in_nothing_more_is_asked(client: Client, later) -> None:
    sign_in(client, a_person())
    later(880)
    assert client.get("/staff/add/").status_code == 200


def test_after_15_minutes_the_second_factor_is_asked_and_leads_back(client: Client, later) -> None:
    person = a_person()
    sign_in(client, person)
    later()
    answer = client.get("/staff/add/")
    assert answer["Location"] == "/me/prove/?next=%2Fstaff%2Fadd%2F"
    assert "Show that it is you" in text(client.get(answer["Location"]))


def test_what_is_not_sensitive_stays_open(client: Client, later) -> None:
    sign_in(client, a_person())
    later()
    assert client.get("/staff/").status_code == 200
    assert client.get("/contacts/").status_code == 200


def test_a_form_that_meets_the_gate_comes_back_with_what_was_typed_and_is_not_sent(client: Client, later) -> None:
    person = a_person()
    sign_in(client, person)
    later()
    typed = {"name": "Placeholder Sample", "email": "placeholder@hub.example", "phone": ""}
    answer = client.post("/staff/add/", typed)
    assert answer["Location"] == "/me/prove/?next=%2Fstaff%2Fadd%2F&kept=yes"
    assert "What you typed is kept" in text(client.get(answer["Location"]))
    later(0)
    back = prove(client, person, answer["Location"])
    assert (back.status_code, back["Location"]) == (302, "/staff/add/")
    form = text(client.get("/staff/add/"))
    assert "Placeholder Sample" in form
    assert "It has not been sent" in form
    assert not Staff.objects.filter(email="placeholder@hub.example").exists()
    client.post("/staff/add/", typed)
    assert Staff.objects.filter(email="placeholder@hub.example").exists()


def test_a_role_is_not_given_without_it(client: Client, later) -> None:
    person, other = a_person(), a_person(role="")
    sign_in(client, person)
    later()
    given = {"post": str(person.post.id), "kind": "cover"}
    day = timezone.localdate()
    given |= {"valid_from_0": day.day, "valid_from_1": day.month, "valid_from_2": day.year}
    answer = client.post(f"/staff/{other.staff.id}/posts/fill/", given)
    assert answer["Location"].startswith("/me/prove/")
    assert not Holding.objects.filter(staff=other.staff).exists()


def test_a_button_leads_back_to_the_page_on_which_it_stands(client: Client, later) -> None:
    person, other = a_person(), a_person(role="")
    sign_in(client, person)
    later()
    answer = client.post(f"/staff/{other.staff.id}/invite/")
    assert answer["Location"] == f"/me/prove/?next=%2Fstaff%2F{other.staff.id}%2F&kept=yes"


def test_a_wrong_code_proves_nothing(client: Client, later) -> None:
    sign_in(client, a_person())
    later()
    answer = client.post("/me/prove/?next=/staff/add/", {"code": "000000"})
    assert "Check the code" in text(answer)
    assert client.get("/staff/add/").status_code == 302


def test_the_password_is_not_a_second_factor(client: Client, later) -> None:
    sign_in(client, a_person())
    later()
    client.post("/accounts/again/?next=/staff/add/", {"password": PASSWORD})
    assert client.get("/staff/add/")["Location"].startswith("/me/prove/")


def test_the_session_gets_a_new_key(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    before = client.session.session_key
    prove(client, person, "/me/prove/")
    assert client.session.session_key != before


def test_it_counts_for_this_session_alone(client: Client, later) -> None:
    person = a_person()
    sign_in(client, person)
    other = Client()
    other.post("/accounts/login/", {"login": person.staff.email, "password": PASSWORD})
    later()
    assert other.get("/staff/add/")["Location"].startswith("/accounts/login/")
    assert client.get("/staff/add/")["Location"].startswith("/me/prove/")


def test_it_leads_to_addresses_of_this_site_alone(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    assert prove(client, person, "/me/prove/?next=https://elsewhere.example/")["Location"] == "/"


def test_nobody_proves_anything_before_signing_in(client: Client) -> None:
    assert client.get("/me/prove/")["Location"].startswith("/accounts/login/")


def test_changing_factors_needs_it(client: Client, later) -> None:
    sign_in(client, a_person())
    later()
    for page in ("/accounts/second-factor/replace/", "/accounts/recovery-codes/new/", "/accounts/recovery-codes/"):
        assert client.get(page)["Location"].startswith("/me/prove/")
