"""What goes wrong in the forms outside sign-in: a clear message, the typed text kept, nothing stored twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from familyhub.referrals.models import Contact
from familyhub.web import signin
from tests.integration.web_refer.conftest import Typed, dated, in_days, open_link

pytestmark = pytest.mark.django_db
Stored = Callable[[type[Any]], list[Any]]
REFER, ASK = "/refer/new/", "/ask/new/"


def words_of(response: Any) -> str:
    return str(response.content.decode())


def shown_again(response: Any) -> str:
    assert response.status_code == 200
    page = words_of(response)
    assert "There is a problem" in page
    assert "<title>Error:" in page
    return page


def test_an_empty_referral_names_everything_that_is_missing(nurse: Client, stored: Stored) -> None:
    empty = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-lives": "with"}
    page = shown_again(nurse.post(REFER, empty))
    for message in (
        "Enter your name",
        "Enter your job",
        "Choose what the family said",
        "Enter how we can contact the family safely",
        "Choose at least one need that is not met",
        "Choose what supports this referral",
        "Enter what is happening",
        "Add the child, the unborn baby or the parent-to-be",
    ):
        assert message in page
    assert stored(Contact) == []


def test_a_form_without_any_of_its_parts_is_still_answered(nurse: Client, stored: Stored) -> None:
    assert "Part of the page was lost on the way" in shown_again(nurse.post(REFER, {}))
    assert "Part of the page was lost on the way" in shown_again(Client().post(ASK, {}))
    assert stored(Contact) == []


REFERRAL_FAULTS: list[tuple[Typed, str]] = [
    ({"name": "x" * 121}, "Your name must be 120 characters or fewer"),
    ({"name": "Nora\x00"}, "Your name has a character that cannot be kept"),
    ({"story": "x" * 10001}, "What is happening must be 10,000 characters or fewer"),
    ({"work_phone": "ring me"}, "Enter your work phone number with all its numbers"),
    ({"family_postcode": "somewhere"}, "Enter the family&#x27;s postcode in full"),
    ({"agreement": "maybe"}, "Choose what the family said from the list"),
    ({"agreement": "refused"}, "Enter what the family said"),
    ({"agreement": "not_asked"}, "Enter why the family has not been asked"),
    ({"level": "9"}, "Choose the level of need as you see it from the list"),
    ({"needs": ["2", "nonsense"]}, "Choose at least one need that is not met from the list"),
    ({"needs": []}, "Choose at least one need that is not met"),
    ({"words_9": ""}, "Enter what is not met in “Secure housing”"),
    ({"evidence": "assessment", "assessed_on_day": ""}, "The date of the assessment must include a day"),
    ({"evidence": "e_referral"}, "Enter the reference of the latest assessment"),
    (dated("assessed_on", 2), "The date of the assessment must be on or before"),
    ({"people-2-role": "grown-up"}, "Choose who this person is from the list"),
    ({"people-2-role": ""}, "Choose who this person is"),
    ({"people-2-given": "", "people-2-family": ""}, "Enter the child&#x27;s name, or describe the child"),
    ({"people-2-given": "x" * 81}, "The first name must be 80 characters or fewer"),
    ({"people-2-born_on_month": "13"}, "The child&#x27;s date of birth must be a real date"),
    ({"people-2-born_on_year": ""}, "The child&#x27;s date of birth must include a year"),
    ({"people-2-born_on_year": "1921"}, "The child&#x27;s date of birth must be on or after"),
    (dated("people-2-born_on", 1), "The child&#x27;s date of birth must be on or before"),
    (dated("people-2-due_on", 30), "A child who is born has no due date"),
    (dated("people-1-born_on", -30), "A baby has a date of birth or a due date, not both"),
    (dated("people-1-due_on", 290), "The due date must be on or before"),
    (dated("people-1-due_on", -40), "The due date must be on or after"),
    ({f"people-1-due_on_{part}": "" for part in in_days(0)}, "Enter the due date, as near as you know"),
    ({"people-0-has_responsibility": ""}, "Choose whether this person has parental responsibility"),
    ({"people-0-lives": "elsewhere", "people-0-postcode": "x"}, "Enter the postcode in full"),
    ({"people-TOTAL_FORMS": "100000"}, "That is more people than one form holds"),
    ({"people-TOTAL_FORMS": "many"}, "Part of the page was lost on the way"),
]


@pytest.mark.parametrize(("fault", "message"), REFERRAL_FAULTS, ids=[message for _, message in REFERRAL_FAULTS])
def test_a_fault_in_a_referral_is_named_and_what_was_typed_is_kept(
    nurse: Client, referral: Typed, stored: Stored, fault: Typed, message: str
) -> None:
    page = shown_again(nurse.post(REFER, referral | fault))
    assert message in page
    assert "Not talking yet at three" in page
    assert "Text first. Never ring the house phone." in page
    assert stored(Contact) == []


ASK_FAULTS: list[tuple[Typed, str]] = [
    ({"given": ""}, "Enter your first name"),
    ({"given": "x" * 81}, "Your first name must be 80 characters or fewer"),
    ({"words": "x\x00"}, "What is happening has a character that cannot be kept"),
    ({"ways": []}, "Choose a way that is safe for you"),
    ({"ways": ["pigeon"]}, "Choose a way that is safe for you from the list"),
    ({"ways": ["call", "none"]}, "Tick the ways that are safe, or tick that none is safe"),
    ({"phone": ""}, "Enter your phone number"),
    ({"leave_message": ""}, "Choose if it is safe to leave a message"),
    ({"ways": ["email"]}, "Enter your email address"),
    ({"ways": ["email"], "email": "me"}, "Enter your email address in full"),
    ({"ways": ["letter"], "postcode": ""}, "Enter your address and postcode, so that a letter can reach you"),
    ({"postcode": "1"}, "Enter your postcode in full"),
    ({"wishes": ["99"]}, "Choose what would help from the list"),
    ({"wishes": [], "words": " "}, "Tick what would help, or tell us in your own words"),
    ({"children-0-is_born": ""}, "Choose if this child is born"),
    ({"children-0-child_given": ""}, "Enter the child&#x27;s first name"),
    (dated("children-0-due_on", 30), "Choose “Not yet”, or take the due date out"),
    (dated("children-1-born_on", -30), "Choose “Yes”, or take the date of birth out"),
    (dated("children-1-due_on", 300), "The due date must be on or before"),
    ({"children-TOTAL_FORMS": "50"}, "That is more people than one form holds"),
]


@pytest.mark.parametrize(("fault", "message"), ASK_FAULTS, ids=[message for _, message in ASK_FAULTS])
def test_a_fault_in_a_parents_form_is_named_and_what_was_typed_is_kept(
    asked: Typed, stored: Stored, fault: Typed, message: str
) -> None:
    page = shown_again(Client().post(ASK, asked | fault))
    assert message in page
    assert "weekdays before 3pm" in page
    assert 'value="Specimen"' in page
    assert stored(Contact) == []


def test_a_referral_sent_twice_or_from_two_tabs_counts_once(nurse: Client, referral: Typed, stored: Stored) -> None:
    first = nurse.post(REFER, referral)
    again = nurse.post(REFER, referral)
    other_tab = nurse.post(REFER, referral | {"form_key": str(uuid.uuid4())})
    no_key = nurse.post(REFER, referral | {"form_key": "nonsense"})
    assert first["Location"] == again["Location"] == other_tab["Location"] == no_key["Location"]
    assert len(stored(Contact)) == 1


def test_a_key_used_with_other_words_stores_nothing_and_says_so(nurse: Client, referral: Typed, stored: Stored) -> None:
    nurse.post(REFER, referral)
    page = shown_again(nurse.post(REFER, referral | {"story": "Another story"}))
    assert "You sent this form before with other words" in page
    assert "Another story" in page
    assert len(stored(Contact)) == 1


def test_another_referrers_key_stores_their_own_referral_and_shows_nothing_of_mine(
    nurse: Client, colleague: Client, referral: Typed, stored: Stored
) -> None:
    mine = nurse.post(REFER, referral)
    theirs = colleague.post(REFER, referral)
    assert theirs.status_code == 302
    assert theirs["Location"] != mine["Location"]
    assert len(stored(Contact)) == 2


def test_answering_before_anything_was_asked_stores_nothing(nurse: Client, referral: Typed, stored: Stored) -> None:
    nurse.post(REFER, referral)
    address = f"/refer/{stored(Contact)[0].id}/answer/"
    page = shown_again(nurse.post(address, {"evidence": "none", "words": "Out of order"}))
    assert "does not wait for anything from you" in page
    assert "Out of order" in page


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "' OR 1=1 --", "Zażółć 🙂 مرحبا"])
def test_any_words_are_kept_as_words(nurse: Client, referral: Typed, stored: Stored, text: str) -> None:
    again = words_of(nurse.post(REFER, referral | {"story": text, "name": ""}))
    assert "<script>alert" not in again
    assert nurse.post(REFER, referral | {"story": text}).status_code == 302
    assert stored(Contact)[0].story == text


def test_a_referral_sent_after_the_session_ran_out_is_kept_and_not_sent(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    session = nurse.session
    session[signin.STARTED] = session[signin.USED] = session[signin.STARTED] - 3 * 3600
    session.save()
    assert nurse.post(REFER, referral).status_code == 409
    assert stored(Contact) == []
    again = open_link("nurse@retford-health.example")
    page = words_of(again.get(REFER))
    assert "Notice to leave by the end of the month" in page
    assert again.post(REFER, referral).status_code == 302
    assert len(stored(Contact)) == 1


@pytest.mark.parametrize("address", [ASK, "/refer/"])
def test_a_browser_tells_where_a_public_form_came_from(db: None, address: str) -> None:
    """With "no-referrer" a browser says that a form came from nowhere, and the form is refused as forged."""
    page = words_of(Client().get(address))
    assert '<meta name="referrer" content="same-origin">' in page
    assert "no-referrer" not in page.replace('rel="nofollow noreferrer"', "")
