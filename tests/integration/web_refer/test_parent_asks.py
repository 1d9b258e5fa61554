"""A parent asks for help without an account: what is stored, what is shown, and what is left behind."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.referrals.models import Contact, Request, Subject, SubjectPlace, UnmetNeed
from familyhub.web.ask import views
from tests.integration.web_refer.conftest import Typed

pytestmark = pytest.mark.django_db
Stored = Callable[[type[Any]], list[Any]]
NEW = "/ask/new/"


def words_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def browser() -> Client:
    return Client()


def test_a_parents_words_reach_the_front_door_as_their_own_request(
    browser: Client, asked: Typed, stored: Stored
) -> None:
    assert browser.post(NEW, asked).status_code == 302
    (contact,) = stored(Contact)
    assert (contact.channel, contact.source, contact.agreement, contact.evidence) == (
        "self",
        "1C",
        "own_request",
        "none",
    )
    assert contact.engage_safely == "Safe: phone call, text. Do not leave a message. When: weekdays before 3pm."
    assert contact.story == "Money is short and we argue."
    subjects = sorted(stored(Subject), key=lambda one: one.number)
    assert [(one.role, one.given, one.family, one.has_responsibility) for one in subjects] == [
        ("parent", "Sabina", "Specimen", ""),
        ("child", "Sol", "Specimen", ""),
        ("unborn", "", "Specimen", ""),
    ]
    assert sorted(one.phone for one in stored(SubjectPlace)) == ["", "", "+447700900983"]
    assert sorted(one.need for one in stored(UnmetNeed)) == ["10", "5"]
    assert stored(Request)[0].state == "received"


def test_the_confirmation_shows_the_reference_the_words_and_the_helplines_and_no_name(
    browser: Client, asked: Typed, stored: Stored
) -> None:
    page = browser.post(NEW, asked, follow=True)
    shown = words_of(page)
    for said in (
        stored(Request)[0].reference,
        "We have what you sent. Somebody at the front door will look at it.",
        "999",
        "0808 2000 247",
        "Exit this page",
    ):
        assert said in shown
    for secret in ("Sabina", "Specimen", "NG18", "Sample Road"):
        assert secret not in shown
        assert secret not in page.request["PATH_INFO"]


def test_every_step_has_a_way_out_and_leaves_nothing_in_the_browser(browser: Client, asked: Typed) -> None:
    pages = [browser.get("/ask/"), browser.get(NEW), browser.post(NEW, {}), browser.post(NEW, asked, follow=True)]
    pages.append(browser.get("/ask/sent/forged/"))
    for page in pages:
        assert "Exit this page" in words_of(page)
        assert "no-store" in page["Cache-Control"]
        assert "data-draft-url" not in words_of(page)
    assert set(browser.cookies) <= {"csrf"}
    assert all(cookie["max-age"] == "" and cookie["expires"] == "" for cookie in browser.cookies.values())
    form = words_of(browser.get(NEW))
    boxes = re.findall(r'<input [^>]*name="(?:given|family|phone|email|line|postcode|times)"[^>]*>', form)
    assert len(boxes) == 7
    assert all('autocomplete="off"' in box for box in boxes)


def test_safety_is_asked_before_any_way_to_reach_them(browser: Client) -> None:
    page = words_of(browser.get(NEW))
    order = [page.index(f'name="{name}"') for name in ("ways", "phone", "email", "given", "wishes", "line")]
    assert order == sorted(order)
    start = words_of(browser.get("/ask/"))
    assert start.index("999") < start.index("0808 2000 247") < start.index("What happens")


def test_somebody_who_cannot_be_contacted_safely_can_still_ask(browser: Client, asked: Typed, stored: Stored) -> None:
    typed = asked | {"ways": ["none"], "phone": "", "leave_message": "", "times": ""}
    assert browser.post(NEW, typed).status_code == 302
    said = "It is not safe to contact this person. They will come back to us."
    assert stored(Contact)[0].engage_safely == said
    page = words_of(browser.post(NEW, typed | {"form_key": str(uuid.uuid4()), "words": "Once more"}, follow=True))
    assert "Come back with your code" in page
    assert "Somebody contacts you" not in page
    assert "Somebody contacts you only in the way you said is safe" in words_of(
        browser.post(NEW, asked | {"form_key": str(uuid.uuid4())}, follow=True)
    )


def test_a_secret_address_is_kept_in_a_compartment_of_its_own(browser: Client, asked: Typed, stored: Stored) -> None:
    assert browser.post(NEW, asked | {"is_hidden": "on"}).status_code == 302
    assert stored(SubjectPlace) == []
    assert stored(Request) == []
    with fence.enter(Asker(Kind.SYSTEM, uuid.uuid4(), wide=frozenset({"referrals", "hidden"}))):
        assert [(row.place, row.postcode) for row in Request.objects.all()] == [("protected", "")]


def test_a_name_and_a_wish_are_enough(browser: Client, stored: Stored) -> None:
    typed = {
        "ways": ["none"],
        "given": "Sabina",
        "words": "Help",
        "children-TOTAL_FORMS": "1",
        "children-INITIAL_FORMS": "0",
    }
    assert browser.post(NEW, typed).status_code == 302
    assert [one.role for one in stored(Subject)] == ["parent"]
    assert stored(Request)[0].place == "no_postcode"


def test_a_name_that_is_known_changes_nothing_on_the_page(browser: Client, asked: Typed) -> None:
    def told(typed: Typed) -> str:
        page = words_of(browser.post(NEW, typed, follow=True))
        return re.sub(r"FH-[0-9A-Z]{3}-[0-9A-Z]{4}|n0nce|nonce=\"[^\"]+\"|value=\"[^\"]+\"", "", page)

    first = told(asked)
    second = told(asked | {"form_key": str(uuid.uuid4()), "words": "The same family once more."})
    assert first == second


def test_two_presses_and_two_tabs_are_one_request_with_one_confirmation(
    browser: Client, asked: Typed, stored: Stored
) -> None:
    first = browser.post(NEW, asked)
    again = browser.post(NEW, asked)
    other_tab = Client().post(NEW, asked | {"form_key": str(uuid.uuid4())})
    assert first["Location"] == again["Location"] == other_tab["Location"]
    assert len(stored(Contact)) == 1


def test_going_back_and_sending_other_words_is_told_and_counts_only_when_meant(
    browser: Client, asked: Typed, stored: Stored
) -> None:
    browser.post(NEW, asked)
    page = words_of(browser.post(NEW, asked | {"words": "Other words"}))
    assert "You sent this form before with other words" in page
    assert "Other words" in page
    assert len(stored(Contact)) == 1
    (key,) = re.findall(r'name="form_key" value="([^"]+)"', page)
    assert browser.post(NEW, asked | {"words": "Other words", "form_key": key}).status_code == 302
    assert len(stored(Contact)) == 2


FORGED = {
    "forged": "forged",
    "without salt": signing.dumps("FH-2AA-2222"),
    "other salt": signing.dumps("x", salt="other"),
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_confirmation_shows_no_reference(browser: Client, how: str) -> None:
    token = FORGED[how]
    page = browser.get(f"/ask/sent/{token}/")
    assert page.status_code == 410
    assert "FH-" not in words_of(page)


def test_a_confirmation_closes_after_an_hour(
    browser: Client, asked: Typed, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = browser.post(NEW, asked)["Location"]
    monkeypatch.setattr(views, "SHOWN_FOR", -1)
    page = browser.get(address)
    assert page.status_code == 410
    assert stored(Request)[0].reference not in words_of(page)
    assert "If you sent us a form, we have it" in words_of(page)


def test_how_to_refer_names_the_routes_the_levels_and_their_date(browser: Client) -> None:
    page = words_of(browser.get("/how-to-refer/"))
    for said in ("whole-family assessment", "e-referral", "Pathway to Provision, version 5", "1 November 2015"):
        assert said in page
    for href in ('href="/ask/"', 'href="/refer/"'):
        assert href in page


def code_in(page: Any) -> str:
    return str(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", words_of(page))[0])


def test_what_was_typed_is_kept_behind_a_code_shown_once_and_opens_once(
    browser: Client, asked: Typed, stored: Stored
) -> None:
    kept = browser.post(NEW, asked | {"later": "yes"})
    assert stored(Contact) == []
    assert "Sabina" not in words_of(kept) and "no-store" in kept["Cache-Control"]
    code = code_in(kept)
    assert code not in words_of(browser.get(NEW)) + str(browser.cookies)
    next_person = words_of(browser.get(NEW))
    assert "Sabina" not in next_person and "Money is short" not in next_person
    opened = Client().post("/ask/back/", {"code_typed": code.lower().replace("-", " ")})
    assert opened.status_code == 200
    assert 'value="Sabina"' in words_of(opened) and "Money is short and we argue." in words_of(opened)
    again = Client().post("/ask/back/", {"code_typed": code})
    assert again.status_code == 422
    assert "We have nothing under that code" in words_of(again)


def test_the_stored_draft_names_nobody_and_holds_no_code(browser: Client, asked: Typed, stored: Stored) -> None:
    from familyhub.core.models import Draft

    code = code_in(browser.post(NEW, asked | {"later": "yes"})).replace("-", "")
    for row in stored(Draft):
        whole = "".join(str(getattr(row, f.attname)) for f in Draft._meta.concrete_fields)
        assert "Sabina" not in whole and code not in whole


def test_with_a_code_a_parent_reads_how_it_stands_in_words_that_are_their_own(browser: Client, asked: Typed) -> None:
    sent = browser.post(NEW, asked)["Location"]
    code = code_in(browser.post(sent))
    once = browser.post(sent)
    assert "A code was shown already" in words_of(once) and code not in words_of(once)
    page = words_of(Client().post("/ask/back/", {"code_typed": code}))
    assert "Received" in page and "Somebody at the front door will look at it" in page
    for secret in ("Sabina", "NG18", "MASH", "team", "worker"):
        assert secret not in page


BAD_CODES = {"empty": "", "short": "ABC", "wrong": "2222-2222-2222", "letters": "OOOO-IIII-LLLL", "long": "A" * 39}


@pytest.mark.parametrize("how", BAD_CODES)
def test_a_wrong_code_opens_nothing_and_says_what_to_do(browser: Client, how: str) -> None:
    page = browser.post("/ask/back/", {"code_typed": BAD_CODES[how]})
    assert page.status_code == 422
    assert "Enter your code" in words_of(page) or "Check each sign" in words_of(page)


def test_codes_cannot_be_tried_without_end(browser: Client) -> None:
    answers = [browser.post("/ask/back/", {"code_typed": "2222-2222-2222"}).status_code for _ in range(21)]
    assert answers[:20] == [422] * 20
    assert answers[20] == 429


def test_harm_at_home_is_seen_before_what_is_not(browser: Client, asked: Typed, stored: Stored) -> None:
    browser.post(NEW, asked)
    browser.post(NEW, asked | {"wishes": ["8"], "form_key": str(uuid.uuid4())})
    assert sorted(request.rank for request in stored(Request)) == [2, 5]
