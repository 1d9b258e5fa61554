"""Those who enter requests and read none; those who read totals and no request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.core import fence
from familyhub.referrals import actions
from familyhub.referrals.new import NewContact, NewEvidence, NewSubject, Sender
from familyhub.referrals.queries.totals import months_before
from familyhub.referrals.terms.requests import Agreement, Channel, Evidence, SubjectRole
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser
from tests.integration.web_referrals.test_keying import KEY, board_of, typed

pytestmark = pytest.mark.django_db
AT_THE_DOOR = ("customer_service_adviser", "receptionist")
CLOSED = ("/board/", "/people/", "/my-requests/", "/totals/", "/opened/", "/relations/", "/access-log/")


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_they_enter_a_request_and_see_its_reference_alone(role: str) -> None:
    client, _ = browser(role)
    answer = client.post(KEY, typed())
    page = text(client.get(answer["Location"]))
    _, officer = browser("front_door_officer")
    [line] = board_of(officer)
    assert "Give them this reference" in page and line.reference in page
    assert "Demo" not in page and "Pretend Housing" not in page
    assert line.who == "Demo Example"
    assert client.get(f"/requests/{line.id}/").status_code == 404
    for address in CLOSED:
        assert client.get(address).status_code == 403
    assert client.post(KEY, typed())["Location"]  # a second press, or a second request: never an error
    assert "Demo" not in text(client.get(KEY))


def test_the_page_with_the_reference_is_for_whoever_entered_it_and_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = browser("receptionist")
    address = client.post(KEY, typed())["Location"]
    other, _ = browser("customer_service_adviser")
    assert other.get(address).status_code == client.get("/requests/entered/forged/").status_code == 404
    assert Client().get(address)["Location"].startswith("/accounts/login/")
    monkeypatch.setattr("familyhub.web.referrals.keying.SHOWN_FOR", -1)
    assert client.get(address).status_code == 404


def test_a_mash_decision_maker_sees_board_and_people() -> None:
    client, _ = browser("mash_decision_maker")
    for address in ("/board/", "/people/", "/requests/new/"):
        assert client.get(address).status_code == 200


def arrivals(number: int, **place: str) -> None:
    _, officer = browser("front_door_officer")
    last_month = months_before(timezone.localdate(), 1)
    then = timezone.now().replace(year=last_month.year, month=last_month.month, day=9)
    new = NewContact(
        channel=Channel.PHONE,
        sender=Sender("3C", agency="Example School", name="Sid Sample", role="Teacher"),
        subjects=(NewSubject(SubjectRole.CHILD, "Canaryname", "Specimen"),),
        story="A story of sorrow",
        agreement=Agreement.AGREED,
        is_safeguarding=True,
        evidence=NewEvidence(Evidence.NONE),
    )
    with fence.enter(officer):
        for _ in range(number):
            actions.receive(new=new, by=officer, at=then, received_at=then)


def test_a_commissioner_reads_totals_and_nobody(django_assert_max_num_queries) -> None:
    arrivals(7)
    client, _ = browser("commissioner")
    with django_assert_max_num_queries(25):
        page = text(client.get("/totals/"))
    assert "Safeguarding concern" in page and ">7<" in page.replace(" ", "")
    assert "Canaryname" not in page and "sorrow" not in page and "Example School" not in page
    for address in (*CLOSED[:3], "/requests/new/", "/contacts/", "/opened/"):
        assert client.get(address).status_code == 403


def test_a_few_requests_are_not_told() -> None:
    arrivals(3)
    client, _ = browser("commissioner")
    page = text(client.get("/totals/")).replace(" ", "")
    assert ">3<" not in page and ">0<" not in page and "*" in page


def test_this_month_is_not_counted_before_it_has_ended() -> None:
    assert months_before(timezone.localdate().replace(month=1, day=31), 1).month == 12
    today = timezone.localdate()
    assert months_before(today, 0) == today.replace(day=1)
    assert months_before(today, 0) - timedelta(days=1) < today
