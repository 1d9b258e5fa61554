"""A family that is being looked at: nobody visits, meets or is given anything until it is released."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import Kept, NewGuest, NewMeeting, Refused
from familyhub.casework.models import Episode
from familyhub.casework.terms.meetings import GuestKind
from familyhub.core import fence
from familyhub.core.asker import Asker, public, system
from familyhub.demo import families
from familyhub.demo.seed import asker_in
from familyhub.referrals import actions as referrals
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.holding import place_holds
from familyhub.referrals.asked_at_sending import is_held_back
from familyhub.referrals.models import Enquiry, Hold, Request
from familyhub.referrals.new import NewContact, NewSubject
from familyhub.referrals.queries import mash as workspace
from familyhub.referrals.queries import subjects_for
from familyhub.referrals.terms.requests import Channel, Colour, EnquiryOutcome, State, SubjectRole
from familyhub.web.tray.sources import visits_held
from tests.integration.casework.conftest import Office, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_visits import LATER, NOW, SOON, new_visit, plan

ALL = system("tests of holds", wide=frozenset({"referrals", "people", "hidden", "casework"}))
WORDS = "Being looked at with the duty manager: nobody calls, writes or visits until it is released."
TELLING = ("mash", "enquiry", "safeguarding", "social care", "police")


def concern_about(office: Office, child: uuid.UUID) -> uuid.UUID:
    """A school rings with a concern about the child, who is found at the front door. Returns the enquiry."""
    need = (families.NewNeed("sf", *families.NEEDS[0]),)
    who = (NewSubject(SubjectRole.CHILD, "Demo", "Example"),)
    new = NewContact(Channel.EMAIL, families.SENDERS[3], who, need, story="Shouting.", is_safeguarding=True)
    with fence.enter(public("tests")):
        got = referrals.receive(new=new, by=public("tests"), at=NOW)
    with fence.enter(office.officer):
        [subject] = subjects_for(office.officer, got.request)
        referrals.link(subject=subject.id, record=child, by=office.officer, at=NOW)
    with fence.enter(ALL):
        return Enquiry.objects.get(request=got.request).id


def end_it(enquiry: uuid.UUID, words: str = "The school has spoken with her: go on") -> None:
    maker = asker_in("mash_decision_maker")
    with fence.enter(maker):
        decision = mash.NewEnquiryDecision(EnquiryOutcome.ADVICE, "No risk was found", words, Colour.GREEN)
        mash.decide_enquiry(enquiry=enquiry, decision=decision, by=maker, at=NOW)


def refused(by: Asker, act: Any) -> str:
    with fence.enter(by), pytest.raises(Refused) as said:
        act()
    return str(said.value)


def shown(by: Asker, address: str) -> str:
    return text(browser(by).get(address))  # type: ignore[arg-type]


def meeting_with(by: Asker) -> NewMeeting:
    return NewMeeting(SOON + timedelta(days=1), "Hub", (NewGuest(GuestKind.STAFF, staff=by.number),))


def test_nobody_visits_or_meets_a_family_that_is_held_and_the_words_tell_nothing(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    with fence.enter(by):
        assert queries.held_words(child.fence) == ""
        meeting = actions.call_meeting(case=child.fence, new=meeting_with(by), by=by, at=NOW)
        [guest] = queries.meeting_for(by, meeting).guests  # type: ignore[union-attr]
    enquiry = concern_about(office, child.record_id)
    moved = new_visit(by, child, starts_at=LATER, ends_at=LATER + timedelta(hours=1))
    for act in (
        lambda: actions.plan_visit(case=child.fence, new=moved, by=by, at=NOW),
        lambda: actions.move_visit(visit=visit, new=moved, words="Another time", by=by, at=NOW),
        lambda: actions.check_in(visit=visit, by=by, at=SOON),
        lambda: actions.call_meeting(case=child.fence, new=meeting_with(by), by=by, at=NOW),
    ):
        assert refused(by, act).startswith(WORDS)
    pages = [f"/visits/{visit}/", f"/cases/{child.fence}/visits/", f"/cases/{child.fence}/meetings/"]
    pages += [f"/episodes/{child.id}/", f"/meetings/{meeting}/", f"/meetings/{meeting}/for/{guest.id}/"]
    for address in pages:
        said = shown(by, address)
        assert WORDS in said, address
        assert not [word for word in TELLING if word in said.lower()], address
    assert "Check in" not in shown(by, pages[0]) and "You are invited" not in shown(by, pages[-1])
    with fence.enter(by):
        assert queries.visit_for(by, visit).line.is_held  # type: ignore[union-attr]
        actions.cancel_visit(visit=visit, words="Not now", by=by, at=NOW)
    end_it(enquiry)
    plan(by, child)
    assert WORDS not in shown(by, pages[0])


def test_visits_that_were_planned_stand_in_the_trays_of_the_worker_and_of_whoever_leads(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    for who in (by, office.coordinator):
        with fence.enter(who):
            assert visits_held.lines(who, NOW) == []
    enquiry = concern_about(office, child.record_id)
    for who, title in ((by, "Your visit"), (office.coordinator, f"The visit of {by.name}")):
        with fence.enter(who):
            [line] = visits_held.lines(who, NOW)
        assert (line.title, line.href) == (title, f"/visits/{visit}/")
        assert "Being looked at with the duty manager" in line.words
    with fence.enter(office.elsewhere):
        assert visits_held.lines(office.elsewhere, NOW) == []
    assert "Being looked at: do not go" in shown(by, f"/cases/{child.fence}/visits/")
    end_it(enquiry)
    with fence.enter(by):
        assert visits_held.lines(by, NOW) == []


def test_a_check_in_that_a_device_kept_has_been_and_is_stored(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    concern_about(office, child.record_id)
    with fence.enter(by):
        actions.check_in(visit=visit, by=by, at=LATER, kept=Kept(SOON, LATER, NOW))
        assert queries.visit_for(by, visit).line.is_in  # type: ignore[union-attr]
        actions.check_out(visit=visit, by=by, at=LATER)


def test_help_that_goes_on_after_its_request_was_closed_is_held_until_the_release(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    with fence.enter(ALL):
        Request.objects.filter(id=child.request).update(state=State.CLOSED.value)
    enquiry = concern_about(office, child.record_id)
    with fence.enter(ALL):
        place_holds(request=Enquiry.objects.get(id=enquiry).request_id, by=ALL, at=NOW)
        assert Hold.objects.filter(request=child.request, released_at__isnull=True).count() == 1
        assert is_held_back(uuid.uuid4(), child.record_id)
    end_it(enquiry, words="")  # decided, and not released yet
    assert refused(by, lambda: actions.call_meeting(case=child.fence, new=meeting_with(by), by=by, at=NOW))
    maker = asker_in("mash_decision_maker")
    with fence.enter(maker):
        assert [one.request for one in workspace.holds(maker)] == [child.request]
        mash.release(enquiry=enquiry, words="Go on", by=maker, at=NOW)
    plan(by, child)


def test_a_request_that_was_closed_and_whose_help_has_ended_is_not_held(
    office: Office, accepted: list[Episode]
) -> None:
    with fence.enter(ALL):
        Request.objects.filter(id=accepted[0].request).update(state=State.CLOSED.value)
        for one in accepted:
            Episode.objects.filter(id=one.id).update(closed_on=NOW.date(), close_reason="needs_met")
    enquiry = concern_about(office, accepted[0].record_id)
    with fence.enter(ALL):
        assert Hold.objects.filter(enquiry=enquiry).count() == 0


def test_a_refused_visit_is_still_typed(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    concern_about(office, child.record_id)
    new = new_visit(by, child)
    typed = {"day_day": f"{SOON.day}", "day_month": f"{SOON.month}", "day_year": f"{SOON.year}", "time": "13:00"}
    typed |= {"until": "14:00", "visited": str(child.record_id), "goers": str(by.number), "where": str(new.home)}
    said = browser(by).post(f"/cases/{child.fence}/visits/plan/", typed | {"aim": "Bedtime and breakfast"})
    assert "Bedtime and breakfast" in said.content.decode()
    assert text(said).count(WORDS) >= 2  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["worker", "coordinator", "manager"])
def test_no_page_of_a_held_family_tells_anybody_outside_the_front_door_why(
    role: str, office: Office, accepted: list[Episode]
) -> None:
    """The words are there for whoever opens the page, and the concern, its sender and its lane are nowhere."""
    child, who = accepted[0], getattr(office, role)
    visit = plan(office.worker, child)
    case = child.fence
    pages = [f"/episodes/{child.id}/", f"/cases/{case}/visits/", f"/visits/{visit}/", "/visits/", "/"]
    before = {page: browser(who).get(page) for page in pages}
    concern_about(office, child.record_id)
    for page in pages:
        answer = browser(who).get(page)
        assert answer.status_code == before[page].status_code
        told, said = text(answer).lower(), text(before[page]).lower()  # type: ignore[arg-type]
        for word in (*TELLING, "shouting", families.SENDERS[3].agency.lower()):
            assert told.count(word) == said.count(word), (page, word)
