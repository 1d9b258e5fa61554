"""The first page: three ways in for everybody, the tray for staff."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from familyhub.accounts.models import Staff
from familyhub.core import drafts, fence
from familyhub.core.asker import Asker
from familyhub.core.models import Draft
from familyhub.demo.families import mother_baby_and_child, nurse
from familyhub.people import queries as people
from familyhub.referrals import actions, queries
from familyhub.web import frame
from familyhub.web.tray import lines as tray
from tests.integration.referrals.conftest import NOW, TODAY, Office, office, referrer  # noqa: F401
from tests.integration.referrals.test_main_job import EMAIL, TO_TEAM
from tests.integration.signin.people import a_person, give_password, text

pytestmark = pytest.mark.django_db


def received(by: Asker) -> object:
    """A school nurse's referral for a mother, her unborn baby and her three-year-old."""
    with fence.enter(by):
        return actions.receive(new=mother_baby_and_child("ZZ2 1AA", TODAY, nurse(EMAIL)), by=by, at=NOW).request


def parts(asker: Asker) -> dict[str, list[tray.Line]]:
    """Each source's lines for this asker."""
    with fence.enter(asker):
        return {part.code: list(part.lines) for part in tray.tray_of(asker, timezone.now())}


def as_staff(client: Client, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Signed in as one of the office, both factors given."""
    from familyhub.web import signin

    client.force_login(Staff.objects.get(id=asker.number))
    session = client.session
    session["hub_started"] = session["hub_used"] = signin.now()
    session.save()
    monkeypatch.setattr(signin, "has_proved_second_factor", lambda request: True)
    monkeypatch.setattr(signin.accounts, "has_second_factor", lambda user: True)
    return client


def test_everybody_else_sees_three_ways_in(client: Client) -> None:
    page = text(client.get("/"))
    for way in ('href="/ask/"', 'href="/refer/"', 'href="/accounts/login/"', "Exit this page"):
        assert way in page
    assert "hub-nav__link" not in page


def test_somebody_half_signed_in_goes_on_signing_in(client: Client) -> None:
    person = a_person("front_door_officer", factor=False)
    give_password(client, person)
    assert client.get("/")["Location"] == "/accounts/next/"


def test_the_front_door_sees_the_head_of_its_board(office: Office, referrer: Asker) -> None:  # noqa: F811
    request = received(referrer)
    (line,) = parts(office.officer)["requests"]
    assert line.href == f"/requests/{request}/"
    assert "Demo Example" in line.title
    assert line.words == "Front door: waiting for a decision"
    assert parts(office.worker)["requests"] == []
    assert parts(office.administrator)["requests"] == []


def test_the_team_then_the_worker_sees_it(office: Office, referrer: Asker) -> None:  # noqa: F811
    request = received(referrer)
    with fence.enter(office.officer):
        for subject in queries.subjects_for(office.officer, request):  # type: ignore[arg-type]
            actions.make(subject=subject.id, by=office.officer, at=NOW)
        actions.decide(request=request, decision=TO_TEAM, by=office.officer, at=NOW)  # type: ignore[arg-type]
    assert parts(office.officer)["requests"] == []
    assert [line.words for line in parts(office.coordinator)["requests"]] == ["Waits for a worker of the team"]
    assert [line.words for line in parts(office.manager)["requests"]] == ["Waits for a worker of the team"]
    assert parts(office.worker)["requests"] == parts(office.elsewhere)["requests"] == []
    with fence.enter(office.coordinator):
        actions.give_to_worker(request=request, worker=office.worker.number, by=office.coordinator, at=NOW)  # type: ignore[arg-type]
    (line,) = parts(office.worker)["requests"]
    assert (line.href, line.words) == (f"/requests/{request}/", "Yours: with a worker")
    assert parts(office.coordinator)["requests"] == parts(office.other_worker)["requests"] == []


def test_the_page_names_people_and_notes_them(office: Office, referrer: Asker) -> None:  # noqa: F811
    request = received(referrer)
    with fence.enter(office.officer):
        known, *unknown = queries.subjects_for(office.officer, request)  # type: ignore[arg-type]
        record = actions.make(subject=known.id, by=office.officer, at=NOW)
        person = people.names_of(office.officer, [record])[record].person
    with fence.enter(office.officer) as unit:
        tray.tray_of(office.officer, NOW)
        assert unit.subjects == {person, *(one.id for one in unknown)}  # who has no record yet is named too


def test_what_was_not_sent_is_in_its_owners_tray_and_not_what_was_searched(office: Office) -> None:  # noqa: F811
    with fence.enter(office.officer):
        drafts.keep(office.officer, "people:new", {"given": ["Canarybird"]}, at=NOW)
        drafts.keep(office.officer, "people:search", {"given": ["Canarybird"]}, at=NOW)
        drafts.keep(office.officer, "no:such", {"given": ["Canarybird"]}, at=NOW)
    lines = {line.title: line for line in parts(office.officer)["drafts"]}
    assert lines["Registering a person"].href == "/people/new/"
    assert lines["A form that you began"].href == ""
    assert len(lines) == 2
    assert "Canarybird" not in str(lines)
    assert parts(office.coordinator)["drafts"] == []


def test_an_empty_tray_says_where_to_go(office: Office, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    page = text(as_staff(client, office.governance, monkeypatch).get("/"))
    assert "Nothing waits for you" in page
    assert 'href="/access-log/"' in page
    assert 'href="/people/"' not in page


def test_one_ten_and_two_hundred_lines_ask_the_same_number_of_questions(
    office: Office,  # noqa: F811
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frame, "place_counts", lambda: "")  # a footer asks once a day, not once a page
    as_staff(client, office.officer, monkeypatch)
    counts, made = [], 0
    for number in (1, 10, 200):
        with fence.enter(office.officer):
            for each in range(made, number):
                at = NOW - timedelta(minutes=each)
                if each < 12:
                    actions.receive(new=mother_baby_and_child("ZZ2 1AA", TODAY, nurse(EMAIL)), by=office.officer, at=at)
                drafts.keep(office.officer, f"people:new{each}", {"given": ["x"]}, at=at)
        made = number
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/").status_code == 200
        counts.append(len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert Draft.objects.count() == 0  # nobody is asking here
    assert len(set(counts)) == 1
    assert counts[0] <= 25
