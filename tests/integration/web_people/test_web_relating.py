"""What people on record are to each other: said, corrected, ended; by whoever registers or works with them."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from familyhub.core import drafts, fence
from familyhub.core.asker import Asker
from familyhub.people.models import Relationship
from familyhub.people.new import Registered
from tests.integration.people.invented import child, someone
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db
YES = {"responsibility": "yes", "known_by": "order", "evidence": "Order of 3 May 2024, seen by me", "lives_with": "no"}
SINCE = {"responsible_since_day": "3", "responsible_since_month": "5", "responsible_since_year": "2024"}


def two(officer: Asker) -> tuple[Registered, Registered]:
    """A father and a child who are on record and nothing to each other."""
    return stored(someone("Dadley", "Example", identifiers=()), officer), stored(child("Tilly", "Example"), officer)


def related(client: Client, officer: Asker) -> tuple[str, Registered, Registered, uuid.UUID]:
    """The same, where the father has parental responsibility by an order: his page, both, and the relationship."""
    dad, tilly = two(officer)
    typed = {"other": str(tilly.record), "given": "Tilly", "family": "", "tie": "known:father", **YES, **SINCE}
    answer = client.post(f"/people/{dad.person}/relationship/", typed)
    assert answer.status_code == 302, text(answer)
    with fence.enter(officer):
        tie = Relationship.objects.get(valid_to__isnull=True)
    return answer["Location"], dad, tilly, tie.id


def test_somebody_known_is_found_by_name_and_related_with_the_source_and_the_day() -> None:
    client, officer = browser("front_door_officer")
    dad, tilly = two(officer)
    address = f"/people/{dad.person}/relationship/"
    assert "Look for them" in text(client.get(address))
    looked = text(client.post(address, {"given": "Tilly", "family": "", "evidence": "Kept words", "next_step": "look"}))
    assert "Tilly Example, " in looked
    assert 'value="Kept words"' in looked
    nobody = text(client.post(address, {"given": "Zzyzx", "family": "", "next_step": "look"}))
    assert "Nobody whom you may see was found by that name" in nobody
    typed = {"other": str(tilly.record), "given": "Tilly", "family": "", "tie": "known:father", **YES, **SINCE}
    assert client.post(address, typed).status_code == 302
    for number in (dad.person, tilly.person):
        page = text(client.get(f"/people/{number}/"))
        assert "Dadley Example has parental responsibility since 3 May 2024" in page
        assert "(court order seen: Order of 3 May 2024, seen by me)" in page
    assert "A relationship was recorded: father." in text(client.get(f"/people/{dad.person}/timeline/"))
    again = client.post(address, {**typed, "lives_with": "yes"})
    assert again.status_code == 409
    assert "on record already: go back and correct that one" in text(again)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"known_by": ""}, "Choose how it is known"),
        ({"evidence": ""}, "Say how you know"),
        ({"responsible_since_year": "2090"}, "not in the future"),
        ({"other": ""}, "Choose who it is, or look for them by name"),
        ({"tie": ""}, "Choose what they are to each other"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(change: dict[str, str], said: str) -> None:
    client, officer = browser("front_door_officer")
    dad, tilly = two(officer)
    typed = {"other": str(tilly.record), "given": "Tilly", "family": "", "tie": "known:father", **YES, **SINCE}
    answer = client.post(f"/people/{dad.person}/relationship/", {**typed, **change})
    assert answer.status_code in {409, 422}
    assert said in text(answer)
    assert 'value="Tilly"' in text(client.get(f"/people/{dad.person}/relationship/"))


def test_one_is_corrected_with_a_reason_and_the_old_one_stays() -> None:
    client, officer = browser("front_door_officer")
    home, dad, tilly, tie = related(client, officer)
    address = f"{home}relationship/{tie}/"
    form = text(client.get(address))
    assert re.search(r'value="known:father" selected', form)
    assert "Order of 3 May 2024, seen by me" in form
    typed = {"tie": "known:step_parent", "responsibility": "no", "evidence": "", "lives_with": "yes"}
    refused = client.post(address, {**typed, "end_words": ""})
    assert "Enter why it is corrected" in text(refused)
    assert client.post(address, {**typed, "end_words": "The order names somebody else"}).status_code == 302
    with fence.enter(officer):
        assert drafts.kept(officer, "people:correct_tie", dad.person) is None
    page = text(client.get(f"/people/{tilly.person}/"))
    assert "Dadley Example does not have parental responsibility" in page
    assert "Earlier relationships" in page
    assert "what was known of it was corrected. The order names somebody else" in page
    assert "A relationship is on record no longer (father)" in text(client.get(f"{home}timeline/"))


def test_one_that_ended_is_on_record_as_an_earlier_one() -> None:
    client, officer = browser("front_door_officer")
    home, dad, tilly, tie = related(client, officer)
    address = f"{home}relationship/{tie}/end/"
    assert "Enter the day on which it ended" in text(
        client.post(address, {"reason": "over", "end_words": "The order was discharged"})
    )
    day = {"ended_on_day": "1", "ended_on_month": "6", "ended_on_year": "2026"}
    answer = client.post(address, {"reason": "over", "end_words": "The order was discharged", **day}, follow=True)
    page = text(answer)
    assert "No relationship is on record" in page
    assert "until 1 Jun 2026: it has ended. The order was discharged" in page
    assert client.get(address).status_code == 404


def test_a_relationship_is_reached_by_its_own_person_alone() -> None:
    client, officer = browser("front_door_officer")
    home, dad, tilly, tie = related(client, officer)
    other = stored(child("Otherina", "Example"), officer)
    for end in ("", "end/"):
        assert client.get(f"/people/{other.person}/relationship/{tie}/{end}").status_code == 404
        assert client.get(f"/people/{tilly.person}/relationship/{tie}/{end}").status_code == 200


def test_a_worker_without_the_case_adds_nothing() -> None:
    client, worker = browser("family_support_worker")
    _, officer = browser("front_door_officer")
    who = stored(someone(), officer, worker.number)
    assert "Add a relationship" not in text(client.get(f"/people/{who.person}/"))
    for end in ("relationship/", "reach/", "address/", "safe-contact/"):
        assert client.get(f"/people/{who.person}/{end}").status_code == 404
        assert client.post(f"/people/{who.person}/{end}", {}).status_code == 404


def test_a_phone_number_says_what_is_safe() -> None:
    client, officer = browser("front_door_officer")
    who = stored(child("Tilly", "Example"), officer)
    address = f"/people/{who.person}/reach/"
    assert "Enter the phone number" in text(client.post(address, {"kind": "phone"}))
    typed = {"kind": "phone", "phone": "07700 900321", "may_text": "yes", "may_voice": "no"}
    page = text(client.post(address, typed, follow=True))
    assert "07700 900321" in page
    assert "Text: yes" in page and "Call: no" in page
    page = text(client.post(address, {"kind": "email", "email": "till@example.org", "may_write": "yes"}, follow=True))
    assert "till@example.org" in page
