"""Signing in: nobody reaches data without both factors and training; codes work once; limits hold on the server."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from familyhub.accounts import actions, queries
from familyhub.accounts.models import Holding, Staff
from familyhub.accounts.terms import Purpose
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.web import signin
from tests.integration.signin.people import AT, PASSWORD, a_person, give_password, letters, sign_in, text

pytestmark = pytest.mark.django_db
NEW = "another four plain words"


def test_with_both_factors_and_training_the_page_opens(client: Client) -> None:
    sign_in(client, a_person())
    answer = client.get("/staff/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


def test_the_password_alone_opens_nothing(client: Client) -> None:
    person = a_person(factor=False)
    give_password(client, person)
    for page in ("/staff/", "/contacts/", "/me/", "/accounts/recovery-codes/"):
        answer = client.get(page)
        assert (answer.status_code, answer.content) == (302, b"")
    assert client.get("/staff/", follow=True).redirect_chain[-1][0] == "/accounts/second-factor/set-up/"


def test_a_second_factor_half_given_opens_nothing(client: Client) -> None:
    give_password(client, a_person())
    assert client.get("/staff/")["Location"] == "/accounts/login/?next=/staff/"


def test_a_code_works_once(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    other = Client()
    give_password(other, person)
    answer = other.post("/accounts/second-factor/", {"code": person.code()})
    assert answer.status_code == 200
    assert "was used before" in text(answer)
    assert other.get("/staff/").status_code == 302


def test_without_recorded_training_a_page_says_what_to_do(client: Client) -> None:
    person = a_person(trained=False)
    sign_in(client, person)
    answer = client.get("/contacts/", follow=True)
    assert "Your training is not recorded yet" in text(answer)
    with fence.enter(system("test")) as unit:
        course = actions.Course("information-governance", timezone.localdate())
        actions.record_training(staff=person.staff, course=course, by=unit.asker, at=AT)
    assert client.get("/contacts/").status_code == 200


def test_training_that_ran_out_closes_on_the_next_request(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    person.staff.training.update(expires_on=timezone.localdate())
    assert "Your training is not recorded yet" in text(client.get("/contacts/", follow=True))


def test_a_new_session_id_at_sign_in(client: Client) -> None:
    client.get("/accounts/login/")
    person = a_person()
    give_password(client, person)
    before = client.session.session_key
    client.post("/accounts/second-factor/", {"code": person.code()})
    assert client.session.session_key != before


@pytest.mark.parametrize(("gone", "is_in"), [(1799, True), (1801, False)])
def test_the_session_ends_after_30_minutes_without_use(
    client: Client, monkeypatch: pytest.MonkeyPatch, gone: int, is_in: bool
) -> None:
    sign_in(client, a_person())
    real = signin.now()
    monkeypatch.setattr(signin, "now", lambda: real + gone)
    assert (client.get("/staff/").status_code == 200) is is_in


@pytest.mark.parametrize(("hours", "is_in"), [(11.9, True), (12.01, False)])
def test_the_session_ends_after_12_hours_however_much_it_is_used(
    client: Client, monkeypatch: pytest.MonkeyPatch, hours: float, is_in: bool
) -> None:
    sign_in(client, a_person())
    real = signin.now()
    for gone in range(1200, 42600, 1200):
        monkeypatch.setattr(signin, "now", lambda gone=gone: real + gone)
        assert client.get("/me/stay/").status_code == 204
    monkeypatch.setattr(signin, "now", lambda: real + hours * 3600)
    assert (client.get("/staff/").status_code == 200) is is_in


def test_signing_in_and_leaving_the_browser_alone_ends_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, a_person())
    real = signin.now()
    monkeypatch.setattr(signin, "now", lambda: real + 7200)
    assert client.get("/staff/")["Location"].startswith("/accounts/login/")


def test_signing_out_is_a_post_and_the_old_cookie_is_worth_nothing(client: Client) -> None:
    sign_in(client, a_person())
    kept = client.cookies["familyhub"].value
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/staff/").status_code == 200
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["familyhub"] = kept
    assert client.get("/staff/").status_code == 302


def test_closing_the_account_ends_access_on_the_next_request(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    with fence.enter(system("test")) as unit:
        actions.close_account(staff=person.staff, by=unit.asker, at=AT)
    assert client.get("/staff/").status_code == 302


def test_leaving_a_post_ends_its_permission_on_the_next_request(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    Holding.objects.filter(id=person.holding.id).update(valid_to=timezone.localdate())
    assert client.get("/staff/").status_code == 403
    assert client.get("/me/").status_code == 200


def test_a_post_that_begins_tomorrow_opens_nothing_today(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    Holding.objects.filter(id=person.holding.id).update(valid_from=timezone.localdate() + timedelta(days=1))
    assert client.get("/staff/").status_code == 403


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client: Client) -> None:
    person = a_person()
    known = client.post("/accounts/login/", {"login": person.staff.email, "password": "wrong" * 4})
    unknown = client.post("/accounts/login/", {"login": "nobody@hub.example", "password": "wrong" * 4})
    said = "Check your email address and your password: together they are not right"
    assert said in text(known)
    pages = [text(known).replace(person.staff.email, ""), text(unknown).replace("nobody@hub.example", "")]
    mains = [re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.split("<main")[1]) for page in pages]
    assert mains[0] == mains[1]


def test_guessing_is_stopped_after_five_wrong_passwords(client: Client) -> None:
    person = a_person()
    for _ in range(5):
        client.post("/accounts/login/", {"login": person.staff.email, "password": "wrong" * 4})
    answer = give_password(client, person)
    assert answer.status_code == 200
    assert "too many tries" in text(answer)


def test_there_is_no_sign_up_and_no_page_to_change_the_address(client: Client) -> None:
    for page in ("/accounts/signup/", "/accounts/email/", "/accounts/login/code/", "/accounts/social/"):
        assert client.get(page).status_code == 404


def an_invited_person() -> Staff:
    with fence.enter(system("test")) as unit:
        return actions.add_staff(email="new@hub.example", name="Newly Sample", by=unit.asker, at=AT)


def the_code_for(page) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    secret = re.search(r"<strong class=\"hub-code\">(\w+)</strong>", page.content.decode())[1]
    return format_hotp_value(hotp_value(secret, int(signin.now()) // 30))


def test_first_sign_in_is_one_sitting_invitation_password_second_factor_codes(client: Client) -> None:
    staff = an_invited_person()
    link = f"/accounts/invitation/{queries.token_for_staff(staff, Purpose.INVITATION)}/"
    assert "Choose your password" in text(client.get(link))
    answer = client.post(link, {"password1": NEW, "password2": NEW}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/second-factor/set-up/"
    code = the_code_for(answer)
    key = client.session.session_key
    answer = client.post("/accounts/second-factor/set-up/", {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/recovery-codes/"
    assert len(re.findall(r"<li><code>\d+</code>", answer.content.decode())) == 10
    assert client.session.session_key != key
    assert "Your training is not recorded yet" in text(client.get("/accounts/next/"))
    again = Client()
    again.post("/accounts/login/", {"login": staff.email, "password": NEW})
    assert "was used before" in text(again.post("/accounts/second-factor/", {"code": code}))


def test_an_invitation_works_once(client: Client) -> None:
    staff = an_invited_person()
    link = f"/accounts/invitation/{queries.token_for_staff(staff, Purpose.INVITATION)}/"
    client.post(link, {"password1": NEW, "password2": NEW})
    answer = Client().get(link)
    assert (answer.status_code, "This link does not work any more" in text(answer)) == (410, True)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "must have 15 characters or more"),
        (NEW, NEW + "x", "The two passwords are not the same"),
        ("newly sample 123", "newly sample 123", "easy to guess or is like your name"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(client: Client, password: str, again: str, said: str) -> None:
    staff = an_invited_person()
    link = f"/accounts/invitation/{queries.token_for_staff(staff, Purpose.INVITATION)}/"
    assert said in text(client.post(link, {"password1": password, "password2": again}))
    assert not Staff.objects.get(id=staff.id).has_usable_password()


def test_forged_links_and_links_for_another_purpose_open_nothing(client: Client) -> None:
    staff = an_invited_person()
    reset = queries.token_for_staff(staff, Purpose.RESET)
    invitation = queries.token_for_staff(staff, Purpose.INVITATION)
    for token in (reset, invitation[:-2] + "zz", "x"):
        assert client.get(f"/accounts/invitation/{token}/").status_code == 410
    assert client.get(f"/accounts/password/new/{invitation}/").status_code == 410


def test_asking_for_a_new_password_says_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    person = a_person()
    known = client.post("/accounts/password/reset/", {"email": person.staff.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@hub.example"})
    said = [re.sub(r'nonce="[^"]*"', "", text(answer)) for answer in (known, unknown)]
    assert said[0].replace(person.staff.email, "") == said[1].replace("nobody@hub.example", "")
    assert [letter.to for letter in letters()] == [person.staff.email]


def test_a_new_password_keeps_the_second_factor_and_ends_other_sessions(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": person.staff.email})
    path = letters()[0].link
    assert "Your new password is saved" in text(browser.post(path, {"password1": NEW, "password2": NEW}))
    assert client.get("/staff/").status_code == 302
    assert browser.get("/staff/").status_code == 302
    answer = browser.post("/accounts/login/", {"login": person.staff.email, "password": NEW})
    assert answer["Location"] == "/accounts/second-factor/"
    assert browser.post(path, {"password1": NEW, "password2": NEW}).status_code == 410


def test_the_second_factor_is_encrypted_where_it_is_kept() -> None:
    person = a_person()
    assert person.secret not in str(Authenticator.objects.get(user=person.staff).data)
    assert PASSWORD not in person.staff.password
    assert person.staff.password.startswith("argon2$argon2id$")


def test_replacing_the_phone_closes_everything_meanwhile(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    client.post("/accounts/second-factor/replace/")
    assert client.get("/staff/", follow=True).redirect_chain[-1][0] == "/accounts/second-factor/set-up/"
