"""A referrer's team reads the words that were said to them, by a link sent to the team's shared address; no more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts.models import Referrer
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.referrals import actions
from familyhub.referrals.new import NewContact, NewEvidence, NewSubject, Sender
from familyhub.referrals.terms.requests import Agreement, Channel, Evidence, SubjectRole
from tests.integration.signin.people import letters, text
from tests.integration.signin.test_referrers_link import the_link

pytestmark = pytest.mark.django_db
NURSE, OFFICE = "nurse@school.example", "office@school.example"
TEAM = "/refer/my-team/"


def in_her_link(email: str = NURSE) -> Client:
    client = Client()
    client.post(the_link(client, email))
    return client


def refers(email: str = NURSE) -> str:
    """One referral of this referrer; its reference."""
    number = Referrer.objects.get(email=email).id
    by = Asker(kind=Kind.REFERRER, number=number, holders=frozenset({number}))
    new = NewContact(
        channel=Channel.REFERRER,
        sender=Sender("3C", agency="Example School", name="Nora Sample", role="Nurse", email=email, referrer=number),
        subjects=(NewSubject(SubjectRole.CHILD, "Canaryname", "Specimen"),),
        story="A story of sorrow",
        agreement=Agreement.AGREED,
        is_safeguarding=True,
        evidence=NewEvidence(Evidence.NONE),
        own_label="C.S. year 2",
    )
    with fence.enter(by):
        return actions.receive(new=new, by=by, at=timezone.now()).reference


def agreed(nurse: Client) -> Client:
    """The nurse names the office and somebody there opens the link."""
    assert nurse.post(TEAM, {"email": OFFICE})["Location"] == "/refer/mine/"
    office = Client()
    letter = letters()[-1]
    assert letter.to == OFFICE
    assert "Is office@school.example read by a whole team?" in text(office.get(letter.link))
    assert office.post(letter.link)["Location"] == "/refer/mine/"
    return office


def test_cover_reads_what_became_of_a_colleagues_referrals_before_and_after() -> None:
    nurse = in_her_link()
    before = refers()
    office = agreed(nurse)
    after = refers()
    page = text(office.get("/refer/mine/"))
    assert before in page and after in page and "We have what you sent" in page
    assert "Canaryname" not in page and "sorrow" not in page and "C.S. year 2" not in page
    again = text(in_her_link(OFFICE).get("/refer/mine/"))  # any later link to that address
    assert before in again


def test_cover_answers_nothing_and_opens_no_page_of_the_referral() -> None:
    nurse = in_her_link()
    refers()
    office = agreed(nurse)
    home = text(nurse.get("/refer/mine/"))
    assert OFFICE in home
    from familyhub.referrals.models import SentBy

    with fence.enter(Asker(Kind.STAFF, wide=frozenset({"referrals"}), number=Referrer.objects.first().id)):  # type: ignore[union-attr]
        from familyhub.referrals.models import Contact

        assert SentBy.objects.count() == 1
        contact = Contact.objects.get().id
    assert nurse.get(f"/refer/{contact}/sent/").status_code == 200
    assert office.get(f"/refer/{contact}/sent/").status_code == 404
    assert office.get(f"/refer/{contact}/answer/").status_code == 404


def test_until_somebody_there_agrees_nobody_reads() -> None:
    nurse = in_her_link()
    reference = refers()
    nurse.post(TEAM, {"email": OFFICE})
    assert "nobody there has opened its link yet" in text(nurse.get("/refer/mine/"))
    assert reference not in text(in_her_link(OFFICE).get("/refer/mine/"))


def test_taken_away_it_ends_at_once_and_an_old_link_is_worth_nothing() -> None:
    nurse = in_her_link()
    reference = refers()
    office = agreed(nurse)
    old = letters()[-1].link
    assert reference in text(office.get("/refer/mine/"))
    assert nurse.post(TEAM, {"email": ""}).status_code == 302
    assert reference not in text(office.get("/refer/mine/"))
    assert Client().post(old).status_code == 410


@pytest.mark.parametrize("email", [NURSE, "office@elsewhere.example", "team@gmail.com", "not an address"])
def test_only_a_shared_address_at_the_same_place_of_work(email: str) -> None:
    nurse = in_her_link()
    sent = len(letters())
    assert nurse.post(TEAM, {"email": email}).status_code == 422
    assert len(letters()) == sent


def test_a_forged_link_opens_nothing() -> None:
    assert Client().get("/refer/team/link/forged/").status_code == 410
