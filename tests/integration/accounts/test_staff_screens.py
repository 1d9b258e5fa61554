"""The screens of those who look after accounts, and the lists made from the posts."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts.models import Holding, Staff
from familyhub.core.models import EventRow
from tests.integration.signin.people import a_person, letters, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    return sign_in(client, a_person())


def today() -> dict[str, str]:
    day = timezone.localdate()
    return {"_day": str(day.day), "_month": str(day.month), "_year": str(day.year)}


def dated(name: str) -> dict[str, str]:
    return {name + part: value for part, value in today().items()}


def test_adding_staff_sends_and_shows_the_invitation_once(admin: Client) -> None:
    answer = admin.post("/staff/add/", {"name": "Joining Sample", "email": "Joining@Hub.example", "phone": ""})
    page = text(admin.get(answer["Location"]))
    assert "Invited, no password yet" in page
    link = re.search(r"/accounts/invitation/[^<\s]+", page)[0]
    assert [(letter.to, letter.link) for letter in letters()] == [("joining@hub.example", link)]
    assert "/accounts/invitation/" not in text(admin.get(answer["Location"]))
    assert Client().get(link).status_code == 200


def test_an_address_that_is_taken_is_said_with_everything_still_typed(admin: Client) -> None:
    taken = a_person().staff.email
    page = text(admin.post("/staff/add/", {"name": "Second Sample", "email": taken, "phone": ""}))
    assert "Somebody has an account with this address already" in page
    assert 'value="Second Sample"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "email": "x@hub.example"}, "Enter the person&#x27;s name"),
        ({"name": "A", "email": "not an address"}, "Enter the person&#x27;s work email address in full"),
        ({"name": "A" * 121, "email": "x@hub.example"}, "must be 120 characters or fewer"),
        ({"name": "A", "email": "x@hub.example", "phone": "12"}, "Enter the person&#x27;s work phone number with all"),
    ],
)
def test_what_cannot_be_taken_is_said_field_by_field(admin: Client, typed: dict[str, str], said: str) -> None:
    before = Staff.objects.count()
    assert said in text(admin.post("/staff/add/", typed))
    assert Staff.objects.count() == before


def test_filling_and_leaving_a_post(admin: Client) -> None:
    joiner, holder = a_person(role=""), a_person("cluster_coordinator")
    base = f"/staff/{joiner.staff.id}/"
    form = {"post": str(holder.post.id), "kind": "substantive", **dated("valid_from")}
    assert "Somebody holds this post on that day" in text(admin.post(base + "posts/fill/", form))
    assert admin.post(base + "posts/fill/", {**form, "kind": "acting"}).status_code == 302
    assert f"{joiner.staff.name} (acting)" in text(admin.get("/contacts/"))
    held = Holding.objects.get(staff=joiner.staff)
    assert admin.post(f"{base}posts/{held.id}/leave/", dated("on")).status_code == 302
    assert f"{joiner.staff.name} (acting)" not in text(admin.get("/contacts/"))
    assert admin.get(f"{base}posts/{held.id}/leave/").status_code == 404


def test_a_post_cannot_end_before_it_began(admin: Client) -> None:
    person = a_person()
    url = f"/staff/{person.staff.id}/posts/{person.holding.id}/leave/"
    page = text(admin.post(url, {"on_day": "1", "on_month": "1", "on_year": "2020"}))
    assert "The last day must be on or after the first day in the post" in page


def test_the_contact_list_shows_a_vacant_post(admin: Client) -> None:
    person = a_person("district_manager")
    Holding.objects.filter(staff=person.staff).update(valid_to=timezone.localdate())
    page = text(admin.get("/contacts/"))
    assert ("Vacant" in page, person.post.title in page, "1 post vacant" in page) == (True, True, True)


def test_recording_training_opens_records(admin: Client) -> None:
    person = a_person(trained=False)
    other = sign_in(Client(), person)
    assert other.get("/contacts/").status_code == 302
    form = {"course": "information-governance", **dated("done_on")}
    assert admin.post(f"/staff/{person.staff.id}/training/", form).status_code == 302
    assert other.get("/contacts/").status_code == 200


def test_training_is_not_in_the_future_and_runs_out_after_it_was_done(admin: Client) -> None:
    url = f"/staff/{a_person(trained=False).staff.id}/training/"
    future = {"done_on_day": "1", "done_on_month": "1", "done_on_year": "2099"}
    assert "must be on or before" in text(admin.post(url, {"course": "information-governance", **future}))
    form = {"course": "information-governance", **dated("done_on"), **dated("expires_on")}
    assert "must be after the day of the training" in text(admin.post(url, form))


def test_an_administrator_ends_a_session_and_it_is_out_on_the_next_request(admin: Client) -> None:
    person = a_person()
    other = sign_in(Client(), person)
    page = admin.get(f"/staff/{person.staff.id}/").content.decode()
    end = re.search(r"/staff/[^\"]+/sessions/\d+/end/", page)[0]
    assert admin.post(end).status_code == 302
    assert other.get("/staff/").status_code == 302
    assert "Not signed in anywhere" in text(admin.get(f"/staff/{person.staff.id}/"))
    assert admin.post(end).status_code == 404


def test_people_see_and_end_their_own_sessions_and_nobody_elses(client: Client) -> None:
    person, stranger = a_person(), a_person("family_support_worker")
    sign_in(client, person)
    other = Client(headers={"user-agent": "Other browser"})
    from django.core.cache import cache

    cache.clear()
    sign_in(other, person)
    end = re.search(r"/me/sessions/\d+/end/", client.get("/me/").content.decode())[0]
    assert sign_in(Client(), stranger).post(end).status_code == 404
    assert client.post(end).status_code == 302
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_closing_asks_first_and_nobody_closes_their_own(admin: Client) -> None:
    person = a_person()
    url = f"/staff/{person.staff.id}/close/"
    assert "is signed out at once" in text(admin.get(url))
    admin.post(url)
    assert "Account closed" in text(admin.get(f"/staff/{person.staff.id}/"))
    me = Staff.objects.get(id=admin.session["_auth_user_id"])
    assert "Nobody can close their own account" in text(admin.post(f"/staff/{me.id}/close/", follow=True))
    admin.post(f"/staff/{person.staff.id}/open/")
    assert Staff.objects.get(id=person.staff.id).is_active


def test_removing_the_second_factor_leads_to_setting_up_a_new_one(admin: Client) -> None:
    person = a_person()
    other = sign_in(Client(), person)
    admin.post(f"/staff/{person.staff.id}/second-factor/remove/")
    assert other.get("/staff/").status_code == 302
    other.post("/accounts/login/", {"login": person.staff.email, "password": "four plain words together"})
    assert other.get("/staff/", follow=True).redirect_chain[-1][0] == "/accounts/second-factor/set-up/"


@pytest.mark.parametrize("role", ["family_support_worker", "district_manager", "governance_officer"])
def test_only_the_administrator_reaches_staff(client: Client, role: str) -> None:
    person, other = a_person(role), a_person()
    sign_in(client, person)
    assert client.get("/staff/").status_code == 403
    real = client.get(f"/staff/{other.staff.id}/")
    none = client.get(f"/staff/{uuid.uuid4()}/")
    assert (real.status_code, none.status_code) == (404, 404)
    assert re.sub(r'nonce="[^"]*"', "", text(real)) == re.sub(r'nonce="[^"]*"', "", text(none))
    assert client.get("/contacts/").status_code == 200


def test_the_list_filters_and_asks_the_same_number_of_questions_at_any_length(
    admin: Client, django_assert_max_num_queries
) -> None:
    for _ in range(12):
        a_person("family_support_worker", factor=False)
    with django_assert_max_num_queries(25):
        page = text(admin.get("/staff/"))
    assert "13 people" in page
    assert "12 people" in text(admin.get("/staff/?role=family_support_worker"))
    assert "Nobody matches" in text(admin.get("/staff/?name=zzz"))
    assert admin.get("/staff/?page=x&role=zzz").status_code == 200


def test_roles_explain_themselves_and_teams_are_listed(admin: Client) -> None:
    page = text(admin.get("/roles/"))
    assert "Adds staff, fills posts, records training, ends sessions" in page
    assert "May add staff, record training, fill posts, end sessions" in page
    assert "Test team" in text(admin.get("/teams/"))


def test_what_an_administrator_does_is_recorded(admin: Client) -> None:
    from familyhub.core import fence, grants
    from familyhub.core.asker import Asker, Kind

    admin.post("/staff/add/", {"name": "Recorded Sample", "email": "recorded@hub.example", "phone": ""})
    number = Staff.objects.get(email="recorded@hub.example").id
    reader = Asker(kind=Kind.STAFF, number=uuid.uuid4())
    reader = Asker(kind=Kind.STAFF, number=reader.number, holders=frozenset({reader.number}))
    with fence.enter(reader):
        grants.grant([reader.number], [number], because="test")
        rows = list(EventRow.objects.filter(about=number).values_list("code", "by"))
    assert rows == [("accounts.staff_added", uuid.UUID(admin.session["_auth_user_id"]))]
