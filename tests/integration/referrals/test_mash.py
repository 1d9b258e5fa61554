"""The MASH lane as a workspace: decided first, held meanwhile, called for, and behind a fence of its own."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from familyhub.accounts import queries as accounts
from familyhub.core import events, fence
from familyhub.core.asker import Asker, public, system
from familyhub.demo import families
from familyhub.demo.seed import asker_in
from familyhub.messages.models import Message
from familyhub.referrals import actions, queries
from familyhub.referrals.actions import mash
from familyhub.referrals.actions.allocating import give_to_worker
from familyhub.referrals.actions.deciding import EnquiryOpen, NeedsReason, NewDecision
from familyhub.referrals.actions.holding import Held, place_holds
from familyhub.referrals.actions.mash.adults import WrongTime
from familyhub.referrals.actions.steps import ChangedMeanwhile, NotNow
from familyhub.referrals.asked_at_sending import is_held_back
from familyhub.referrals.models import (
    AdultConcern,
    DutyCall,
    Enquiry,
    EnquiryStep,
    Hold,
    Reply,
    Request,
)
from familyhub.referrals.new import NewContact, NewSubject
from familyhub.referrals.queries import duty
from familyhub.referrals.queries import mash as workspace
from familyhub.referrals.terms.mash import NOBODY_ON_THE_LIST, Passed
from familyhub.referrals.terms.requests import (
    Channel,
    Colour,
    EnquiryOutcome,
    EnquiryState,
    Lane,
    Outcome,
    SenderWord,
    State,
    SubjectRole,
)
from tests.integration.referrals.conftest import NOW, TODAY, Office

ALL = system("tests of the MASH lane", wide=frozenset({"referrals", "people", "hidden", "messages"}))
CHILD = NewSubject(SubjectRole.CHILD, "Demo", "Example", date(TODAY.year - 3, 2, 3))
MOTHER = NewSubject(SubjectRole.PARENT, "Testina", "Example", date(1997, 5, 14), relation="mother")
SISTER = NewSubject(SubjectRole.CHILD, "Trialla", "Example", date(TODAY.year - 6, 1, 1))
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def maker(office: Office) -> Asker:
    """A MASH decision maker."""
    return asker_in("mash_decision_maker")


def arrives(*subjects: NewSubject, concern: bool = True, at: datetime = NOW) -> Any:
    need = (families.NewNeed("sf", *families.NEEDS[0]),)
    new = NewContact(Channel.EMAIL, families.SENDERS[3], subjects, need, story="Shouting.", is_safeguarding=concern)
    with fence.enter(public("tests")):
        return actions.receive(new=new, by=public("tests"), at=at)


def enquiry_about(*subjects: NewSubject) -> tuple[Any, uuid.UUID]:
    got = arrives(*(subjects or (CHILD, MOTHER)))
    with fence.enter(ALL):
        return got, Enquiry.objects.get(request=got.request).id


def held_pair(office: Office) -> tuple[Any, Any, uuid.UUID]:
    """A sister's early help request, and the enquiry about her brother that holds it."""
    hers = arrives(SISTER, MOTHER, concern=False)
    his, enquiry = enquiry_about()
    with fence.enter(ALL):
        assert place_holds(request=his.request, by=ALL, at=NOW) == 1
    return hers, his, enquiry


def decide(enquiry: uuid.UUID, outcome: EnquiryOutcome, by: Asker, words: str = "", **more: Any) -> None:
    with fence.enter(by):
        decision = mash.NewEnquiryDecision(outcome, "Three partners asked; the risk is clear", words, Colour.AMBER)
        mash.decide_enquiry(enquiry=enquiry, decision=decision, by=by, at=LATER, **more)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_nobody_decides_the_request_while_its_enquiry_is_undecided(
    outcome: Outcome, office: Office, maker: Asker
) -> None:
    got, _ = enquiry_about()
    for asker in (office.officer, maker):
        with fence.enter(asker), pytest.raises(EnquiryOpen, match="decided first"):
            actions.decide(request=got.request, decision=NewDecision(outcome, "why", level=2), by=asker, at=NOW)


