"""A record is opened with a reason: who may, who is told, how long it lasts, who reviews it, what it never opens."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from familyhub.accounts import actions as accounts
from familyhub.accounts.models import Team
from familyhub.accounts.terms import TeamKind
from familyhub.core import fence, grants
from familyhub.core.access_reads import looks
from familyhub.core.asker import Asker, system
from familyhub.core.models import Grant
from familyhub.people.new import NewAddress, NewIdentifier, Registered
from familyhub.sharing.models import Opening
from familyhub.web import signin
from familyhub.work import queries as work
from tests.integration.people.invented import NHS, OTHER_NHS, someone
from tests.integration.signin.people import letters, text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db
OPEN = "/open-with-reason/"
WHY = "The worker is ill and the school rang"
MAKER = system("tests of sharing")


def said(**changes: str) -> dict[str, str]:
    born = {"born_on_day": "9", "born_on_month": "4", "born_on_year": "1996"}
    name = {"given": "Testina", "family": "Example", "nhs": "", "postcode": "DN22 7AA"}
    return {**name, **born, "reason": "cover", "words": WHY, **changes}


@pytest.fixture
def governance_team() -> Team:
    """A team of governance, to which a task can be given."""
    with fence.enter(MAKER):
        return accounts.add_team(
            name="Invented governance", kind=TeamKind.GOVERNANCE, valid_from=timezone.localdate(), by=MAKER
        )


@pytest.fixture
def held(governance_team: Team) -> tuple[Registered, Asker]:
    """Somebody whose record one worker holds, and that worker."""
    _, holder = browser("family_support_worker")
    return stored(someone(), MAKER, holder.number), holder


def nothing_of(answer: Any) -> str:
    """The page that says that nothing was opened, without what is new in every answer."""
    page = re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|nonce=\"[^\"]*\"|csrfmiddlewaretoken\" value=\"[^\"]*\"", "", text(answer)
    )
    return re.sub(r"\d{1,2}(:\d\d)?[ap]m", "", page)


def test_a_worker_on_cover_opens_reads_and_loses_the_record_again(held: tuple[Registered, Asker]) -> None:
    person, _ = held
    client, worker = browser("family_support_worker")
    page = f"/people/{person.person}/"
    assert client.get(page).status_code == 404
    answer = client.post(OPEN, said())
    assert answer["Location"] == page
    shown = text(client.get(page))
    assert "Testina Example" in shown and "Opened with a reason; ends" in shown
    given = Grant.objects.get(holder=worker.number, fence=person.person)
    with fence.enter(worker):
        opening = Opening.objects.get()
    assert given.until == opening.until == opening.opened_at + timedelta(hours=3)
    for seconds, status in ((5, 200), (-5, 404)):
        ends_in(given, seconds)
        assert client.get(page).status_code == status
    assert client.get(f"/opened/{opening.id}/").status_code == 200  # one's own reason stays to be read


def ends_in(given: Grant, seconds: int) -> None:
    """Move the grant's three hours, so that so many seconds of them are left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_grant SET since = now() + %s * interval '1 second' - interval '3 hours',"
            " until = now() + %s * interval '1 second' WHERE id = %s",
            [seconds, seconds, given.id],
        )


def test_who_holds_the_record_and_governance_are_told_in_tray_and_letter(
    held: tuple[Registered, Asker], governance_team: Team
) -> None:
    _, holder = held
    client, worker = browser("family_support_worker")
    client.post(OPEN, said())
    with fence.enter(holder):
        [task] = work.tray_for(holder, timezone.now())
    assert task.words == "Read why a record that you hold was opened with a reason"
    [letter] = letters()
    assert letter.link == f"/opened/{task.about}/"
    assert "Example" not in letter.link
    member = Asker(worker.kind, worker.number, holders=frozenset({governance_team.id}), permissions=worker.permissions)
    with fence.enter(member):
        [review] = work.tray_for(member, timezone.now())
    assert review.words == "Review a record opened with a reason" and review.due_at


def test_the_access_log_shows_the_look_under_its_reason(held: tuple[Registered, Asker]) -> None:
    person, _ = held
    client, worker = browser("family_support_worker")
    client.post(OPEN, said(reason="emergency"))
    client.get(f"/people/{person.person}/")
    reader, governance = browser("governance_officer")
    with fence.enter(governance):
        look = looks(asker=worker.number, subject=person.person).lines[0]
    assert look.purpose.startswith("Opened with a reason: emergency (")
    assert "Opened with a reason: emergency" in text(reader.get("/access-log/"))


def test_governance_reviews_and_not_justified_ends_it_at_once(held: tuple[Registered, Asker]) -> None:
    person, _ = held
    client, worker = browser("family_support_worker")
    client.post(OPEN, said())
    reviewer, governance = browser("governance_officer")
    listed = text(reviewer.get("/opened/"))
    assert worker.name in listed and "5 working days left" in listed
    assert "DN22" not in listed and f"{worker.name.rpartition(' ')[0]} <" not in listed  # no name of the person
    with fence.enter(governance):
        opening = Opening.objects.get()
    address = f"/opened/{opening.id}/"
    assert WHY in text(reviewer.get(address))
    assert reviewer.post(f"{address}review/", {"outcome": "justified", "words": "short"}).status_code == 422
    assert client.post(f"{address}review/", {"outcome": "justified", "words": WHY}).status_code == 404
    assert reviewer.post(f"{address}review/", {"outcome": "more_asked", "words": WHY}).status_code == 302
    assert client.get(f"/people/{person.person}/").status_code == 200
    assert reviewer.post(f"{address}review/", {"outcome": "not_justified", "words": WHY}).status_code == 302
    assert "Not justified" in text(reviewer.get(address))
    with fence.enter(governance):
        assert [line for line in work.tray_for(governance, timezone.now()) if line.about == opening.id] == []
    assert client.get(f"/people/{person.person}/").status_code == 404


