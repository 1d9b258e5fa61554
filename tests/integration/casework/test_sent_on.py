"""A case steps up to children's social care or moves to another authority, and waits for the answer."""

from __future__ import annotations

import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewNeed, NewVisit, Refused
from familyhub.casework.models import Episode, SentOn
from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker, system
from familyhub.demo.seed import asker_in
from familyhub.messages.holding_back import is_held_back
from familyhub.messages.models import Message
from familyhub.messages.terms import Audience
from familyhub.people.queries import names_of
from familyhub.referrals import actions as referrals
from familyhub.referrals import queries as requests
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.allocation_transfer import NewPassing, Receipt
from familyhub.referrals.models import Contact, Enquiry, Request
from familyhub.referrals.queries.mash import enquiry_for
from familyhub.referrals.terms.allocation import Basis, PassedBy
from familyhub.referrals.terms.requests import Colour, EnquiryOutcome, State
from familyhub.sharing import queries as sharing
from familyhub.work.models import Task
from tests.database import ROLES
from tests.integration.casework import story
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.casework.ground import asked, being
from tests.integration.casework.test_audits import connected, later
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send

__all__ = ["connected"]
ALL = system("tests", wide=frozenset({"referrals", "people", "hidden", "messages", "casework"}))
WORRY = "Sis spoke of a dreizehnter bruise and would not say from whom"
SAID = {
    "worry": WORRY,
    "along": "Early help for six weeks",
    "knows": "not_asked",
    "basis": "safeguarding",
    "necessity": "She may be hurt at home",
}


@pytest.fixture
def maker(office: Office) -> Asker:
    return asker_in("mash_decision_maker")


@pytest.fixture(autouse=True)
def queue(settings: Any) -> None:
    """What is for later is done when the test says so."""
    settings.REACTION_QUEUE = "tests.integration.casework.story.queued"
    story.QUEUED.clear()


def step_up(client: Client, child: Episode, **more: Any) -> str:
    said = send(client, f"/episodes/{child.id}/step-up/", **(SAID | more))
    later()
    return said


def enquiry_of(child: Episode) -> uuid.UUID:
    with fence.enter(ALL):
        sent = SentOn.objects.get(episode=child.id)
        return Enquiry.objects.get(request=sent.request).id


def decide(enquiry: uuid.UUID, outcome: EnquiryOutcome, by: Asker) -> None:
    decision = mash.NewEnquiryDecision(outcome, "Vierzehn reasons", "Go on with it", colour=Colour.AMBER)
    with fence.enter(by):
        mash.decide_enquiry(enquiry=enquiry, decision=decision, by=by, at=timezone.now())
    later()


def test_a_step_up_goes_to_the_decision_maker_and_their_answer_ends_the_help(
    office: Office, accepted: list[Episode], maker: Asker
) -> None:
    child, client = accepted[0], browser(office.worker)
    with fence.enter(office.worker):
        new = NewNeed(child.record_id, "sf", "1", "School every day")
        actions.add_need(case=child.fence, new=new, by=office.worker, at=NOW)
    form = text(client.get(f"/episodes/{child.id}/step-up/"))
    assert "If a child is in danger now, ring 999 first" in form and f"request {child.reference}" in form
    said = step_up(client, child, episodes=str(accepted[1].id))
    assert "Help stays open until they answer" in said and "waiting for their answer" in said
    assert "No visit is planned and no letter goes meanwhile" in said
    enquiry = enquiry_of(child)
    page = text(browser(maker).get(f"/mash/{enquiry}/"))
    assert WORRY in page and "Early help for six weeks" in page and "School every day" in page
    assert "Sis Example" in page and "Testina Example" in page and "record found" in page
    assert "Not yet matched" not in page and office.worker.name in page and child.reference in page
    decide(enquiry, EnquiryOutcome.SOCIAL_CARE, maker)
    after = text(client.get(f"/episodes/{child.id}/"))
    assert "Early help (closed)" in after and "Stepped up: children's social care takes over" in after
    assert "Vierzehn" not in after
    assert "Early help (closed)" in text(client.get(f"/episodes/{accepted[1].id}/"))
    assert "Early help (closed)" not in text(client.get(f"/episodes/{accepted[2].id}/"))
    assert "was answered: children's social care takes over" in text(client.get("/"))


def test_where_it_stays_early_help_the_help_goes_on_and_the_front_door_has_nothing_more_to_do(
    office: Office, accepted: list[Episode], maker: Asker
) -> None:
    child, client = accepted[0], browser(office.worker)
    step_up(client, child)
    decide(enquiry_of(child), EnquiryOutcome.EARLY_HELP, maker)
    page = text(client.get(f"/episodes/{child.id}/"))
    assert "It stays early help" in page and "Early help (closed)" not in page
    assert "waiting for their answer" not in page
    with fence.enter(office.worker):
        assert queries.held_words(child.fence) == ""
    with fence.enter(ALL):
        sent = SentOn.objects.get(episode=child.id)
        assert Request.objects.get(id=sent.request).state == State.NO_FURTHER_ACTION.value
    with fence.enter(office.worker):
        assert Task.objects.filter(about=child.id, holder=office.worker.number, done_at__isnull=True).exists()


