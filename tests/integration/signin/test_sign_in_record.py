"""The record of sign-ins: each thing at the door once, no password in it, read by those who watch and about oneself."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client

from familyhub.accounts.models import SignInRecord
from familyhub.web import known_devices, signin
from tests.integration.signin.people import PASSWORD, a_person, give_password, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def noted() -> list[tuple[str, str]]:
    return list(SignInRecord.objects.order_by("at").values_list("what", "how"))


def test_signing_in_and_out_is_written_once_each(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    client.post("/accounts/logout/")
    assert noted() == [("in", "password,totp"), ("out", "")]
    row = SignInRecord.objects.filter(what="in").get()
    assert (row.staff, row.ip, row.unknown) == (person.staff, "127.0.0.1", "")


def test_a_wrong_password_is_written_without_it(client: Client) -> None:
    person = a_person()
    client.post("/accounts/login/", {"login": person.staff.email, "password": "a secret that was mistyped"})
    row = SignInRecord.objects.get()
    assert (row.what, row.staff) == ("wrong_password", person.staff)
    assert "mistyped" not in str(vars(row))


def test_an_address_that_nobody_has_is_kept_as_a_digest_alone(client: Client) -> None:
    for address in ("stranger@hub.example", "Stranger@HUB.example", "other@hub.example"):
        client.post("/accounts/login/", {"login": address, "password": "x"})
    rows = list(SignInRecord.objects.order_by("at"))
    assert [row.staff for row in rows] == [None, None, None]
    assert rows[0].unknown == rows[1].unknown != rows[2].unknown
    assert len(rows[0].unknown) == 64
    assert "stranger" not in str([vars(row) for row in rows]).lower()


def test_a_wrong_second_factor_is_written(client: Client) -> None:
    give_password(client, a_person())
    client.post("/accounts/second-factor/", {"code": "000000"})
    assert noted() == [("wrong_factor", "totp")]


def test_too_many_tries_are_written_too(client: Client) -> None:
    person = a_person()
    for _ in range(6):
        client.post("/accounts/login/", {"login": person.staff.email, "password": "x"})
    assert [what for what, _ in noted()] == ["wrong_password"] * 5 + ["too_many"]


def test_a_session_that_ran_out_is_written(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, a_person())
    real = signin.now
    monkeypatch.setattr(signin, "now", lambda: real() + 1801)
    client.get("/staff/")
    assert noted()[-1] == ("ended", "")


def test_step_up_and_changes_of_factors_are_written(client: Client, django_capture_on_commit_callbacks) -> None:
    person = a_person()
    sign_in(client, person)
    client.post("/me/prove/", {"code": person.next_code()})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/recovery-codes/new/")
    client.post("/accounts/second-factor/replace/")
    assert noted()[1:] == [
        ("proved", "totp"),
        ("codes_renewed", ""),
        ("factor_removed", "totp"),
        ("factor_removed", "recovery_codes"),
    ]


def test_no_row_is_changed_or_removed() -> None:
    give_password(Client(), a_person(factor=False))
    for change in (SignInRecord.objects.all().delete, lambda: SignInRecord.objects.update(how="nothing")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_administrator_and_governance_read_it_and_others_do_not(client: Client) -> None:
    admin, officer, worker = a_person(), a_person("governance_officer"), a_person("family_support_worker")
    client.post("/accounts/login/", {"login": worker.staff.email, "password": "x"})
    for person, status in ((admin, 200), (officer, 200), (worker, 403)):
        browser = sign_in(Client(), person)
        assert browser.get("/sign-ins/").status_code == status
    page = text(sign_in(Client(), a_person()).get(f"/sign-ins/?staff={worker.staff.id}&failed=on"))
    assert "Wrong address or password" in page
    assert "Signed in" not in page.split("<table")[1]


def test_everybody_sees_their_own_last_sign_ins_and_nobody_elses(client: Client) -> None:
    person, other = a_person(), a_person("family_support_worker")
    client.post("/accounts/login/", {"login": other.staff.email, "password": "x"})
    sign_in(client, person)
    page = text(client.get("/me/")).split("My last sign-ins")[1]
    assert "password, authenticator app" in page
    assert "Wrong address or password" not in page


@pytest.mark.parametrize("wrong", ["?staff=x", "?page=0", "?page=99999999", "?page=x", "?failed=maybe"])
def test_what_stands_in_the_address_breaks_nothing(client: Client, wrong: str) -> None:
    sign_in(client, a_person())
    assert client.get(f"/sign-ins/{wrong}").status_code in {200, 422}


def guess(person, times: int) -> None:
    for number in range(times):
        browser = Client(REMOTE_ADDR=f"192.0.2.{number % 250 + 1}")
        browser.post("/accounts/login/", {"login": person.staff.email, "password": f"guess {number}"})


def test_who_guesses_elsewhere_does_not_lock_the_person_out_of_a_known_browser(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    client.post("/accounts/logout/")
    guess(person, 12)
    assert "There were too many tries" in text(give_password(Client(), person))
    assert give_password(client, person)["Location"] == "/accounts/second-factor/"


def test_a_known_browser_has_no_more_tries_than_another(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    client.post("/accounts/logout/")
    for _ in range(5):
        client.post("/accounts/login/", {"login": person.staff.email, "password": "x"})
    assert "There were too many tries" in text(give_password(client, person))


@pytest.mark.parametrize("value", ["", "x", "WyJhIiwiYiJd:1:x", "é"])
def test_a_cookie_that_we_did_not_make_makes_no_browser_known(client: Client, value: str) -> None:
    person = a_person()
    guess(person, 5)
    client.cookies[known_devices.COOKIE] = value
    assert "There were too many tries" in text(give_password(client, person))


def test_another_persons_browser_is_not_known_for_me(client: Client) -> None:
    person, other = a_person(), a_person()
    sign_in(client, other)
    client.post("/accounts/logout/")
    guess(person, 5)
    assert "There were too many tries" in text(
        client.post("/accounts/login/", {"login": person.staff.email, "password": PASSWORD})
    )
