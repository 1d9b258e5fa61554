"""A person's page: what is known, to whoever may see it, in a fixed number of questions."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.development.models import HealthNotice, Newcomer
from familyhub.people import actions
from familyhub.people.new import NewAddress, NewIdentifier, NewTie
from familyhub.web import frame
from tests.integration.people.invented import NOW, TODAY, child, someone, unborn
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import SECRET, browser, in_hiding, stored

pytestmark = pytest.mark.django_db


def test_shows_what_is_known_with_the_words_of_responsibility() -> None:
    client, officer = browser("front_door_officer")
    mother, tilly = stored(someone(), officer), stored(child(), officer)
    with fence.enter(officer):
        tie = NewTie(0, 1, "mother", "yes", "birth certificate seen", "yes")
        actions.relate(first=mother.record, second=tilly.record, tie=tie, by=officer, at=NOW)
    page = text(client.get(f"/people/{mother.person}/"))
    assert "Testina Example has parental responsibility (birth certificate seen)" in page
    assert f"/people/{tilly.person}/" in page
    assert "943 476 5919" in page
    assert "1 Sample Street" in page
    assert "07700 900123" in page
    assert "Safe contact not known" in page
    assert "This person was registered." in page
    assert "Testina Example has parental" in text(client.get(f"/people/{tilly.person}/"))


def test_an_unborn_baby_has_a_due_date_and_the_form_for_the_birth() -> None:
    client, officer = browser("front_door_officer")
    baby = stored(unborn(), officer)
    page = text(client.get(f"/people/{baby.person}/"))
    assert "due 9 April 2027" in page
    assert f"/people/{baby.person}/born/" in page


@pytest.mark.parametrize(
    "role", ["family_support_worker", "cluster_coordinator", "administrator", "governance_officer"]
)
def test_whoever_may_not_see_gets_what_nobody_gets(role: str) -> None:
    _, officer = browser("front_door_officer")
    who = stored(someone(), officer)
    client, _ = browser(role)
    for end in ("", "timeline/", "address/", "safe-contact/", "number/", "born/", "relative/"):
        there, nowhere = (client.get(f"/people/{number}/{end}") for number in (who.person, uuid.uuid4()))
        assert (there.status_code, nowhere.status_code) == (404, 404), end
        # the two pages differ in nothing but what is made anew for each
        assert len(there.content) == len(nowhere.content)


def test_a_protected_address_is_there_for_its_writer_alone() -> None:
    client, officer = browser("front_door_officer")
    who = in_hiding(officer)
    page = text(client.get(f"/people/{who.person}/"))
    assert SECRET in page
    assert "Protected details" in page
    other, _ = browser("front_door_officer")
    for end in ("", "timeline/", "address/", "relative/"):
        page = text(other.get(f"/people/{who.person}/{end}"))
        assert "Testina Example" in page
        for canary in (SECRET, "S80 1AA", "Protected details"):
            assert canary not in page, (end, canary)
    assert "No address is on record." in text(other.get(f"/people/{who.person}/"))


def _many(by: Asker, record: uuid.UUID, number: int) -> None:
    with fence.enter(by):
        for each in range(number):
            actions.add_address(record=record, new=NewAddress(line1=f"{each} Sample Row"), by=by, at=NOW)
            actions.add_identifier(record=record, new=NewIdentifier("legacy", f"L{each}"), by=by, at=NOW)
            other = actions.register_many(new=[child(f"Tilly {each}")], by=by, at=NOW)[0]
            actions.relate(first=record, second=other.record, tie=NewTie(0, 1, "other"), by=by, at=NOW)


def test_one_ten_and_two_hundred_rows_ask_the_same_number_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "place_counts", lambda: "")  # a footer asks once a day, not once a page
    client, officer = browser("front_door_officer")
    counts = []
    for number in (1, 10, 200):
        who = stored(someone(identifiers=()), officer)
        _many(officer, who.record, number)
        client.get(f"/people/{who.person}/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/people/{who.person}/").status_code == 200
        # that the session was used is noted every few seconds, not on every page
        own = [q["sql"] for q in asked if "django_session" not in q["sql"]]
        counts.append(len([sql for sql in own if not sql.startswith(("SAVEPOINT", "RELEASE"))]))
    assert len(set(counts)) == 1
    assert counts[0] <= 25, "\n".join(q["sql"][:150] for q in asked)


def test_what_health_told_stands_on_the_page_of_whoever_may_see_it() -> None:
    client, asker = browser("front_door_officer")
    born = stored(child("Tilly", "Example"), asker)
    address = f"/people/{born.person}/"
    assert "From health" not in text(client.get(address))
    told = {"fence": born.person, "record_id": born.record, "made_at": NOW}
    with fence.enter(asker):
        Newcomer(id=uuid.uuid4(), news="moved_in", area="BAS-C1-A2", happened_on=TODAY, **told).save(force_insert=True)
        notice = HealthNotice(id=uuid.uuid4(), checked_on=TODAY, reason="Feeding is hard", plan_due_on=TODAY, **told)
        notice.ground, notice.basis = "safeguarding", "Said to the health visitor"
        notice.save(force_insert=True)
    assert "From health" not in text(client.get(address))  # the front door is not told of a centre's lists
    with fence.enter(system("test")):
        grants.grant([asker.number], [born.person], because="test: allocated")
    page = text(client.get(address))
    assert "Moved in" in page and "BAS-C1-A2" in page and "Feeding is hard" in page and "safeguarding reason" in page
