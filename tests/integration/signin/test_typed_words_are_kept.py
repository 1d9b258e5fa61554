"""Nothing typed is lost when a session runs out, a tab is old, or a form is sent twice; nothing is sent by itself."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from familyhub.accounts.models import Staff
from familyhub.core.models import Draft
from familyhub.web import signin
from tests.integration.signin.people import a_person, give_password, sign_in, text

pytestmark = pytest.mark.django_db
TYPED = {"name": "Joining Specimen", "email": "joining@hub.example", "phone": ""}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    real, gone = signin.now(), [0]
    monkeypatch.setattr(signin, "now", lambda: real + gone[0])

    def move(seconds: int) -> None:
        gone[0] += seconds

    return move


def sign_in_again(client: Client, person) -> None:
    give_password(client, person)
    code = person.code()
    from django.core.cache import cache

    cache.clear()  # the same half minute: the code was used at the first sign-in
    client.post("/accounts/second-factor/", {"code": code})


def test_a_form_sent_after_the_session_ended_is_kept_shown_and_not_sent(client: Client, later) -> None:
    person = a_person()
    sign_in(client, person)
    later(1900)
    answer = client.post("/staff/add/", TYPED)
    assert "Your session ended. What you typed is kept" in text(answer)
    assert not Staff.objects.filter(email="joining@hub.example").exists()
    sign_in_again(client, person)
    shown = text(client.get("/staff/add/"))
    assert 'value="Joining Specimen"' in shown
    assert "It has not been sent: check it, then send it." in shown
    assert not Staff.objects.filter(email="joining@hub.example").exists()


def test_it_is_kept_too_when_another_tab_found_out_first(client: Client, later) -> None:
    person = a_person()
    sign_in(client, person)
    later(1900)
    assert client.get("/staff/").status_code == 302
    assert "What you typed is kept" in text(client.post("/staff/add/", TYPED))


def test_somebody_else_who_signs_in_sees_none_of_it(client: Client, later) -> None:
    first, second = a_person(), a_person()
    sign_in(client, first)
    later(1900)
    client.post("/staff/add/", TYPED)
    sign_in(client, second)
    assert "Joining Specimen" not in text(client.get("/staff/add/"))


def test_after_signing_out_a_form_is_nobodys(client: Client) -> None:
    sign_in(client, a_person())
    client.post("/accounts/logout/")
    assert client.post("/staff/add/", TYPED)["Location"] == "/accounts/login/?next=/staff/add/"


def test_a_tab_from_before_signing_in_again_keeps_what_was_typed(later) -> None:
    client, person = Client(enforce_csrf_checks=False), a_person()
    sign_in(client, person)
    client.handler.enforce_csrf_checks = True
    refused = client.post("/staff/add/", TYPED, headers={"origin": "http://testserver"})
    assert "This page was open since before you signed in" in text(refused)
    assert 'value="joining@hub.example"' in text(client.get("/staff/add/"))
    foreign = client.post("/staff/add/", {**TYPED, "name": "Planted"}, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert "Planted" not in text(client.get("/staff/add/"))


def test_a_password_is_never_kept(client: Client, later) -> None:
    sign_in(client, a_person())
    later(1900)
    client.post("/accounts/password/change/", {"oldpassword": "x", "password1": "y", "password2": "y", "note": "kept"})
    sign_in_again(client, a_person())
    from familyhub.core import drafts, fence
    from familyhub.core.asker import Asker, Kind

    for number in Staff.objects.values_list("id", flat=True):
        asker = Asker(kind=Kind.STAFF, number=number)
        with fence.enter(asker):
            for draft in drafts.all_kept(asker):
                assert draft.values == {"note": ["kept"]}


def test_the_script_saves_as_one_types_and_sending_drops_the_draft(client: Client) -> None:
    sign_in(client, a_person())
    assert client.post("/drafts/staff_add/", {**TYPED, "name": "Half a na"}).status_code == 204
    page = client.get("/staff/add/")
    assert 'value="Half a na"' in text(page)
    key = re.search(r'name="form_key" value="([^"]+)"', page.content.decode())[1]
    assert client.post("/staff/add/", {**TYPED, "form_key": key}).status_code == 302
    assert 'value="Half a na"' not in text(client.get("/staff/add/"))


def test_the_script_is_told_when_nothing_was_saved(client: Client, later) -> None:
    sign_in(client, a_person())
    later(1900)
    answer = client.post("/drafts/staff_add/", TYPED, headers={"x-requested-with": "draft"})
    assert answer.status_code == 401
    assert Client().post("/drafts/staff_add/", TYPED).status_code == 302


def test_a_draft_is_not_readable_in_the_table(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    client.post("/drafts/staff_add/", TYPED)
    from familyhub.core import fence
    from familyhub.core.asker import Asker, Kind

    with fence.enter(Asker(kind=Kind.STAFF, number=person.staff.id)):
        assert b"Joining" not in bytes(Draft.objects.get().sealed_values)
    with fence.enter(Asker(kind=Kind.STAFF, number=uuid.uuid4())):
        assert not Draft.objects.exists()


def test_two_presses_and_two_tabs_add_one_person(client: Client) -> None:
    sign_in(client, a_person())
    keys = [str(uuid.uuid4()), str(uuid.uuid4())]
    answers = [client.post("/staff/add/", {**TYPED, "form_key": key}) for key in (keys[0], keys[0], keys[1])]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Staff.objects.filter(email="joining@hub.example").count() == 1


def test_a_key_with_other_words_stores_nothing_and_says_so(client: Client) -> None:
    sign_in(client, a_person())
    key = str(uuid.uuid4())
    client.post("/staff/add/", {**TYPED, "form_key": key})
    answer = client.post("/staff/add/", {**TYPED, "email": "other@hub.example", "form_key": key})
    assert "was sent before with other words" in text(answer)
    assert not Staff.objects.filter(email="other@hub.example").exists()


def test_dates_and_choices_come_back_as_they_were_typed(client: Client, later) -> None:
    person, other = a_person(), a_person(trained=False)
    sign_in(client, person)
    later(1900)
    url = f"/staff/{other.staff.id}/training/"
    client.post(
        url, {"course": "information-governance", "done_on_day": "3", "done_on_month": "Mrch", "done_on_year": ""}
    )
    sign_in_again(client, person)
    shown = text(client.get(url))
    assert 'value="Mrch"' in shown
    assert re.search(r'value="information-governance"[^>]*checked', shown)
    stranger = f"/staff/{person.staff.id}/training/"
    assert "Mrch" not in text(client.get(stranger))
