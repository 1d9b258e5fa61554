"""The page of messages that did not arrive, the line in the tray, and one's own work mobile."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts.models import Staff
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.core.models import EventRow
from familyhub.messages import actions
from familyhub.messages.models import Message
from tests.integration.signin.people import a_person, sign_in, text

pytestmark = pytest.mark.django_db
NUMBER = uuid.uuid4()
READER = Asker(
    kind=Kind.STAFF, number=NUMBER, holders=frozenset({NUMBER}), wide=frozenset({"messages", "outbox", "accounts"})
)


def given_up(**other: object) -> uuid.UUID:
    given: dict[str, object] = {
        "letter": "referral_outcome",
        "fence": uuid.uuid4(),
        "about_kind": "referrals.contact",
        "about": uuid.uuid4(),
        "to_address": "nora.nurse@school.example",
        "values": {"reference": "FH-7K3M", "link": "/refer/"},
    }
    with fence.enter(READER):
        new = actions.NewMessage(**(given | other))  # type: ignore[arg-type]
        number = actions.send(new, by=READER, at=timezone.now())
        Message.objects.filter(id=number).update(state="dead", reason="no such address", next_try_at=None)
    return number


def state_of(number: uuid.UUID) -> str:
    with fence.enter(READER):
        return Message.objects.get(id=number).state


@pytest.fixture
def officer(client: Client) -> Client:
    return sign_in(client, a_person("front_door_officer"))


@pytest.fixture
def administrator() -> Client:
    return sign_in(Client(), a_person())


def test_the_officer_sees_the_reason_and_the_whole_work_address(officer: Client) -> None:
    number = given_up()
    page = text(officer.get("/messages/"))
    for words in ("News of your request", "A request, FH-7K3M", "nora.nurse@school.example", "no such address"):
        assert words in page
    assert f'href="/messages/{number}/"' in page
    assert "1 message did not arrive" in text(officer.get("/"))


def test_the_administrator_sees_letters_of_accounts_alone_and_masked(administrator: Client) -> None:
    number, staff = given_up(), a_person().staff
    account = given_up(letter="staff_invitation", about_kind="staff", about=staff.id, fence=staff.id)
    page = text(administrator.get("/messages/"))
    assert "n•••@school.example" in page and "nora.nurse" not in page and "FH-7K3M, " not in page
    assert f'href="/staff/{staff.id}/"' in page and f'href="/messages/{account}/"' in page
    assert str(number) not in page
    assert administrator.get(f"/messages/{number}/").status_code == 404
    assert "1 message did not arrive" in text(administrator.get("/"))


def test_an_empty_list_says_so_and_the_tray_is_quiet(officer: Client) -> None:
    assert "Nothing waits here" in text(officer.get("/messages/"))
    assert "did not arrive" not in text(officer.get("/")).split("<main")[1]


def test_older_messages_are_on_the_next_page(officer: Client) -> None:
    for _ in range(51):
        given_up()
    first = text(officer.get("/messages/"))
    assert first.count('href="/messages/') >= 50 and "Older messages" in first
    second = text(officer.get("/messages/?page=2"))
    assert "Newer messages" in second and "Older messages" not in second
    assert officer.get("/messages/?page=nonsense").status_code == 200


def the_form(page: str, action: str) -> dict[str, str]:
    """The hidden values of the form that posts there."""
    form = page.split(f'action="{action}"')[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([a-z_]+)"(?: value="([^"]*)")?', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_send_again_counts_once_and_can_be_done_again_when_it_fails_again(officer: Client) -> None:
    number = given_up()
    where = f"/messages/{number}/again/"
    values = the_form(text(officer.get(f"/messages/{number}/")), where)
    first = officer.post(where, values)
    assert (first.status_code, first["Location"]) == (302, "/messages/")
    second = officer.post(where, values)
    assert second["Location"] == f"/messages/{number}/"
    assert "Somebody has dealt with this message already" in text(officer.get(second["Location"]))
    assert state_of(number) == "waiting"
    with fence.enter(READER):
        Message.objects.filter(id=number).update(state="dead", tries=1, next_try_at=None)
    values = the_form(text(officer.get(f"/messages/{number}/")), where)
    officer.post(where, values)
    assert state_of(number) == "waiting"
    with fence.enter(READER):
        assert EventRow.objects.filter(code="messages.sent_again").count() == 2


def test_setting_aside_asks_why_and_keeps_what_was_typed(officer: Client) -> None:
    number = given_up()
    where = f"/messages/{number}/set-aside/"
    answer = officer.post(where, {"reason": ""})
    assert answer.status_code == 422 and "Enter why nothing more is needed" in text(answer)
    long = "told them by phone " * 20
    answer = officer.post(where, {"reason": long})
    assert answer.status_code == 422 and "told them by phone told them" in text(answer)
    assert officer.post(where, {"reason": "told them by phone"})["Location"] == "/messages/"
    assert state_of(number) == "set aside"
    assert "told them by phone" in text(officer.get(f"/messages/{number}/"))


def test_another_way_that_is_not_offered_is_refused(officer: Client) -> None:
    number = given_up()
    page = text(officer.get(f"/messages/{number}/"))
    assert "There is no other way of sending it that is known to be safe" in page
    assert officer.post(f"/messages/{number}/another-way/", {"way": "text"}).status_code == 422
    assert state_of(number) == "dead"


def test_a_duty_call_goes_the_other_way_by_one_press(officer: Client) -> None:
    staff = a_person("front_door_officer").staff
    Staff.objects.filter(id=staff.id).update(work_mobile="+447700900123")
    number = given_up(letter="duty_call", to_address=staff.email, values={"link": "/board/"})
    assert "By text message" in text(officer.get(f"/messages/{number}/"))
    officer.post(f"/messages/{number}/another-way/", {"way": "text"})
    assert state_of(number) == "set aside"
    with fence.enter(READER):
        assert Message.objects.get(way="text").to_address == "+447700900123"


@pytest.mark.parametrize("role", ["family_support_worker", "cluster_coordinator", "governance_officer"])
def test_others_have_no_such_page(role: str) -> None:
    number, client = given_up(), sign_in(Client(), a_person(role))
    assert client.get("/messages/").status_code == 403
    assert client.get(f"/messages/{number}/").status_code == 404
    assert client.post(f"/messages/{number}/again/").status_code == 404
    assert state_of(number) == "dead"


def test_my_work_mobile_is_mine_to_set_and_to_take_away() -> None:
    person = a_person("front_door_officer")
    client = sign_in(Client(), person)
    assert "No work mobile is recorded" in text(client.get("/me/"))
    assert client.post("/me/mobile/", {"number": "07700 900 123"})["Location"] == "/me/"
    assert Staff.objects.get(id=person.staff.id).work_mobile == "+447700900123"
    assert "They go to +447700900123" in text(client.get("/me/"))
    client.post("/me/mobile/", {"number": ""})
    assert Staff.objects.get(id=person.staff.id).work_mobile == ""
    with fence.enter(READER):
        assert EventRow.objects.filter(code="accounts.work_mobile_changed", payload__is_known=True).count() == 1


@pytest.mark.parametrize("typed", ["01632 960123", "07700 9OO 123", "+48 601 234 567", "12", "7" * 41])
def test_what_is_no_british_mobile_is_said_with_what_was_typed(typed: str) -> None:
    person = a_person("front_door_officer")
    client = sign_in(Client(), person)
    answer = client.post("/me/mobile/", {"number": typed})
    assert answer.status_code == 422 and typed in text(answer)
    assert Staff.objects.get(id=person.staff.id).work_mobile == ""
