"""The main job: asked for, found or made, weighed, given to the team of the address, taken on, told to the sender."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from familyhub.core import fence
from familyhub.core.asker import Asker, public
from familyhub.demo.families import father_of_demo, mother_baby_and_child, nurse
from familyhub.people import queries as people
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.deciding import NeedsLevel, NeedsReason, NeedsTeam, NewDecision, PeopleOpen
from familyhub.referrals.actions.returning import NewReturn
from familyhub.referrals.actions.steps import ChangedMeanwhile, NoSuchRequest, NotNow
from familyhub.referrals.new import NewContact, NewEvidence, NewPlace, Received
from familyhub.referrals.terms.requests import Channel, Outcome, ReturnReason, State
from familyhub.work import queries as work
from tests.integration.referrals.conftest import NOW, TODAY, Office

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
EMAIL = "sid.nurse@schoolnursing.example"
TO_TEAM = NewDecision(Outcome.TO_TEAM, "Two needs that universal services cannot meet alone", level=2)


def the_referral(**changes: object) -> NewContact:
    return replace(mother_baby_and_child("ZZ2 1AA", TODAY, nurse(EMAIL)), **changes)  # type: ignore[arg-type]


def send(new: NewContact, by: Asker) -> Received:
    with fence.enter(by):
        return actions.receive(new=new, by=by, at=NOW)


def make_everybody(office: Office, request: uuid.UUID) -> None:
    with fence.enter(office.officer):
        for subject in queries.subjects_for(office.officer, request):
            actions.make(subject=subject.id, by=office.officer, at=NOW)


def decide(office: Office, request: uuid.UUID, decision: NewDecision = TO_TEAM) -> None:
    with fence.enter(office.officer):
        actions.decide(request=request, decision=decision, by=office.officer, at=LATER)


def with_worker(office: Office, request: uuid.UUID) -> None:
    make_everybody(office, request)
    decide(office, request)
    with fence.enter(office.coordinator):
        actions.give_to_worker(request=request, worker=office.worker.number, by=office.coordinator, at=LATER)  # type: ignore


def sees(asker: Asker, request: uuid.UUID) -> bool:
    with fence.enter(asker):
        return queries.request_for(asker, request) is not None


def test_from_the_nurses_words_to_the_workers_first_contact(office: Office, referrer: Asker) -> None:
    got = send(the_referral(), referrer)
    assert got.state is State.RECEIVED
    with fence.enter(office.officer):
        line = queries.board(office.officer).lines[0]
        assert line.who == "unborn baby Example, Demo Example, Testina Example"
        assert line.district == "Bassetlaw"
    with_worker(office, got.request)
    with fence.enter(office.worker):
        mine = queries.worker_requests(office.worker)
        assert [one.reference for one in mine.lines] == [got.reference]
        tray = work.tray_for(office.worker, NOW)
        assert [task.words for task in tray] == [f"Accept {got.reference} and reach the family"]
        actions.accept(request=got.request, by=office.worker, at=LATER)
        actions.record_first_contact(request=got.request, way="phone", by=office.worker, at=LATER)
        page = queries.request_for(office.worker, got.request)
        assert page is not None
        assert page.state is State.FIRST_CONTACT_MADE
        assert page.clocks[2].met_at == LATER
        assert work.tray_for(office.worker, NOW) == []
        child = next(s for s in page.contacts[0].subjects if s.given == "Demo")
        known = people.person_for(office.worker, child.person)  # type: ignore[arg-type]
        assert known is not None
        assert [(tie.other.name, tie.words, tie.parental_responsibility) for tie in known.relationships] == [
            ("Testina Example", "mother", "yes")
        ]
    with fence.enter(referrer):
        own = queries.own_referrals(referrer)
        assert [(one.reference, one.own_label) for one in own] == [(got.reference, "Autumn list 4")]
        assert [said.word for said in own[0].said][-1] == "Received"
        assert own[0].status == "Someone will contact the family in the way that was said to be safe"


def test_each_sees_what_is_theirs_and_nothing_else(office: Office, referrer: Asker) -> None:
    got = send(the_referral(), referrer)
    assert sees(office.officer, got.request)
    for asker in (office.coordinator, office.worker, office.manager, office.administrator, office.governance, referrer):
        assert not sees(asker, got.request)
    make_everybody(office, got.request)
    decide(office, got.request)
    assert sees(office.coordinator, got.request)
    assert sees(office.manager, got.request)
    assert not sees(office.worker, got.request)
    with fence.enter(office.coordinator):
        actions.give_to_worker(request=got.request, worker=office.worker.number, by=office.coordinator, at=LATER)  # type: ignore
    assert sees(office.worker, got.request)
    assert not sees(office.other_worker, got.request)
    assert not sees(office.elsewhere, got.request)
    with fence.enter(office.coordinator):
        actions.give_to_worker(
            request=got.request,
            worker=office.other_worker.number,
            by=office.coordinator,
            at=LATER,  # type: ignore
        )
    assert not sees(office.worker, got.request)
    assert sees(office.other_worker, got.request)


def test_without_evidence_it_goes_back_with_a_date_and_the_answer_brings_it_to_the_board(
    office: Office, referrer: Asker
) -> None:
    got = send(the_referral(evidence=NewEvidence()), referrer)
    assert (got.state, got.returned) == (State.RETURNED, ReturnReason.NO_ASSESSMENT)
    with fence.enter(referrer):
        own = queries.own_referrals(referrer)[0]
        assert own.status == "We need more from you"
        assert str(own.wants_answer_by) == "2026-11-27"
        answer = the_referral().evidence
        actions.answer_return(contact=own.contact, evidence=answer, words="Here it is", by=referrer, at=LATER)
    with fence.enter(office.officer):
        assert actions.take_answer(contact=own.contact, by=office.officer, at=LATER)
        assert not actions.take_answer(contact=own.contact, by=office.officer, at=LATER)
        page = queries.request_for(office.officer, got.request)
        assert page is not None
        assert page.state is State.RECEIVED
        assert page.contacts[0].answers[0].assessed_by == "Sid Nurse-Sample"
        [counted] = queries.returns_by_agency(office.officer, TODAY.replace(day=1), TODAY.replace(day=30))
        assert (counted.agency, counted.reason, counted.count) == ("Example School Nursing", "no_assessment", 1)


def test_a_concern_is_in_the_mash_lane_at_once_and_first_on_the_board(office: Office, referrer: Asker) -> None:
    send(the_referral(), referrer)
    got = send(the_referral(is_safeguarding=True, evidence=NewEvidence(), needs=(), subjects=()), referrer)
    assert got.state is State.ESCALATED
    with fence.enter(office.officer):
        first = queries.board(office.officer).lines[0]
        assert (first.reference, first.lane.value) == (got.reference, "mash")
        with pytest.raises(NotNow):
            new = NewReturn(got.contact, ReturnReason.NO_ASSESSMENT)
            actions.return_to_sender(request=got.request, new=new, by=office.officer, at=NOW)


def test_a_self_referral_needs_no_evidence_and_its_public_sender_can_read_nothing_back(office: Office) -> None:
    sender = public("self-referral")
    got = send(father_of_demo("ZZ5 1AA", TODAY), sender)
    assert got.state is State.RECEIVED
    with fence.enter(sender):
        assert queries.request_for(sender, got.request) is None
        assert queries.own_referrals(sender) == []
    with fence.enter(office.officer):
        page = queries.request_for(office.officer, got.request)
        assert page is not None
        assert (page.district, page.contacts[0].sender) == ("Mansfield", "The family itself")


def test_a_decision_says_what_is_missing(office: Office, referrer: Asker) -> None:
    got = send(the_referral(), referrer)
    for decision, refused in (
        (NewDecision(Outcome.TO_TEAM, "  ", level=2), NeedsReason),
        (NewDecision(Outcome.TO_TEAM, "why", level=None), NeedsLevel),
        (TO_TEAM, PeopleOpen),
    ):
        with pytest.raises(refused), fence.enter(office.officer):
            actions.decide(request=got.request, decision=decision, by=office.officer, at=NOW)
    unknown = send(
        the_referral(subjects=tuple(replace(s, place=NewPlace(postcode="NG99 9ZZ")) for s in the_referral().subjects)),
        referrer,
    )
    make_everybody(office, unknown.request)
    with fence.enter(office.officer):
        page = queries.request_for(office.officer, unknown.request)
        assert page is not None
        assert "not in our file" in page.place_words
    with pytest.raises(NeedsTeam), fence.enter(office.officer):
        actions.decide(request=unknown.request, decision=TO_TEAM, by=office.officer, at=NOW)


def test_two_tabs_cannot_both_decide(office: Office, referrer: Asker) -> None:
    got = send(the_referral(), referrer)
    make_everybody(office, got.request)
    with fence.enter(office.officer):
        actions.decide(request=got.request, decision=TO_TEAM, by=office.officer, at=NOW, version_seen=1)
    with pytest.raises(ChangedMeanwhile), fence.enter(office.officer):
        actions.decide(request=got.request, decision=TO_TEAM, by=office.officer, at=NOW, version_seen=1)
    with pytest.raises(NotNow), fence.enter(office.officer):
        actions.decide(request=got.request, decision=TO_TEAM, by=office.officer, at=NOW)


def test_nobody_decides_what_they_may_not_see(office: Office, referrer: Asker) -> None:
    got = send(the_referral(), referrer)
    for asker in (office.coordinator, office.worker, office.administrator, referrer):
        with pytest.raises(NoSuchRequest), fence.enter(asker):
            actions.decide(request=got.request, decision=TO_TEAM, by=asker, at=NOW)


def test_a_disagreement_about_the_level_is_kept(office: Office, referrer: Asker) -> None:
    got = send(the_referral(), referrer)
    make_everybody(office, got.request)
    decide(office, got.request)
    with fence.enter(office.officer):
        page = queries.request_for(office.officer, got.request)
        assert page is not None
        assert page.disagrees
        assert (page.contacts[0].level_seen, page.level) == ("Targeted Early Help", "Early Help")
        assert any("The sender saw another level" in told.sentence for told in page.told)


def test_a_protected_address_routes_nothing_and_is_the_protection_desks_alone(office: Office, referrer: Asker) -> None:
    hidden = NewPlace(line="Canary Cottage", postcode="ZZ2 1AA", phone="+441632960099", is_protected=True)
    subjects = tuple(replace(s, place=hidden if s.place else None) for s in the_referral().subjects)
    got = send(the_referral(subjects=subjects), referrer)
    with fence.enter(office.officer):
        assert queries.request_for(office.officer, got.request) is None
    from familyhub.accounts import queries as accounts
    from familyhub.accounts.terms import TeamKind

    [desk] = accounts.teams(TODAY, TeamKind.PROTECTION)
    duty = accounts.asker_of(accounts.members_of(desk.id, TODAY)[0].id, TODAY)
    with fence.enter(duty):
        page = queries.request_for(duty, got.request)
        assert page is not None
        assert (page.postcode, page.district, page.cluster, page.area) == ("", "", "", "")
        assert "Canary Cottage" in repr(page)


def test_the_same_people_are_found_the_second_time(office: Office, referrer: Asker) -> None:
    first = send(the_referral(), referrer)
    make_everybody(office, first.request)
    second = send(the_referral(channel=Channel.REFERRER), referrer)
    with fence.enter(office.officer):
        child = next(s for s in queries.subjects_for(office.officer, second.request) if s.given == "Demo")
        found = queries.candidates_for(office.officer, child.id)
        assert found[0].name == "Demo Example"
        actions.link(subject=child.id, record=found[0].record, by=office.officer, at=NOW)
        named = [
            *queries.subjects_for(office.officer, first.request),
            *queries.subjects_for(office.officer, second.request),
        ]
        again = next(s for s in named if s.id == child.id)
        assert again.found.value == "linked"
