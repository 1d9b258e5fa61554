"""Somebody new, and what is learned later: candidates first, once only, nothing typed is lost."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import queries
from familyhub.people.models import Address, Identifier, Person
from tests.integration.people.invented import NHS, OTHER_NHS, child, someone, unborn
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import SECRET, browser, key_in, stored

pytestmark = pytest.mark.django_db
NEW = {"given": "Newina", "family": "Placeholder", "kind": "person", "sex": "U", "known": "unknown"}
TIE = {"tie": "known:mother", "responsibility": "unknown", "lives_with": "unknown"}
SOON = timezone.localdate() + timedelta(days=30)


def typed_date(name: str, given: date) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}_{part}": str(getattr(given, part)) for part in ("day", "month", "year")}


def people(by: Asker) -> int:
    """How many there are for this asker."""
    with fence.enter(by):
        return Person.objects.count()


def test_somebody_unlike_anybody_is_registered_at_once() -> None:
    client, officer = browser("front_door_officer")
    answer = client.post("/people/new/", {**NEW, "line1": SECRET, "postcode": "S80 1AA", "is_protected": "on"})
    assert answer.status_code == 302, text(answer)
    page = text(client.get(answer["Location"]))
    assert "Newina Placeholder" in page
    assert "The person was registered" in page
    assert SECRET in page
    other, _ = browser("front_door_officer")
    assert SECRET not in text(other.get(answer["Location"]))


def test_whoever_they_may_be_is_shown_before_anybody_is_made() -> None:
    client, officer = browser("front_door_officer")
    known = stored(someone(), officer)
    typed = {**NEW, "given": "Testina", "family": "Example", "line1": "9 Sample Street"}
    page = text(client.post("/people/new/", typed))
    assert f"/people/{known.person}/" in page
    assert "None of these: register" in page
    assert people(officer) == 1
    changed = text(client.post("/people/new/", {**typed, "next_step": "change"}))
    assert 'value="9 Sample Street"' in changed
    assert client.post("/people/new/", {**typed, "next_step": "make"}).status_code == 302
    assert people(officer) == 2


def test_sent_twice_makes_one() -> None:
    client, officer = browser("front_door_officer")
    form = {**NEW, "form_key": key_in(text(client.get("/people/new/"))), "next_step": "make"}
    first, second = client.post("/people/new/", form), client.post("/people/new/", form)
    assert first["Location"] == second["Location"]
    other_words = client.post("/people/new/", {**form, "given": "Otherina"})
    assert other_words.status_code == 409
    assert 'value="Otherina"' in text(other_words)
    assert people(officer) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"given": "", "family": ""}, "Enter a name"),
        ({"given": "x" * 121}, "must be 120 characters or fewer"),
        ({"given": "New\x00ina"}, "has a character that cannot be kept"),
        ({"kind": "robot"}, "Choose whether the person is born"),
        ({"kind": "unborn"}, "Enter the expected date of delivery"),
        (
            {"due_on_day": "9", "due_on_month": "4", "due_on_year": "2027"},
            "Enter a date of birth or a due date, not both",
        ),
        (typed_date("born_on", SOON), "today or in the past"),
        ({"nhs": "9434765918"}, "one of its numbers is mistyped"),
        ({"postcode": "here"}, "Enter the postcode in full"),
    ],
)
def test_what_cannot_be_right_is_said_and_stays_typed(typed: dict[str, str], said: str) -> None:
    client, officer = browser("front_door_officer")
    answer = client.post("/people/new/", {**NEW, "town": "Keptville", **typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="Keptville"' in text(answer)
    assert people(officer) == 0


def test_a_relative_is_tied_the_way_that_was_said() -> None:
    client, officer = browser("front_door_officer")
    mother = stored(someone(), officer)
    address = f"/people/{mother.person}/relative/"
    refused = client.post(address, {**NEW, **TIE, "responsibility": "yes"})
    assert "Say how you know" in text(refused)
    answer = client.post(address, {**NEW, **TIE, "responsibility": "yes", "evidence": "said so"})
    assert "is the mother" in text(client.get(address))
    page = text(client.get(answer["Location"]))
    assert "Testina Example has parental responsibility (said so)" in page


def test_a_coordinator_goes_on_seeing_whom_they_registered() -> None:
    client, _ = browser("cluster_coordinator")
    answer = client.post("/people/new/", NEW)
    assert "Newina Placeholder" in text(client.get(answer["Location"]))
    worker, _ = browser("family_support_worker")
    assert worker.get(answer["Location"]).status_code == 404


def test_what_is_learned_later_is_stored_once() -> None:
    client, officer = browser("front_door_officer")
    who = stored(child(), officer)
    start = f"/people/{who.person}/"
    for _ in range(2):
        client.post(start + "address/", {"kind": "home", "line1": "2 Sample Street", "postcode": "dn22 7aa"})
        client.post(start + "number/", {"kind": "nhs", "value": OTHER_NHS})
        client.post(
            start + "safe-contact/", {"known": "yes", "safe_words": "Never on Mondays", "forbids": ["post", "text"]}
        )
    page = text(client.get(start))
    assert "2 Sample Street, DN22 7AA" in page
    assert "Never on Mondays" in page
    assert "text, write by post" in page or "write by post, text" in page
    with fence.enter(officer):
        assert Address.objects.count() == 1
        assert Identifier.objects.count() == 1


def test_the_baby_is_born_once_and_stays_the_same_record() -> None:
    client, officer = browser("front_door_officer")
    baby = stored(unborn(), officer)
    form = {"born_on_day": "19", "born_on_month": "11", "born_on_year": "2026", "sex": "F", "given": "Tilly"}
    future = client.post(f"/people/{baby.person}/born/", {**form, **typed_date("born_on", SOON)})
    assert "today or in the past" in text(future)
    assert client.post(f"/people/{baby.person}/born/", form).status_code == 302
    again = client.post(f"/people/{baby.person}/born/", {**form, "given": "Other"})
    assert "This child was born already" in text(again)
    with fence.enter(officer):
        page = queries.person_for(officer, baby.person)
    assert page is not None
    assert (page.identity.name, page.records) == ("Tilly", (baby.record,))
    assert client.get(f"/people/{baby.person}/born/")["Location"] == f"/people/{baby.person}/"


@pytest.mark.parametrize(
    ("end", "form", "said"),
    [
        ("address/", {"kind": "home"}, "Enter the address, or at least the postcode"),
        ("address/", {"kind": "palace", "line1": "1 Sample Street"}, "Choose what the address is"),
        ("number/", {"kind": "nhs", "value": "1234567890"}, "Check the number"),
        ("number/", {"kind": "nhs", "value": "9" * 41}, "must be 40 characters or fewer"),
        ("safe-contact/", {"known": "maybe"}, "Choose whether safe contact is known"),
        ("safe-contact/", {"known": "yes", "safe_words": "a\x00b"}, "has a character that cannot be kept"),
        ("safe-contact/", {"known": "yes", "safe_words": "x" * 2001}, "must be 2,000 characters or fewer"),
        ("born/", {"sex": "F"}, "Enter the date of birth"),
    ],
)
def test_a_form_says_what_to_mend(end: str, form: dict[str, str], said: str) -> None:
    client, officer = browser("front_door_officer")
    who = stored(unborn(), officer)
    answer = client.post(f"/people/{who.person}/{end}", form)
    assert answer.status_code in {409, 422}
    assert said in text(answer)


def test_a_verified_number_of_somebody_else_tells_nothing_of_them() -> None:
    client, officer = browser("front_door_officer")
    for name in ("Marigoldina", "Otherina"):
        who = stored(someone(name, identifiers=()), officer)
        form = {"kind": "nhs", "value": NHS, "is_verified": "on"}
        answer = client.post(f"/people/{who.person}/number/", form, follow=True)
    assert "under query" in text(answer)
    assert "Marigoldina" not in text(answer)


def test_whoever_may_look_and_not_change_has_no_forms() -> None:
    client, asker = browser("family_support_worker")
    _, officer = browser("front_door_officer")
    who = stored(someone(), officer, asker.number)
    page = text(client.get(f"/people/{who.person}/"))
    assert "Testina Example" in page
    assert "Add an address" not in page
    assert client.post(f"/people/{who.person}/address/", {"kind": "home", "line1": "x"}).status_code == 404


def test_a_form_sent_after_the_session_ran_out_is_kept(client: Client) -> None:
    signed, officer = browser("front_door_officer")
    who = stored(someone(), officer)
    session = signed.session
    session["hub_used"] = session["hub_started"] = 1.0
    session.save()
    answer = signed.post(f"/people/{who.person}/address/", {"kind": "home", "line1": "5 Kept Street"})
    assert answer.status_code == 409
    with fence.enter(officer):
        from familyhub.core import drafts

        kept = drafts.kept(officer, "people:address", who.person)
    assert kept is not None
    assert kept.values["line1"] == ["5 Kept Street"]


def test_another_forms_key_is_not_taken_for_this_one() -> None:
    client, officer = browser("front_door_officer")
    one, other = stored(child("Tilly"), officer), stored(child("Tolly"), officer)
    key = str(uuid.uuid4())
    form = {"kind": "home", "line1": "1 Sample Street", "form_key": key}
    for who in (one, other):
        assert client.post(f"/people/{who.person}/address/", form).status_code == 302
    with fence.enter(officer):
        assert Address.objects.count() == 2