def test_early_help_goes_back_to_its_lane_with_its_clocks_and_releases_in_words(office: Office, maker: Asker) -> None:
    hers, his, enquiry = held_pair(office)
    with pytest.raises(mash.NeedsReleaseWords):
        decide(enquiry, EnquiryOutcome.EARLY_HELP, maker)
    decide(enquiry, EnquiryOutcome.EARLY_HELP, maker, "Spoken with the school: go on")
    with fence.enter(ALL):
        row = Request.objects.get(id=his.request)
        assert (row.lane, row.state, row.received_at) == (Lane.EARLY_HELP.value, State.RECEIVED.value, NOW)
        assert row.decide_by == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
        hold = Hold.objects.get(request=hers.request)
        assert (hold.released_at, hold.released_by_name) == (LATER, maker.name)
        assert hold.words == "Spoken with the school: go on"
        word = Reply.objects.filter(contact_number=his.contact).order_by("at").last()
        assert word is not None and word.word == SenderWord.BEING_LOOKED_AT.value


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (EnquiryOutcome.SOCIAL_CARE, State.PASSED),
        (EnquiryOutcome.STRATEGY, State.PASSED),
        (EnquiryOutcome.EXISTING_CASE, State.PASSED),
        (EnquiryOutcome.ADVICE, State.ADVISED),
        (EnquiryOutcome.NO_ACTION, State.NO_FURTHER_ACTION),
    ],
)
def test_other_outcomes_end_the_request_in_public_words_and_go_on_holding(
    outcome: EnquiryOutcome, state: State, office: Office, maker: Asker
) -> None:
    hers, his, enquiry = held_pair(office)
    decide(enquiry, outcome, maker)
    with fence.enter(ALL):
        assert Request.objects.get(id=his.request).state == state.value
        said = Reply.objects.filter(contact_number=his.contact).order_by("at").last()
        assert said is not None and said.word == SenderWord.FINISHED.value
        assert "MASH" not in said.words and "social" not in said.words
        assert Hold.objects.get(request=hers.request).released_at is None
    with fence.enter(maker), pytest.raises(mash.CannotClose, match="Release"):
        mash.close_enquiry(enquiry=enquiry, words="", by=maker, at=LATER)
    with fence.enter(maker):
        assert mash.release(enquiry=enquiry, words="The sister is safe", by=maker, at=LATER) == 1