def test_meanwhile_no_visit_is_planned_and_no_letter_goes_to_the_family(
    office: Office, accepted: list[Episode]
) -> None:
    child = accepted[0]
    step_up(browser(office.worker), child)
    begins = NOW + timedelta(days=2)
    visit = NewVisit((child.record_id,), (office.worker.number,), begins, begins + timedelta(hours=1), place="School")  # type: ignore[arg-type]
    with fence.enter(office.worker), pytest.raises(Refused) as refused:
        actions.plan_visit(case=child.fence, new=visit, by=office.worker, at=NOW)
    assert str(refused.value) == queries.words_of_hold()
    with being(ROLES.worker), fence.enter(ALL):
        letter = Message(about=uuid.uuid4(), audience=Audience.PERSON.value, person_record=child.record_id)
        assert is_held_back(letter)


def test_nobody_outside_reads_of_a_step_up(office: Office, accepted: list[Episode], maker: Asker) -> None:
    child, client = accepted[0], browser(office.worker)
    with fence.enter(ALL):
        [told] = Contact.objects.filter(request=child.request)
        replies = asked("SELECT count(*) FROM referrals_reply WHERE contact_number = %s", [told.id])
    before = timezone.now()
    step_up(client, child)
    enquiry = enquiry_of(child)
    with fence.enter(ALL):
        sent = SentOn.objects.get(episode=child.id)
    assert asked("SELECT count(*) FROM referrals_reply WHERE contact_number = %s", [told.id]) == replies
    with fence.enter(ALL):
        assert not Message.objects.filter(made_at__gt=before).exclude(letter="duty_call").exists()
    for one in (office.worker, office.coordinator):
        with fence.enter(one):
            assert requests.request_for(one, sent.request) is None and enquiry_for(one, enquiry, NOW) is None
    for one in (office.elsewhere, office.officer, maker, asker_in("data_quality_officer")):
        with fence.enter(one):
            assert queries.episode_for(one, child.id) is None
            assert not SentOn.objects.exists() and sharing.decisions_of(one, [child.record_id]) == []
            told_of = events.timeline_about(child.id)
            assert [one for one in told_of if "Step-up" in one.sentence] == []
    with fence.enter(office.worker):
        behind = queries.episode_for(office.worker, child.id).who.person  # type: ignore[union-attr]
        grants.grant(list(office.elsewhere.holders), [behind], because="agreed")
    partner = office.elsewhere
    with fence.enter(partner):
        assert names_of(partner, [child.record_id]) and not SentOn.objects.exists()
        assert sharing.decisions_of(partner, [child.record_id]) == []
    with fence.enter(office.worker):
        [decision] = sharing.decisions_of(office.worker, [child.record_id])
    assert decision.necessity == SAID["necessity"] and decision.basis == "To keep a child or an adult at risk safe"


def test_a_family_that_moved_is_passed_on_and_help_ends_with_the_receipt(
    office: Office, accepted: list[Episode]
) -> None:
    child, client = accepted[0], browser(office.worker)
    address = f"/episodes/{child.id}/moved/"
    assert "Say which authority" in send(client, address, **SAID)
    said = send(client, address, **(SAID | {"authority": "Derbyshire", "worry": "They moved to Matlock on Monday"}))
    later()
    assert "waiting for the receipt of the other authority (Derbyshire, reference FH-" in said
    officer = browser(office.officer)
    page = officer.get("/transfers/").content.decode()
    number = page.split('href="/transfers/')[1].split("/")[0]
    form = unescape(officer.get(f"/transfers/{number}/").content.decode())
    assert 'value="Derbyshire"' in form and "They moved to Matlock on Monday" in form
    at, by, transfer = timezone.now(), office.officer, uuid.UUID(number)
    passing = NewPassing("Derbyshire", PassedBy.EMAIL, Basis.SAFETY, "Everything", at)
    with fence.enter(by):
        referrals.record_passing(transfer=transfer, new=passing, by=by, at=at)
    later()
    assert "Early help (closed)" not in text(client.get(f"/episodes/{child.id}/"))
    with fence.enter(by):
        referrals.record_receipt(transfer=transfer, receipt=Receipt("Ada Sample", at), by=by, at=at)
    later()
    after = text(client.get(f"/episodes/{child.id}/"))
    assert "Early help (closed)" in after and "The family moved out of the county" in after
    assert "The other authority has it" in after


def test_nobody_is_told_of_a_move_where_that_is_decided(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    said = send(client, f"/episodes/{child.id}/moved/", **(SAID | {"basis": "nobody"}))
    assert "The episode was closed, and nobody is told" in said and "Early help (closed)" in said
    with fence.enter(ALL):
        assert not SentOn.objects.exists()


def test_to_close_as_stepped_up_leads_to_the_step_up_with_what_was_typed(
    office: Office, accepted: list[Episode]
) -> None:
    child, client = accepted[0], browser(office.worker)
    said = send(client, f"/episodes/{child.id}/close/", reason="stepped_up", words=WORRY)
    assert "What are you worried about?" in said and WORRY in said
    assert "Which authority is it now?" in send(client, f"/episodes/{child.id}/close/", reason="moved_away", words="x")


def test_sent_once_and_no_longer_waited_for_with_a_reason(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    step_up(client, child)
    assert "It was sent on already: wait for their answer" in step_up(client, child)
    said = send(client, f"/episodes/{child.id}/stop-waiting/", words="Sent by mistake, and they know")
    assert "Not waited for any more" in said and "Do not wait any more" not in said
