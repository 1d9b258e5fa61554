"""A request that came by phone or post is entered by the front door; nobody else may, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.referrals import queries
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