def test_what_a_decision_refuses(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    with fence.enter(maker):
        with pytest.raises(NeedsReason):
            empty = mash.NewEnquiryDecision(EnquiryOutcome.ADVICE, " ")
            mash.decide_enquiry(enquiry=enquiry, decision=empty, by=maker, at=NOW)
        with pytest.raises(mash.DecideFirst):
            mash.release(enquiry=enquiry, words="now", by=maker, at=NOW)
    decide(enquiry, EnquiryOutcome.ADVICE, maker, version_seen=1)
    with pytest.raises(ChangedMeanwhile):
        decide(enquiry, EnquiryOutcome.NO_ACTION, maker, version_seen=1)
    with pytest.raises(NotNow):
        decide(enquiry, EnquiryOutcome.NO_ACTION, maker)
    with fence.enter(maker), pytest.raises(NotNow):
        mash.set_colour(enquiry=enquiry, colour=Colour.RED, by=maker, at=NOW)


def test_action_began_on_a_day_that_can_be_and_then_it_is_closed(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    decide(enquiry, EnquiryOutcome.SOCIAL_CARE, maker)
    with fence.enter(maker):
        for wrong in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
            with pytest.raises(mash.WrongDate):
                mash.start_action(enquiry=enquiry, started_on=wrong, by=maker, at=LATER)
        with pytest.raises(mash.CannotClose, match="say why"):
            mash.close_enquiry(enquiry=enquiry, words="", by=maker, at=LATER)
        mash.start_action(enquiry=enquiry, started_on=TODAY, by=maker, at=LATER)
        mash.close_enquiry(enquiry=enquiry, words="", by=maker, at=LATER)
        page = workspace.enquiry_for(maker, enquiry, LATER)
    assert page is not None
    assert (page.line.state, page.action_started_on) == (EnquiryState.CLOSED, TODAY)


def test_red_first_then_what_has_no_colour(office: Office, maker: Asker) -> None:
    _, first = enquiry_about(CHILD)
    _, second = enquiry_about(SISTER)
    _, third = enquiry_about(replace(SISTER, given="Another"))
    with fence.enter(maker):
        mash.set_colour(enquiry=first, colour=Colour.GREEN, by=maker, at=NOW)
        mash.set_colour(enquiry=third, colour=Colour.RED, by=maker, at=NOW)
        assert [line.id for line in workspace.open_enquiries(maker, NOW)] == [third, second, first]


def test_a_team_that_holds_the_request_finds_no_trace_of_an_enquiry(office: Office, maker: Asker) -> None:
    """Early help after an enquiry, and a sister's request that is held while it is open."""
    hers, his, enquiry = held_pair(office)
    with fence.enter(maker):
        mash.set_colour(enquiry=enquiry, colour=Colour.AMBER, by=maker, at=NOW)
    decide(enquiry, EnquiryOutcome.EARLY_HELP, maker, "Go on")
    team = accounts.team_serving(area="", cluster="BAS-C1", district="E07000171", day=TODAY)
    assert team is not None
    for request in (his.request, hers.request):
        with fence.enter(office.officer):
            for subject in queries.subjects_for(office.officer, request):
                actions.mark_unknown(subject=subject.id, by=office.officer, at=LATER)
            decision = NewDecision(
                Outcome.TO_TEAM, "Two needs", level=2, team=team.team, team_why="Nobody said where they live"
            )
            actions.decide(request=request, decision=decision, by=office.officer, at=LATER)
    coordinator = Asker(
        office.officer.kind, uuid.uuid4(), "C", frozenset({team.team}), permissions=office.coordinator.permissions
    )
    with fence.enter(coordinator):
        assert queries.request_for(coordinator, his.request) is not None
        assert Enquiry.objects.count() == 0
        assert EnquiryStep.objects.count() == 0
        assert workspace.enquiry_of(coordinator, his.request) is None
        assert workspace.enquiry_for(coordinator, enquiry, NOW) is None
        for request in (his.request, hers.request):
            said = [told.sentence for told in events.timeline_about(request)]
            assert [one for one in said if "enquiry" in one.lower()] == []


def test_a_held_request_stops_its_team_and_reads_the_same_words_to_everybody(office: Office, maker: Asker) -> None:
    hers = arrives(SISTER, MOTHER, concern=False)
    place = queries.board
    assert place is not None
    with fence.enter(office.officer):
        for subject in queries.subjects_for(office.officer, hers.request):
            actions.mark_unknown(subject=subject.id, by=office.officer, at=NOW)
        [team] = [one for one in office.coordinator.holders if accounts.team_named(one)]
        decision = NewDecision(Outcome.TO_TEAM, "Two needs", level=2, team=team, team_why="Nobody said where they live")
        actions.decide(request=hers.request, decision=decision, by=office.officer, at=NOW)
    his, _ = enquiry_about()
    with fence.enter(ALL):
        assert place_holds(request=his.request, by=ALL, at=NOW) == 1
    with fence.enter(office.coordinator):
        with pytest.raises(Held, match="being looked at by the front door"):
            give_to_worker(request=hers.request, worker=office.worker.number, by=office.coordinator, at=NOW)  # type: ignore[arg-type]
        assert workspace.held_among([hers.request, his.request]) == {hers.request}
        said = " ".join(told.sentence for told in events.timeline_about(hers.request))
        assert "being looked at by the front door" in said and "MASH" not in said and "enquiry" not in said
    with fence.enter(office.manager):
        assert [line.request for line in workspace.holds(office.manager)] == [hers.request]
    with fence.enter(maker):
        assert [line.request for line in workspace.holds(maker)] == [hers.request]
    with fence.enter(office.coordinator):
        assert workspace.holds(office.coordinator) == []


def test_nothing_goes_to_a_family_while_it_is_held(office: Office, maker: Asker) -> None:
    hers, his, enquiry = held_pair(office)
    with fence.enter(ALL):
        assert is_held_back(hers.contact, None)
        assert is_held_back(his.contact, None)
        assert not is_held_back(uuid.uuid4(), None)
    decide(enquiry, EnquiryOutcome.EARLY_HELP, maker, "Go on")
    with fence.enter(ALL):
        assert not is_held_back(hers.contact, None)


def on_the_list(*roles: str) -> list[uuid.UUID]:
    """Put everybody of these roles on the duty list, in order."""
    numbers = []
    with fence.enter(ALL):
        for order, role in enumerate(roles, start=1):
            staff = asker_in(role).number
            assert staff is not None
            numbers.append(staff)
            new = mash.NewDuty(order=order, since=NOW - timedelta(days=1), staff=staff)
            mash.add_to_duty(new=new, by=ALL, at=NOW)
    return numbers


def calls_of(enquiry: uuid.UUID) -> list[tuple[Any, int, datetime]]:
    with fence.enter(ALL):
        return list(DutyCall.objects.filter(enquiry=enquiry).order_by("number").values_list("staff", "round", "at"))


def minute(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def call_until(enquiry: uuid.UUID, last: int) -> None:
    """What the worker does each minute, twice, as after a restart."""
    for number in range(last + 1):
        for _ in range(2):
            with fence.enter(ALL):
                mash.call_next(enquiry=enquiry, by=ALL, at=minute(number))


def test_the_list_is_climbed_to_its_end_and_from_its_top_until_somebody_has_it(office: Office, maker: Asker) -> None:
    listed = on_the_list("front_door_officer", "mash_decision_maker")
    _, enquiry = enquiry_about()
    call_until(enquiry, 46)
    one, two = listed
    assert calls_of(enquiry) == [
        (one, 1, minute(0)),
        (two, 1, minute(15)),
        (one, 2, minute(30)),
        (two, 2, minute(45)),
    ]
    with fence.enter(maker):
        [line] = workspace.open_enquiries(maker, minute(46))
        assert (line.duty.value, line.must_phone) == ("exhausted", True)
        assert workspace.nobody_answered(maker, minute(46)) == 1
        assert workspace.nobody_answered(office.manager, minute(46)) == 1
        mash.acknowledge(enquiry=enquiry, by=maker, at=minute(47))
        mash.acknowledge(enquiry=enquiry, by=office.officer, at=minute(48))
        assert workspace.open_enquiries(maker, minute(49))[0].acknowledged_by == maker.name
    call_until(enquiry, 90)
    assert len(calls_of(enquiry)) == 4
    with fence.enter(ALL):
        letters = Message.objects.filter(letter="duty_call")
        assert letters.count() == 4
        assert all(set(one.values) == {"link"} for one in letters)


def test_a_gap_in_the_list_calls_nobody_and_says_so_in_red(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    call_until(enquiry, 16)
    assert [staff for staff, _, _ in calls_of(enquiry)] == [None, None]
    with fence.enter(maker):
        page = workspace.enquiry_for(maker, enquiry, minute(1))
        assert page is not None and page.calls[0].staff_name == NOBODY_ON_THE_LIST
        assert page.line.must_phone
        assert duty.duty_gaps(NOW) != []


def test_a_line_that_ended_is_called_no_more_and_a_vacant_post_is_passed_over(office: Office, maker: Asker) -> None:
    [number] = on_the_list("front_door_officer")
    with fence.enter(maker):
        [line] = duty.duty_list(maker, NOW)
        assert line.holders == (accounts.staff_names()[number],)
        assert duty.duty_gaps(NOW) == []
        mash.end_duty(line=line.id, by=maker, at=NOW)
        assert duty.duty_list(maker, NOW) == []
        assert duty.duty_list(office.officer, NOW) == []


def test_a_concern_about_an_adult_stays_in_sight_until_its_receipt_is_known(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    with fence.enter(maker):
        own = mash.raise_adult_concern(new=mash.NewAdult("A grandmother", "Falls"), by=maker, at=NOW)
        number = mash.raise_adult_concern(new=mash.NewAdult("An uncle", "Alone", enquiry), by=maker, at=NOW)
        assert {row.id for row in workspace.adult_concerns(maker)} == {own, number}
        receipt = mash.Receipt("Duty desk", "ASC-77", LATER)
        with pytest.raises(NotNow, match="Pass it on"):
            mash.record_receipt(concern=number, receipt=receipt, by=maker, at=LATER)
        mash.pass_on(concern=number, how=Passed.PHONE, to="Adult safeguarding", by=maker, at=LATER)
        with pytest.raises(WrongTime):
            wrong = replace(receipt, received_at=NOW - timedelta(hours=1))
            mash.record_receipt(concern=number, receipt=wrong, by=maker, at=LATER)
        assert len(workspace.adult_concerns(maker)) == 2
        mash.record_receipt(concern=number, receipt=receipt, by=maker, at=LATER)
        assert [row.id for row in workspace.adult_concerns(maker)] == [own]
        with pytest.raises(NotNow):
            mash.pass_on(concern=number, how=Passed.PHONE, to="again", by=maker, at=LATER)
    with fence.enter(office.coordinator):
        assert AdultConcern.objects.count() == 0


def test_what_the_desk_took_is_the_desks_and_its_own_members_are_called(office: Office, maker: Asker) -> None:
    """A protected child: the officer and the decision maker find no enquiry, and the duty list is not called."""
    from familyhub.people import actions as people
    from familyhub.people.new import NewName, NewPerson
    from familyhub.referrals.actions.desk import protection_desk

    on_the_list("mash_decision_maker")
    with fence.enter(office.officer):
        new = NewPerson(names=(NewName(CHILD.given, CHILD.family),), born_on=CHILD.born_on)
        record = people.register(new=new, by=office.officer, at=NOW)
        people.hide_person(record=record, see=protection_desk(NOW), by=office.officer, at=NOW)
    _, enquiry = enquiry_about()
    [team] = protection_desk(NOW)
    members = [member.id for member in accounts.members_of(team, TODAY)]
    call_until(enquiry, 0)
    assert [staff for staff, _, _ in calls_of(enquiry)] == members[:1]
    for asker in (office.officer, maker):
        with fence.enter(asker):
            assert workspace.open_enquiries(asker, NOW) == []
            assert workspace.enquiry_for(asker, enquiry, NOW) is None
            assert not Enquiry.objects.filter(id=enquiry).exists()
            assert workspace.nobody_answered(asker, NOW + timedelta(hours=2)) == 0
    desk = replace(office.officer, number=members[0], holders=frozenset({team, members[0]}))
    with fence.enter(desk):
        assert [line.id for line in workspace.open_enquiries(desk, NOW)] == [enquiry]
        adult = mash.raise_adult_concern(new=mash.NewAdult("An uncle", "Alone", enquiry), by=desk, at=NOW)
        assert [row.id for row in workspace.adult_concerns(desk)] == [adult]
    with fence.enter(office.officer):
        assert workspace.adult_concerns(office.officer) == []
