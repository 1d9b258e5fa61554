"""Who looked at whom: for the governance officer alone, with people as numbers."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from familyhub.core import access, fence
from familyhub.core.access_reads import looks
from familyhub.core.asker import Asker
from familyhub.web import frame
from tests.integration.people.invented import someone
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db


def looked(by: Asker, *subjects: uuid.UUID, times: int = 1, outcome: str = "shown") -> None:
    """Rows of the log."""
    for _ in range(times):
        with fence.enter(by, screen="people:person") as unit:
            fence.note_subjects(subjects)
            access.write(unit, method="GET", outcome=outcome, asked=[] if subjects else [uuid.uuid4()])


def test_a_look_stands_in_the_log_with_the_name_of_staff_and_the_number_of_the_person() -> None:
    officer_browser, officer = browser("front_door_officer")
    who = stored(someone("Marigoldina"), officer)
    assert officer_browser.get(f"/people/{who.person}/").status_code == 200
    client, _ = browser("governance_officer")
    page = text(client.get("/access-log/"))
    assert officer.name in page
    assert str(who.person)[:8] in page
    assert "A person’s record" in page
    assert "Front-door officer" in page
    assert "Marigoldina" not in page


def test_filters_by_person_and_by_staff_and_by_refusal() -> None:
    client, _ = browser("governance_officer")
    _, one = browser("front_door_officer")
    _, other = browser("front_door_officer")
    first, second = uuid.uuid4(), uuid.uuid4()
    looked(one, first)
    looked(other, second)
    looked(other, outcome="404")

    def shown(query: str) -> str:
        return text(client.get(f"/access-log/?{query}")).split("<tbody")[-1]

    assert (str(first) in shown(f"person={first}"), str(second) in shown(f"person={first}")) == (True, False)
    assert f"?person={second}" in shown(f"staff={other.number}")
    assert f"?person={first}" not in shown(f"staff={other.number}")
    assert "Not theirs" in shown("refused=on")
    assert "?person=" not in shown("refused=on")
    assert "Nobody looked" in text(client.get(f"/access-log/?person={uuid.uuid4()}"))


def test_pages_go_on_below_the_last_number() -> None:
    client, governance = browser("governance_officer")
    _, officer = browser("front_door_officer")
    looked(officer, uuid.uuid4(), times=55)
    with fence.enter(governance):
        first = looks()
        looked_since = first.lines[0].id
        older = looks(before=first.older_than)
    assert len(first.lines) == 50
    assert {line.id for line in first.lines}.isdisjoint(line.id for line in older.lines)
    assert looked_since == max(line.id for line in first.lines)
    page = text(client.get("/access-log/"))
    assert f"?before={first.older_than}" in page
    assert "Newest" in text(client.get(f"/access-log/?before={first.older_than}"))


def test_asking_about_one_person_is_itself_a_look_at_them() -> None:
    client, governance = browser("governance_officer")
    person = uuid.uuid4()
    client.get(f"/access-log/?person={person}")
    with fence.enter(governance):
        (line,) = looks(subject=person).lines
    assert (line.asker, line.screen) == (governance.number, "access_log:log")


@pytest.mark.parametrize("role", ["administrator", "front_door_officer", "family_support_worker", "district_manager"])
def test_nobody_else_reads_it(role: str) -> None:
    client, asker = browser(role)
    looked(asker, uuid.uuid4())
    assert client.get("/access-log/").status_code == 403
    with fence.enter(asker):
        assert looks().lines == ()  # the database's own fence, behind the first


@pytest.mark.parametrize(
    "query", ["person=rubbish", "person=%00", "staff=x", "staff=00000000-0000-4000-8000-000000000001"]
)
def test_a_filter_that_cannot_be_is_said(query: str) -> None:
    client, _ = browser("governance_officer")
    answer = client.get(f"/access-log/?{query}")
    assert answer.status_code == 422
    assert "There is a problem" in text(answer)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "9" * 19, "٣"])
def test_a_place_that_is_no_number_is_passed_over(before: str) -> None:
    client, _ = browser("governance_officer")
    assert client.get("/access-log/", {"before": before}).status_code == 200


def test_one_ten_and_two_hundred_rows_ask_the_same_number_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "place_counts", lambda: "")
    client, _ = browser("governance_officer")
    _, officer = browser("front_door_officer")
    counts = []
    for more in (1, 9, 190):
        looked(officer, uuid.uuid4(), times=more)
        with CaptureQueriesContext(connection) as asked:
            client.get("/access-log/")
        counts.append(len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert len(set(counts)) == 1
    assert counts[0] <= 25


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/access-log/")["Location"].startswith("/accounts/login/")
