"""A partner's link: scoped, forwarded, guessed, withdrawn, over; read as often as one likes and answered once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.messages.models import Message
from familyhub.messages.policy import Outgoing
from familyhub.messages.terms import Audience, Way
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.mash.links import DOOR
from familyhub.referrals.actions.mash.partners import SALT
from familyhub.referrals.asked_at_sending import link_is_open
from familyhub.referrals.models import (
    Contact,
    Enquiry,
    InformationRequest,
    InformationSubject,
    LinkCode,
    PartnerAnswer,
    Subject,
)
from familyhub.referrals.queries import mash as workspace
from familyhub.referrals.queries import meanwhile, partner_view
from familyhub.referrals.terms.mash import Due
from familyhub.sharing.actions.partner_door import AnsweredAlready, LinkOver, WrongCode
from familyhub.sharing.partner_links import partner, signed
from tests.integration.people.invented import registered, someone, staff
from tests.integration.referrals.conftest import NOW, Office
from tests.integration.referrals.test_mash import ALL, enquiry_about, maker

__all__ = ["maker"]
EMAIL = "head@school.example"


class Asked:
    """One question to a school about the child alone."""

    def __init__(self, maker: Asker, due: Due = Due.DECISION, at: datetime = NOW) -> None:
        self.got, self.enquiry = enquiry_about()
        with fence.enter(maker):
            child = Subject.objects.get(contact=self.got.contact, role="child")
            new = mash.NewQuestion("Example School", "Head Sample", EMAIL, "Was the child in school?", (child.id,), due)
            self.number = mash.ask_partner(enquiry=self.enquiry, new=new, by=maker, at=at, link_path="/information/{}/")
        with fence.enter(ALL):
            letter = Message.objects.get(letter="partner_request", about=self.number)
        self.path = letter.values["link"]
        self.word = self.path.split("/")[2]

    def code(self) -> str:
        """The code in the last letter."""
        with fence.enter(ALL):
            last = Message.objects.filter(letter="partner_code", about=self.number).order_by("-made_at").first()
        assert last is not None and last.to_address == EMAIL
        return str(last.values["reference"])


@pytest.fixture
def asked(office: Office, maker: Asker) -> Iterator[Asked]:
    yield Asked(maker)


def proved(asked: Asked, at: datetime = NOW) -> Asker:
    DOOR.send_code(word=asked.word, email=EMAIL.upper(), at=at)
    assert DOOR.prove(word=asked.word, code=asked.code(), at=at) == asked.number
    return partner(asked.number)


def test_the_partner_reads_the_chosen_child_and_the_question_and_nothing_else(asked: Asked) -> None:
    asker = proved(asked)
    with fence.enter(asker):
        shown = partner_view.question_shown(asker, NOW)
        assert [one.name for one in shown.subjects] == ["Demo Example"]
        assert shown.question == "Was the child in school?"
        for model in (Contact, Subject, Enquiry, PartnerAnswer):
            assert model.objects.count() == 0  # type: ignore[attr-defined]


def test_read_twice_answered_once_and_the_decision_maker_sees_it(asked: Asked, maker: Asker) -> None:
    asker = proved(asked)
    with fence.enter(asker):
        mash.read(asked=asked.number, at=NOW)
        mash.read(asked=asked.number, at=NOW)
        mash.answer(asked=asked.number, words="Not since Monday", by=asker, at=NOW + timedelta(hours=1))
        with pytest.raises(AnsweredAlready):
            mash.answer(asked=asked.number, words="Another", by=asker, at=NOW)
        assert PartnerAnswer.objects.count() == 0  # it lies with the enquiry: the partner cannot read it back
    with fence.enter(maker):
        page = workspace.enquiry_for(maker, asked.enquiry, NOW)
        assert page is not None and page.asked[0].answer is not None
        assert (page.asked[0].answer.words, page.asked[0].answer.is_late) == ("Not since Monday", False)
        uses = [use.use for use in page.asked[0].uses]
        assert uses.count("read") == 2 and uses.count("answered") == 1
        assert "Example School answered" in " ".join(told.sentence for told in page.told)


def test_a_late_answer_is_taken_and_marked(office: Office, maker: Asker) -> None:
    asked = Asked(maker, Due.TWO_HOURS)
    asker = proved(asked)
    with fence.enter(asker):
        mash.answer(asked=asked.number, words="Late", by=asker, at=NOW + timedelta(hours=3))
    with fence.enter(ALL):
        assert PartnerAnswer.objects.get().is_late


def test_a_forwarded_link_opens_nothing_for_a_stranger(asked: Asked) -> None:
    DOOR.opened(word=asked.word, at=NOW)
    DOOR.send_code(word=asked.word, email="stranger@elsewhere.example", at=NOW)
    with fence.enter(ALL):
        assert not LinkCode.objects.exists()
        assert not Message.objects.filter(letter="partner_code").exists()
    with pytest.raises(WrongCode):
        DOOR.prove(word=asked.word, code="PC-0000-0000", at=NOW)


def test_a_code_is_not_guessed_and_works_once_within_its_time(asked: Asked) -> None:
    DOOR.send_code(word=asked.word, email=EMAIL, at=NOW)
    right = asked.code()
    for number in range(5):
        with pytest.raises(WrongCode):
            DOOR.prove(word=asked.word, code=f"{number:08}", at=NOW)
    with pytest.raises(WrongCode):
        DOOR.prove(word=asked.word, code=right, at=NOW)
    DOOR.send_code(word=asked.word, email=EMAIL, at=NOW + timedelta(minutes=1))
    with pytest.raises(WrongCode):
        DOOR.prove(word=asked.word, code=asked.code(), at=NOW + timedelta(minutes=17))
    DOOR.send_code(word=asked.word, email=EMAIL, at=NOW + timedelta(minutes=20))
    again = asked.code()
    DOOR.prove(word=asked.word, code=again, at=NOW + timedelta(minutes=21))
    with pytest.raises(WrongCode):
        DOOR.prove(word=asked.word, code=again, at=NOW + timedelta(minutes=22))


@pytest.mark.parametrize("kind", ["guess", "cut", "another secret", "another number"])
def test_a_guessed_link_is_over(kind: str, asked: Asked) -> None:
    words = {
        "guess": "x" * 80,
        "cut": asked.word[:-1],
        "another secret": signed(SALT, asked.number, "A" * 32),
        "another number": signed(SALT, uuid.uuid4(), "A" * 32),
    }
    with pytest.raises(LinkOver):
        DOOR.opened(word=words[kind], at=NOW)


def is_right(asked: Asked, at: datetime) -> bool:
    about = {"about_kind": "referrals.information_request", "about": asked.number, "values": {}}
    message = Outgoing(
        id=uuid.uuid4(),
        letter="partner_request",
        audience=Audience.REFERRER,
        way=Way.EMAIL,
        made_at=NOW,
        now=at,
        **about,  # type: ignore[arg-type]
    )
    return link_is_open(message).ok


def test_after_withdrawal_and_after_its_time_the_link_is_over_even_for_whoever_had_proved(
    asked: Asked, maker: Asker
) -> None:
    asker = proved(asked)
    late = NOW + timedelta(days=30)
    with pytest.raises(LinkOver):
        DOOR.opened(word=asked.word, at=late)
    assert is_right(asked, NOW) and not is_right(asked, late)
    with fence.enter(maker):
        mash.withdraw(asked=asked.number, by=maker, at=NOW)
        mash.withdraw(asked=asked.number, by=maker, at=NOW)
    assert not is_right(asked, NOW)
    for act in (
        lambda: DOOR.opened(word=asked.word, at=NOW),
        lambda: DOOR.send_code(word=asked.word, email=EMAIL, at=NOW),
        lambda: DOOR.prove(word=asked.word, code="1", at=NOW),
    ):
        with pytest.raises(LinkOver):
            act()
    with fence.enter(asker), pytest.raises(LinkOver):
        partner_view.question_shown(asker, NOW)
    with fence.enter(asker), pytest.raises(LinkOver):
        mash.answer(asked=asked.number, words="x", by=asker, at=NOW)


def test_nobody_is_asked_about_somebody_of_another_request(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    new = mash.NewQuestion("A", "B", EMAIL, "?", (uuid.uuid4(),))
    with fence.enter(maker), pytest.raises(mash.NobodyChosen):
        mash.ask_partner(enquiry=enquiry, new=new, by=maker, at=NOW, link_path="/information/{}/")


def test_in_the_browser_wrong_withdrawn_and_over_are_one_page_and_the_right_one_asks_for_a_code(
    office: Office, maker: Asker
) -> None:
    from django.utils import timezone

    asked = Asked(maker, at=timezone.now())
    browser = Client()

    def words(answer: Any) -> str:
        return re.sub(r"[0-9a-zA-Z_/+=-]{20,}", "", answer.content.decode())

    wrong = browser.get("/information/nothing/")
    assert wrong.status_code == 410
    assert browser.get("/information/").status_code in {302, 403, 404}
    page = browser.get(asked.path)
    assert page.status_code == 200 and "Demo" not in page.content.decode()
    stranger = browser.post(asked.path, {"email": "stranger@elsewhere.example"})
    named = browser.post(asked.path, {"email": EMAIL})
    assert words(stranger).replace("stranger@elsewhere.example", "") == words(named).replace(EMAIL, "")
    refused = browser.post(asked.path, {"code": "0000-0000"})
    assert refused.status_code == 422
    let_in = browser.post(asked.path, {"code": asked.code()})
    assert let_in.status_code == 302 and let_in["Location"] == "/information/"
    question = browser.get("/information/").content.decode()
    assert "Demo Example" in question and "Testina" not in question and "Shouting" not in question
    assert browser.post("/information/", {"words": "Not since Monday"}).status_code == 302
    assert "You answered on" in browser.get("/information/").content.decode()
    assert browser.post("/information/", {"words": "Something else"}).status_code == 422
    assert browser.get("/board/").status_code in {302, 403}
    with fence.enter(maker):
        InformationRequest.objects.filter(id=asked.number).update(expires_at=NOW)
    over = browser.get(asked.path)
    assert (over.status_code, words(over)) == (410, words(wrong))
    assert browser.get("/information/").status_code == 410


def test_what_a_partner_did_with_a_link_stands_where_two_are_separated_and_not_for_whoever_sees_no_enquiry(
    asked: Asked, maker: Asker
) -> None:
    child = registered(someone())
    with fence.enter(ALL):
        also = InformationSubject(id=uuid.uuid4(), fence=asked.number, asked_id=asked.number, number=9, name="Demo")
        also.record_id = child.record
        also.save(force_insert=True)
    DOOR.opened(word=asked.word, at=NOW)
    for asker, expected in ((maker, ["The link was opened"]), (staff("data_quality_officer"), [])):
        with fence.enter(asker):
            found = meanwhile.partner_looks(asker, [child.record], NOW, NOW + timedelta(days=1))
            assert [one.what for one in found] == expected
    with fence.enter(maker):
        assert meanwhile.partner_looks(maker, [child.record], NOW + timedelta(1), NOW + timedelta(2)) == []