def test_a_review_that_is_late_is_marked(held: tuple[Registered, Asker]) -> None:
    client, _ = browser("family_support_worker")
    client.post(OPEN, said())
    reviewer, governance = browser("governance_officer")
    with fence.enter(governance):
        Opening.objects.update(review_by=timezone.now() - timedelta(seconds=1))
    assert "1 review overdue" in text(reviewer.get("/opened/"))


def test_a_second_factor_given_long_ago_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = browser("family_support_worker")
    assert client.get(OPEN).status_code == 200
    real = signin.now
    monkeypatch.setattr(signin, "now", lambda: real() + 901)
    assert client.get(OPEN)["Location"].startswith("/me/prove/")
    assert client.post(OPEN, said())["Location"].startswith("/me/prove/")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": "on duty today"}, "at least 20 characters"),
        ({"reason": ""}, "Choose the reason"),
        ({"postcode": ""}, "Enter the NHS number or the postcode"),
        ({"born_on_year": ""}, "date of birth"),
        ({"given": ""}, "Enter the first name"),
    ],
)
def test_nothing_is_looked_for_before_all_of_it_is_said(
    held: tuple[Registered, Asker], changes: dict[str, str], words: str
) -> None:
    client, worker = browser("family_support_worker")
    answer = client.post(OPEN, said(**changes))
    assert answer.status_code == 422 and words in text(answer)
    assert not Grant.objects.filter(holder=worker.number).exists()


def closed_in_some_way(how: str, worker: Asker) -> Registered:
    """Somebody who fits exactly and may not be opened: each way on its own."""
    visible = someone(identifiers=(NewIdentifier("nhs", OTHER_NHS),))
    if how == "protected":
        refuge = NewAddress(line1="7 Hidden Sample Lane", postcode="S80 1AA", visibility="refuge")
        visible = someone(addresses=(*visible.addresses, refuge), identifiers=visible.identifiers)
    found = stored(visible, MAKER)
    with fence.enter(MAKER):
        if how == "sealed":
            grants.bar(found.person, because="sealed")
        if how == "conflict":
            grants.bar(found.person, because="conflict of interest", against=worker.number)
    return found


@pytest.mark.parametrize("how", ["sealed", "conflict", "protected", "two alike"])
def test_a_closed_record_is_answered_as_nobody_is(how: str, governance_team: Team) -> None:
    client, worker = browser("family_support_worker")
    client.post(OPEN, said(words="The first of these is for nothing"))
    with CaptureQueriesContext(connection) as before:
        nobody = client.post(OPEN, said())
    found = closed_in_some_way(how, worker)
    if how == "two alike":
        stored(someone(identifiers=()), MAKER)
    with CaptureQueriesContext(connection) as after:
        closed = client.post(OPEN, said(words=f"{WHY}!"))
    pages = [nothing_of(client.get(answer["Location"])) for answer in (nobody, closed)]
    assert pages[0].replace(WHY, "") == pages[1].replace(f"{WHY}!", "")
    assert "Nothing was opened" in pages[0]
    if how != "conflict":  # there one line of the access log is more, which governance reads
        assert [kind(query) for query in after] == [kind(query) for query in before]
    assert client.get(f"/people/{found.person}/").status_code == 404
    assert not Grant.objects.filter(holder=worker.number, fence=found.person).exists()
    assert letters() == []


def kind(query: dict[str, Any]) -> str:
    return query["sql"].split("(")[0][:30]


def test_a_bar_that_comes_later_wins_over_an_opening(held: tuple[Registered, Asker]) -> None:
    person, _ = held
    client, worker = browser("family_support_worker")
    client.post(OPEN, said())
    with fence.enter(MAKER):
        grants.bar(person.person, because="sealed")
    assert client.get(f"/people/{person.person}/").status_code == 404


def test_by_the_number_and_never_by_half_a_name(held: tuple[Registered, Asker]) -> None:
    person, _ = held
    client, _ = browser("family_support_worker")
    assert "/opened/" in client.post(OPEN, said(given="Test"))["Location"]
    assert "/opened/" in client.post(OPEN, said(born_on_day="10"))["Location"]
    assert "/opened/" in client.post(OPEN, said(postcode="", nhs=OTHER_NHS))["Location"]
    assert client.post(OPEN, said(postcode="", nhs=NHS))["Location"] == f"/people/{person.person}/"


@pytest.mark.parametrize("role", ["administrator", "governance_officer", "receptionist", "commissioner"])
def test_other_roles_open_nothing(role: str) -> None:
    client, _ = browser(role)
    assert client.get(OPEN).status_code == 403
    assert client.post(OPEN, said()).status_code == 403


def test_another_worker_reads_no_opening_of_anybody(held: tuple[Registered, Asker]) -> None:
    client, _ = browser("family_support_worker")
    client.post(OPEN, said())
    other, _ = browser("family_support_worker")
    _, governance = browser("governance_officer")
    with fence.enter(governance):
        opening = Opening.objects.get().id
    gone = other.get(f"/opened/{uuid.uuid4()}/")
    assert other.get(f"/opened/{opening}/").status_code == gone.status_code == 404
    assert Client().get(f"/opened/{opening}/").status_code == 302
