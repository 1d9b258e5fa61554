"""A professional refers a family: what is stored, what comes back, and what stops nothing at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.referrals.models import Contact, Request, Return, Subject, SubjectPlace, UnmetNeed
from familyhub.referrals.terms.requests import SOURCE_SELF, State
from tests.integration.web_refer.conftest import Typed, mother, open_link

pytestmark = pytest.mark.django_db
Stored = Callable[[type[Any]], list[Any]]
NEW = "/refer/new/"


def words_of(response: Any) -> str:
    return str(response.content.decode())


def send(client: Client, typed: Typed) -> Any:
    return client.post(NEW, typed)


def test_a_whole_referral_reaches_the_front_door_as_typed(nurse: Client, referral: Typed, stored: Stored) -> None:
    response = send(nurse, referral)
    assert response.status_code == 302
    (request,), (contact,) = stored(Request), stored(Contact)
    assert (request.state, request.lane) == (State.RECEIVED.value, "early_help")
    assert response["Location"] == f"/refer/{contact.id}/sent/"
    assert (contact.source, contact.agency, contact.sender_email) == (
        "3C",
        "Retford Example Health",
        "nurse@retford-health.example",
    )
    assert (contact.level_seen, contact.evidence, contact.agreement) == (3, "assessment", "agreed")
    subjects = sorted(stored(Subject), key=lambda one: one.number)
    assert [(one.role, one.given, one.has_responsibility) for one in subjects] == [
        ("parent", "Testina", "yes"),
        ("unborn", "", ""),
        ("child", "Tommy", ""),
    ]
    assert [(one.born_on is None, one.due_on is None) for one in subjects] == [
        (True, True),
        (True, False),
        (False, True),
    ]
    phones = {one.subject_id: one.phone for one in stored(SubjectPlace)}
    assert phones[subjects[0].id] == "+447700900982"
    assert {one.postcode for one in stored(SubjectPlace)} == {"DN22 7AA"}
    assert {(one.need, one.words) for one in stored(UnmetNeed)} == {
        ("2", "Not talking yet at three"),
        ("9", "Notice to leave by the end of the month"),
    }


def test_the_confirmation_and_the_list_show_the_reference_and_the_exact_words(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    page = nurse.post(NEW, referral, follow=True)
    reference = stored(Request)[0].reference
    for shown in (words_of(page), words_of(nurse.get("/refer/mine/"))):
        assert reference in shown
        assert "We have what you sent. Somebody at the front door will look at it." in shown
        assert "Testina" not in shown
        assert "DN22" not in shown
    assert "no-store" in page["Cache-Control"]


def test_without_evidence_it_comes_back_with_a_date_and_is_answered(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    page = words_of(nurse.post(NEW, referral | {"evidence": "none"}, follow=True))
    assert "There is no assessment, and no e-referral that cites one" in page
    contact = stored(Contact)[0]
    assert [one.reason for one in stored(Return)] == ["no_assessment"]
    answer = {
        "form_key": str(uuid.uuid4()),
        "evidence": "e_referral",
        "assessment_reference": "EHAF 12",
        "action_wanted": "A place in a speech group",
    }
    address = f"/refer/{contact.id}/answer/"
    assert "EHAF" in words_of(nurse.get(address))
    assert nurse.post(address, {"form_key": "", "evidence": "none"}).status_code == 200
    first = nurse.post(address, answer)
    assert first.status_code == 302
    again = nurse.post(address, answer)
    assert again["Location"] == first["Location"]
    assert "We have what you added" in words_of(nurse.get("/refer/mine/"))
    late = nurse.post(address, answer | {"form_key": str(uuid.uuid4()), "assessment_reference": "EHAF 13"})
    assert "does not wait for anything from you" in words_of(late)
    assert nurse.get(address)["Location"] == "/refer/mine/"


def test_a_safeguarding_concern_goes_to_the_mash_lane_whatever_is_missing(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    typed = {
        "form_key": referral["form_key"],
        "is_safeguarding": "on",
        "story": "Bruises on the arm.",
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-lives": "with",
    }
    assert send(nurse, typed).status_code == 302
    (request,) = stored(Request)
    assert (request.lane, request.state) == ("mash", State.ESCALATED.value)
    assert stored(Return) == []
    assert stored(Subject) == []


def test_an_empty_safeguarding_form_asks_for_a_few_words(nurse: Client, stored: Stored) -> None:
    typed = {"is_safeguarding": "on", "people-TOTAL_FORMS": "0", "people-INITIAL_FORMS": "0"}
    assert "a few words are enough" in words_of(send(nurse, typed))
    assert stored(Contact) == []


def test_a_tick_that_says_false_relaxes_nothing(nurse: Client, referral: Typed, stored: Stored) -> None:
    page = words_of(send(nurse, referral | {"is_safeguarding": "false", "needs": []}))
    assert "Choose at least one need that is not met" in page
    assert stored(Contact) == []


def test_a_hidden_address_is_kept_in_a_compartment_of_its_own(nurse: Client, referral: Typed, stored: Stored) -> None:
    assert send(nurse, referral | {"family_hidden": "on"}).status_code == 302
    assert stored(SubjectPlace) == []
    assert stored(Request) == []
    with fence.enter(Asker(Kind.SYSTEM, uuid.uuid4(), wide=frozenset({"referrals", "hidden"}))):
        assert [(row.place, row.postcode) for row in Request.objects.all()] == [("protected", "")]


def test_somebody_who_lives_elsewhere_has_their_own_place(nurse: Client, referral: Typed, stored: Stored) -> None:
    elsewhere = {"people-0-lives": "elsewhere", "people-0-postcode": "NG18 1AE"}
    assert send(nurse, referral | elsewhere).status_code == 302
    roles = {one.id: one.role for one in stored(Subject)}
    assert {roles[one.subject_id]: one.postcode for one in stored(SubjectPlace)} == {
        "parent": "NG18 1AE",
        "unborn": "DN22 7AA",
        "child": "DN22 7AA",
    }


def test_a_local_source_reports_as_its_national_code(nurse: Client, referral: Typed, stored: Stored) -> None:
    assert send(nurse, referral | {"source": "3D-MIDWIFE"}).status_code == 302
    contact = stored(Contact)[0]
    assert (contact.source, contact.source_detail) == ("3D", "3D-MIDWIFE")


@pytest.mark.parametrize("source", ["9", "10", SOURCE_SELF, "3C\x00", "nonsense"])
def test_a_source_that_is_no_agency_is_refused(nurse: Client, referral: Typed, stored: Stored, source: str) -> None:
    page = words_of(send(nurse, referral | {"source": source}))
    assert "Choose what kind of service it is from the list" in page
    assert stored(Contact) == []


def test_who_you_are_is_there_the_next_time(nurse: Client, referral: Typed) -> None:
    send(nurse, referral)
    page = words_of(nurse.get(NEW))
    for said in ("Nora Sample", "School nurse", "Retford Example Health", "01632 960001"):
        assert said in page
    assert "Testina" not in page


def test_save_and_finish_later_keeps_everything_and_sends_nothing(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    assert nurse.post(NEW, referral | {"later": "yes"})["Location"] == "/refer/mine/"
    assert stored(Contact) == []
    assert "not finished" in words_of(nurse.get("/refer/mine/"))
    page = words_of(nurse.get(NEW))
    for said in ("Testina", "Tommy", "Not talking yet at three", "DN227AA", "Tuesday clinic"):
        assert said.lower() in page.lower()
    assert "There is a problem" not in page
    send(nurse, referral)
    assert "not finished" not in words_of(nurse.get("/refer/mine/"))
    assert len(stored(Contact)) == 1


def test_what_is_typed_is_kept_while_typing_and_can_be_removed(nurse: Client, colleague: Client) -> None:
    assert nurse.post("/drafts/refer:new/", {"story": "Half a sentence"}).status_code == 204
    assert "Half a sentence" in words_of(nurse.get(NEW))
    assert "Half a sentence" not in words_of(colleague.get(NEW))
    nurse.post("/refer/new/remove/")
    assert "Half a sentence" not in words_of(nurse.get(NEW))


def test_add_another_person_keeps_what_was_typed_without_complaint(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    page = words_of(nurse.post(NEW, {**referral, "name": "", "add": "people"}))
    assert 'name="people-3-role"' in page
    assert 'value="Testina"' in page
    assert "There is a problem" not in page
    assert stored(Contact) == []
    page = words_of(nurse.post(NEW, {**referral, "remove": "people-0"}))
    assert 'name="people-2-role"' not in page
    assert 'value="Testina"' not in page
    assert 'value="Tommy"' in page


def test_nobody_reads_or_answers_another_referrers_referral(
    nurse: Client, colleague: Client, referral: Typed, stored: Stored
) -> None:
    send(nurse, referral | {"evidence": "none"})
    contact, reference = stored(Contact)[0].id, stored(Request)[0].reference
    unknown = uuid.uuid4()
    for last in ("sent/", "answer/"):
        theirs, nobodys = colleague.get(f"/refer/{contact}/{last}"), colleague.get(f"/refer/{unknown}/{last}")
        assert (theirs.status_code, nobodys.status_code) == (404, 404)
        assert reference not in words_of(theirs)
    posted = colleague.post(f"/refer/{contact}/answer/", {"evidence": "none", "words": "Mine now"})
    assert posted.status_code == 404
    assert reference not in words_of(colleague.get("/refer/mine/"))


def test_without_a_link_every_page_leads_to_the_way_in(db: None) -> None:
    for address in (NEW, "/refer/mine/", f"/refer/{uuid.uuid4()}/sent/"):
        assert Client().get(address)["Location"] == "/refer/"


def test_a_parent_alone_who_expects_a_baby_can_be_referred(nurse: Client, referral: Typed, stored: Stored) -> None:
    typed = {name: value for name, value in referral.items() if not name.startswith("people-")}
    typed |= {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", **mother()}
    assert "Add the child, the unborn baby or the parent-to-be" in words_of(send(nurse, typed))
    assert send(nurse, typed | {"people-0-is_expecting": "on"}).status_code == 302
    assert [one.described_as for one in stored(Subject)] == ["Expecting a baby"]


def test_the_same_address_is_the_same_referrer(nurse: Client, referral: Typed) -> None:
    send(nurse, referral)
    assert "Tuesday clinic" in words_of(open_link("Nurse@Retford-Health.example").get("/refer/mine/"))
