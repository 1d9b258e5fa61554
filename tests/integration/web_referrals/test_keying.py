"""A request that came by phone or post is entered by the front door; nobody else may, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.core import drafts, fence
from familyhub.core.asker import Asker
from familyhub.referrals import queries
from familyhub.referrals.models import Contact, Subject
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db
KEY = "/requests/new/"


def typed(**changes: str) -> dict[str, str]:
    came = timezone.localdate() - timedelta(days=1)
    said = {
        "channel": "phone",
        "received_on_day": str(came.day),
        "received_on_month": str(came.month),
        "received_on_year": str(came.year),
        "name": "Sid Example",
        "job": "Caretaker",
        "agency": "Pretend Housing",
        "source": "4",
        "agreement": "agreed",
        "engage_safely": "Ring first",
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-role": "child",
        "people-0-given": "Demo",
        "people-0-family": "Example",
        "is_safeguarding": "on",
        "evidence": "none",
    }
    return said | changes


def board_of(officer: Asker) -> list[queries.BoardLine]:
    with fence.enter(officer):
        return queries.board(officer).lines


def test_a_caller_from_any_agency_is_entered_and_its_clock_runs_from_receipt() -> None:
    client, officer = browser("front_door_officer")
    answer = client.post(KEY, typed())
    assert answer.status_code == 302, answer.content.decode()
    [line] = board_of(officer)
    assert (line.sender, line.who) == ("Caretaker, Pretend Housing", "Demo Example")
    assert timezone.localdate(line.received_at) == timezone.localdate() - timedelta(days=1)
    assert client.get(answer["Location"]).status_code == 200


def test_what_is_missing_is_said_and_what_was_typed_stays() -> None:
    client, officer = browser("front_door_officer")
    answer = client.post(KEY, typed(channel="", received_on_year="1999"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose how it came" in page
    assert "Pretend Housing" in page
    assert board_of(officer) == []


def test_two_presses_enter_it_once() -> None:
    client, officer = browser("front_door_officer")
    same = [client.post(KEY, typed())["Location"] for _ in range(2)]
    assert same[0] == same[1]
    assert len(board_of(officer)) == 1


def test_a_worker_may_not_and_nobody_is_asked_to_sign_in() -> None:
    client, _ = browser("family_support_worker")
    assert client.get(KEY).status_code == 403
    assert client.post(KEY, typed()).status_code == 403
    assert Client().get(KEY)["Location"].startswith("/accounts/login/")


def test_without_a_named_need_it_is_not_entered() -> None:
    client, officer = browser("front_door_officer")
    said = typed()
    del said["is_safeguarding"]
    page = client.post(KEY, said)
    assert page.status_code == 422  # a professional's need has to be named
    assert board_of(officer) == []


def test_what_a_caller_lacks_is_asked_of_the_caller_and_never_sent_back() -> None:
    client, officer = browser("front_door_officer")
    said = typed(needs="2", words_2="Hardly speaks", story="A mother alone with a boy who hardly speaks")
    del said["is_safeguarding"]
    said |= {"work_phone": "01632 960 001", "form_key": ""}
    answer = client.post(KEY, said)
    assert answer.status_code == 302, answer.content.decode()
    [line] = board_of(officer)
    assert line.state_label == "Waiting for a decision"
    page = client.get(answer["Location"]).content.decode()
    assert "Evidence missing: ask the caller. There is no assessment" in page
    assert "Answer from the sender by" not in page
    client.post(f"/requests/{line.id}/claim/")
    assert f"/requests/{line.id}/return/" not in client.get(answer["Location"]).content.decode()


def arrived(way: str = "phone") -> dict[str, str]:
    today = timezone.localdate()
    parts = {"day": today.day, "month": today.month, "year": today.year}
    return {"channel": way, **{f"received_on_{name}": str(value) for name, value in parts.items()}}


def rung(**changes: Any) -> dict[str, Any]:
    """A mother rings."""
    said = {
        "who": "parent",
        "ways": ["call"],
        "leave_message": "no",
        "phone": "01632 960 021",
        "given": "Sabina",
        "family": "Specimen",
        "children-TOTAL_FORMS": "1",
        "children-INITIAL_FORMS": "0",
        "children-0-is_born": "yes",
        "children-0-child_given": "Sol",
        "words": "I do not sleep and the baby cries.",
    }
    return arrived() | said | changes


def contacts(officer: Asker) -> list[Contact]:
    with fence.enter(officer):
        return list(Contact.objects.all())


def test_first_who_is_asking() -> None:
    client, _ = browser("front_door_officer")
    page = client.get(KEY).content.decode()
    for words in ("A parent or carer", "A young person", "A relative, friend or neighbour", "A professional"):
        assert words in page
    assert "Your job" not in page
    assert "Choose who is asking" in client.get(KEY + "?next=yes").content.decode()
    for who, has_job in (("parent", False), ("young", False), ("relative", False), ("professional", True)):
        answer = client.get(f"{KEY}?who={who}&next=yes")
        page = answer.content.decode()
        assert answer.status_code == 200
        assert ("Your job" in page, "Where do you work?" in page) == (has_job, has_job)


def test_a_parent_is_asked_what_is_safe_before_any_number() -> None:
    client, _ = browser("front_door_officer")
    page = client.get(KEY + "?who=parent").content.decode()
    order = [page.index(f'name="{name}"') for name in ("ways", "phone", "email", "given", "line")]
    assert order == sorted(order)
    assert "What supports this" not in page


def test_a_parent_who_rings_asks_for_themselves_and_needs_no_papers() -> None:
    client, officer = browser("front_door_officer")
    answer = client.post(KEY, rung())
    assert answer.status_code == 302, answer.content.decode()
    [line] = board_of(officer)
    assert (line.sender, line.state_label) == ("The family itself", "Waiting for a decision")
    [contact] = contacts(officer)
    assert (contact.channel, contact.agreement, contact.source) == ("phone", "own_request", "1C")
    assert contact.engage_safely == "Safe: phone call. Do not leave a message."
    page = client.get(answer["Location"]).content.decode()
    assert "Sabina Specimen" in page
    assert "Evidence" not in page


def test_a_young_person_asks_for_themselves() -> None:
    client, officer = browser("front_door_officer")
    said = rung(who="young", born_on_day="3", born_on_month="2", born_on_year=str(timezone.localdate().year - 15))
    assert client.post(KEY, said).status_code == 302
    with fence.enter(officer):
        [subject] = Subject.objects.all()
    assert (subject.role, subject.given, subject.born_on.month) == ("child", "Sabina", 2)
    assert contacts(officer)[0].agreement == "own_request"


def neighbour(**changes: Any) -> dict[str, Any]:
    said = {
        "who": "relative",
        "source": "1B",
        "story": "Shouting at night, and a boy outside late",
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-role": "child",
        "people-0-described_as": "The boy at number 4",
    }
    return arrived("in_person") | said | changes


def test_a_neighbour_gives_a_name_or_none() -> None:
    client, officer = browser("front_door_officer")
    assert client.post(KEY, neighbour()).status_code == 302
    assert client.post(KEY, neighbour(name="Nell Sample")).status_code == 302
    said = {(one.source, one.sender_name, one.agency, one.channel) for one in contacts(officer)}
    assert said == {("9", "", "", "in_person"), ("1B", "Nell Sample", "", "in_person")}
    assert {line.sender for line in board_of(officer)} == {"Somebody who gave no name", "A friend or neighbour"}
    assert {line.state_label for line in board_of(officer)} == {"Waiting for a decision"}


def test_what_is_missing_from_a_parents_call_is_said_and_stays() -> None:
    client, officer = browser("front_door_officer")
    answer = client.post(KEY, rung(phone="", given=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter your phone number" in page
    assert "I do not sleep and the baby cries." in page
    assert contacts(officer) == []


def test_another_child_is_added_on_the_same_page() -> None:
    client, _ = browser("front_door_officer")
    page = client.post(KEY, rung(add="children")).content.decode()
    assert "children-1-is_born" in page
    assert 'value="Sabina"' in page


def test_whoever_may_read_nothing_sees_only_the_reference_of_a_parents_call() -> None:
    client, _ = browser("receptionist")
    answer = client.post(KEY, rung())
    assert answer["Location"].startswith("/requests/entered/")
    page = client.get(answer["Location"]).content.decode()
    assert "FH-" in page
    assert "Sabina" not in page


def test_what_was_begun_is_not_lost_when_somebody_else_is_asking() -> None:
    client, officer = browser("front_door_officer")
    with fence.enter(officer):
        drafts.keep(officer, "referrals:key", {"who": ["parent"], "given": ["Sabina"]}, at=timezone.now())
    assert 'value="Sabina"' in client.get(KEY).content.decode()
    page = client.get(KEY + "?who=relative&next=yes").content.decode()
    assert "You began one and have not entered it: A parent or carer" in page
    assert client.post(KEY, {"drop": "yes"})["Location"] == KEY
    assert "Who is asking?" in client.get(KEY).content.decode()
