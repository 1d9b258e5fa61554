"""A partner is asked at their account: they alone read it, answer once, read back what they said, and lose it."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff, Team
from familyhub.accounts.terms import HoldingKind
from familyhub.casework.actions import Refused, assessing_links, assessing_partners
from familyhub.casework.models import (
    Answer,
    Assessment,
    CaseMember,
    Contribution,
    ContributionAsk,
    ContributionQuestion,
    Episode,
    Note,
)
from familyhub.casework.queries import contributions
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, Kind, system
from familyhub.core.clocks import day_of
from familyhub.messages.models import Message
from familyhub.people.models import Person
from familyhub.sharing import actions as sharing
from familyhub.sharing.actions.partner_door import AnsweredAlready, LinkOver
from familyhub.sharing.partner_links import partner as contributor
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid
from familyhub.web import signin
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.casework.test_assessment_screens import begun, worker  # noqa: F401
from tests.integration.casework.test_assessments import page_of
from tests.integration.casework.test_casework_screens import text

OFFICE = "office@pretend.example"
PATHS = assessing_partners.Paths("/contribute/{}/", "/asked/", "/refer/")
NOTHING = (Assessment, Answer, Contribution, CaseMember, Episode, Note, Person)


def referrer(email: str) -> Asker:
    """Somebody whose address was proved."""
    row = accounts_actions.welcome_referrer(email=email, at=NOW)
    accounts_actions.prove_referrer(referrer=row, at=NOW)
    return Asker(kind=Kind.REFERRER, number=row.id, holders=frozenset({row.id}), purpose="own referral")


def ask(office: Office, assessment: uuid.UUID, email: str) -> uuid.UUID:
    """What Sis learns, at the account with this address."""
    part = next(one for one in page_of(office, assessment).parts if one.who and one.who.name == "Sis Example")
    due = day_of(timezone.now()) + timedelta(days=5)
    new = assessing_partners.NewAsk("Pretend School", "Tess Sample", email, ((part.id, "learning"),), due)
    with fence.enter(office.worker):
        return assessing_partners.ask_partner(
            assessment=assessment, new=replace(new, at_account=True), by=office.worker, at=timezone.now(), paths=PATHS
        )


def sees(asker: Asker, number: uuid.UUID) -> bool:
    """Is it in their list and does it open? Never the one without the other."""
    now = timezone.now()
    with fence.enter(asker):
        listed = number in {one.id for one in contributions.asked_at_account(asker, now)}
        try:
            opens = bool(contributions.asked_of(asker, now, number).questions)
        except LinkOver:
            opens = False
    assert listed is opens
    return opens


@pytest.fixture
def health_visitor(office: Office) -> Asker:
    """Staff of another agency, in a team of their own."""
    team, by, today = Team.objects.get(name="Health visiting"), system("tests of accounts"), day_of(NOW)
    staff = next(
        one for one in Staff.objects.order_by("email") if accounts.asker_of(one.id, today).may("development.notify")
    )
    with fence.enter(by):
        new = accounts_actions.NewPost("Health visitor in early help", "partner_practitioner", team, today)
        post = accounts_actions.add_post(post=new, by=by)
        kind = HoldingKind.SUBSTANTIVE
        accounts_actions.fill_post(post=post, staff=staff, kind=kind, valid_from=today, by=by, at=NOW)
    return accounts.asker_of(staff.id, today)


def test_a_shared_address_reads_it_and_a_colleague_without_it_does_not(office: Office, begun: uuid.UUID) -> None:  # noqa: F811
    shared, colleague = referrer(OFFICE), referrer("tess@pretend.example")
    number = ask(office, begun, OFFICE.upper())
    assert sees(shared, number)
    for other in (colleague, referrer("nobody@other.example"), office.officer, office.worker, office.coordinator):
        assert not sees(other, number)
    with fence.enter(colleague):
        assert not ContributionAsk.objects.exists() and not ContributionQuestion.objects.exists()
    with fence.enter(shared):
        for model in NOTHING:
            assert not model.objects.exists(), model
    with fence.enter(contributor(number)), pytest.raises(LinkOver):
        contributions.asked_of(contributor(number), NOW)  # it is no link besides
    with fence.enter(office.worker), pytest.raises(LinkOver):
        assessing_links.contribute(ask=number, words={}, by=office.worker, at=timezone.now())
    with pytest.raises(Refused, match="ask by a link instead"):
        ask(office, begun, "stranger@pretend.example")
    with fence.enter(system("tests of letters", wide=frozenset({"messages", "hidden"}))):
        [letter] = Message.objects.filter(letter="contribution_account")
    assert letter.to_address == OFFICE and "/refer/" in str(letter.values) and "Sis" not in str(letter.values)


def test_what_was_said_is_read_back_there_and_once_it_is_over_no_more(office: Office, begun: uuid.UUID) -> None:  # noqa: F811
    shared = referrer(OFFICE)
    number, other = ask(office, begun, OFFICE), ask(office, begun, OFFICE)
    now = timezone.now()
    with fence.enter(shared):
        [question] = contributions.asked_of(shared, now, number).questions
        assert (question.words, question.who, question.said) == (
            "Learning, nursery or school, and friends",
            "Sis Example",
            "",
        )
        assessing_links.contribute(ask=number, words={question.id: "She reads well"}, by=shared, at=now)
        with pytest.raises(AnsweredAlready):
            assessing_links.contribute(ask=number, words={question.id: "Again"}, by=shared, at=now)
        assert contributions.asked_of(shared, now, number).questions[0].said == "She reads well"
        assert [one.id for one in contributions.asked_at_account(shared, now)] == [other, number]
    given = [one.given for part in page_of(office, begun).parts for one in part.questions if one.given]
    assert [(one.agency, one.words) for [one] in given] == [("Pretend School", "She reads well")]
    with fence.enter(office.worker):
        assessing_partners.withdraw(ask=other, by=office.worker, at=now)
    assert not sees(shared, other) and sees(shared, number)
    with fence.enter(shared):
        assert ContributionAsk.objects.get().id == number  # what is withdrawn is behind the fence again
    late = now + timedelta(days=40)
    with fence.enter(shared), pytest.raises(LinkOver):
        contributions.asked_of(shared, late, number)
    with fence.enter(system("tests", wide=frozenset({"casework", "people"}))):
        grants.cut([shared.number], because=contributions.BECAUSE)  # type: ignore[list-item]
    with fence.enter(shared):
        assert not Contribution.objects.exists() and not ContributionAsk.objects.exists()


def test_it_ends_with_the_agreement_on_which_it_rests(
    office: Office,
    accepted: list[Episode],
    begun: uuid.UUID,  # noqa: F811
    health_visitor: Asker,
) -> None:
    today = day_of(timezone.now())
    giver = Giver(GiverKind.PARENT, "Testina Example", "yes")
    new = NewAgreement(AgreementKind.SERVICE, AgreementStatus.GIVEN, giver, said_on=today, how=HowSaid.SPOKEN)
    opens = sharing.Opens(teams=tuple(health_visitor.holders - {health_visitor.number}))
    sis = next(one for one in page_of(office, begun).parts if one.who and one.who.name == "Sis Example").who
    assert sis is not None
    with fence.enter(office.worker):
        agreed = sharing.record_agreement(record=sis.record, new=new, by=office.worker, at=timezone.now(), opens=opens)
    email = Staff.objects.get(id=health_visitor.number).email
    number = ask(office, begun, email)
    assert sees(health_visitor, number)
    with fence.enter(health_visitor):
        assert not Assessment.objects.exists() and not Episode.objects.exists()
    grants.bar(sis.person, because="declared interest", against=health_visitor.number)
    assert not sees(health_visitor, number)  # of whom they are kept from they are asked nothing
    grants.lift(sis.person, because="declared interest")
    assert sees(health_visitor, number)
    told = sharing.Withdrawal("Testina Example", "No more")
    with fence.enter(office.worker):
        sharing.withdraw(agreement=agreed, told=told, by=office.worker, at=timezone.now())
        [line] = contributions.asks_of(office.worker, begun, timezone.now())
    assert line.is_shut and not line.is_open
    assert not sees(health_visitor, number)
    with fence.enter(health_visitor):
        assert not ContributionAsk.objects.exists()


def session_of(asker: Asker) -> Client:
    """A browser that a link to the address opened."""
    client = Client()
    session = client.session
    session[signin.REFERRER] = str(asker.number)
    session[signin.STARTED] = session[signin.USED] = signin.now()
    session.save()
    client.cookies["familyhub"] = session.session_key
    return client


def test_the_list_the_answer_and_the_end_of_it_on_the_screen(
    worker: Client,  # noqa: F811
    office: Office,
    begun: uuid.UUID,  # noqa: F811
    health_visitor: Asker,
) -> None:
    shared, stranger = session_of(referrer(OFFICE)), session_of(referrer("x@other.example"))
    part = next(one for one in page_of(office, begun).parts if one.who and one.who.name == "Sis Example")
    due = timezone.localdate() + timedelta(days=5)
    typed = {"agency": "Pretend School", "contact_name": "Tess Sample", "way": "account"}
    typed |= {"questions": f"{part.id}.learning", "due_day": due.day, "due_month": due.month, "due_year": due.year}
    nobody = {**typed, "contact_email": "no@pretend.example", "form_key": uuid.uuid4()}
    assert "Nobody comes in here" in text(worker.post(f"/assessments/{begun}/ask/", nobody))
    known = {**typed, "contact_email": OFFICE, "form_key": uuid.uuid4()}
    assert "At their account" in text(worker.post(f"/assessments/{begun}/ask/", known, follow=True))
    listed = shared.get("/asked/")
    found = re.search(r"/asked/[0-9a-f-]{36}/", listed.content.decode())
    assert found and "Sis" not in text(listed) and "1 assessment waits" in text(shared.get("/refer/mine/"))
    page = shared.get(found[0])
    assert "Learning, nursery or school, and friends: Sis Example" in text(page) and "Testina" not in text(page)
    box = re.search(r'name="(q_[0-9a-f-]+)"', page.content.decode())
    assert box
    kept = {box[1]: "She reads well", "form_key": str(uuid.uuid4())}
    number = found[0].split("/")[2]
    assert shared.post(f"/drafts/casework:asked_one/{number}/", kept).status_code == 204
    assert "She reads well" in text(shared.get(found[0]))
    done = shared.post(found[0], kept, follow=True)
    assert "Your answers are with us" in text(done) and "She reads well" in text(done)
    elsewhere = f"/asked/{uuid.uuid4()}/"
    for client in (stranger, browser(health_visitor), worker):
        assert client.get(found[0]).status_code == client.get(elsewhere).status_code == 404
        assert client.post(found[0], kept).status_code == 404
    assert "Nothing is asked of you now" in text(stranger.get("/asked/"))
    mine = ask(office, begun, Staff.objects.get(id=health_visitor.number).email)
    staff = browser(health_visitor)
    assert "Your part in an assessment" in text(staff.get(reverse("tray:home")))
    assert staff.get(f"/asked/{mine}/").status_code == 200
    worker.post(f"/assessments/asked/{mine}/withdraw/")
    assert staff.get(f"/asked/{mine}/").status_code == 404
