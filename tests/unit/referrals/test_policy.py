"""The rules of the front door."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import Evidence, Found, Lane, Outcome, ReturnReason, State, SubjectRole

FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


def given(**changes: object) -> policy.Given:
    values = {
        "is_safeguarding": False,
        "needs": 1,
        "evidence": Evidence.ASSESSMENT,
        "has_assessment_facts": True,
        "has_reference_and_action": False,
    }
    return policy.Given(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, None),
        ({"needs": 0}, ReturnReason.NO_UNMET_NEED),
        ({"has_assessment_facts": False}, ReturnReason.NO_ASSESSMENT),
        ({"evidence": Evidence.E_REFERRAL}, ReturnReason.NO_ASSESSMENT),
        ({"evidence": Evidence.E_REFERRAL, "has_reference_and_action": True}, None),
        ({"evidence": Evidence.NONE}, ReturnReason.NO_ASSESSMENT),
        ({"evidence": Evidence.NONE, "needs": 0, "is_safeguarding": True}, None),
    ],
)
def test_what_is_missing_sends_a_referral_back_but_never_a_safeguarding_concern(
    changes: dict[str, object], missing: ReturnReason | None
) -> None:
    assert policy.missing_from(given(**changes)) is missing


def test_a_concern_goes_to_the_mash_lane_whatever_is_missing() -> None:
    lane = policy.lane_for(True)
    assert lane is Lane.MASH
    assert policy.first_state(lane, ReturnReason.NO_ASSESSMENT) is State.ESCALATED
    assert policy.first_state(policy.lane_for(False), None) is State.RECEIVED
    assert policy.first_state(policy.lane_for(False), ReturnReason.NO_ASSESSMENT) is State.RETURNED


def test_clocks_skip_weekends_and_bank_holidays() -> None:
    due = policy.due_from(FRIDAY, Lane.EARLY_HELP)
    assert due.decide_by == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)  # the end of Tuesday 24 November
    assert policy.due_from(FRIDAY, Lane.MASH).decide_by == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    before_christmas = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
    assert policy.due_from(before_christmas, Lane.MASH).decide_by == datetime(2026, 12, 30, 0, 0, tzinfo=UTC)
    assert policy.answer_by(date(2026, 12, 24)) == date(2027, 1, 5)


def test_a_state_opens_only_its_own_steps() -> None:
    assert policy.can_move(State.RECEIVED, State.ALLOCATED_TO_TEAM)
    assert not policy.can_move(State.ESCALATED, State.RETURNED)
    assert policy.can_move(State.CLOSED, State.RECEIVED)  # opened again
    assert not policy.can_move(State.CLOSED, State.ALLOCATED_TO_TEAM)
    assert not policy.can_move(State.JOINED, State.ALLOCATED_TO_TEAM)
    assert policy.can_decide(State.RETURNED)
    assert not policy.can_decide(State.ACCEPTED)


def test_a_team_waits_until_everybody_named_was_settled() -> None:
    assert policy.not_yet_allocatable([Found.LINKED, Found.NOT_YET], Outcome.TO_TEAM)
    assert not policy.not_yet_allocatable([Found.LINKED, Found.UNKNOWN], Outcome.TO_TEAM)
    assert not policy.not_yet_allocatable([Found.NOT_YET], Outcome.TO_MASH)


@pytest.mark.parametrize(
    ("senders", "ours", "disagree"), [(3, 2, True), (2, 2, False), (None, 2, False), (3, None, False)]
)
def test_levels_disagree_only_when_both_are_known(senders: int | None, ours: int | None, disagree: bool) -> None:
    assert policy.levels_disagree(senders, ours) is disagree


@pytest.mark.parametrize(
    ("role", "born_on", "has_send", "offer"),
    [
        (SubjectRole.UNBORN, None, False, policy.Offer.CHILDRENS_CENTRE),
        (SubjectRole.CHILD, date(2021, 11, 21), False, policy.Offer.CHILDRENS_CENTRE),
        (SubjectRole.CHILD, date(2021, 11, 20), False, policy.Offer.HUB),
        (SubjectRole.CHILD, date(2007, 11, 21), False, policy.Offer.HUB),
        (SubjectRole.CHILD, date(2007, 11, 20), False, policy.Offer.NONE),
        (SubjectRole.CHILD, date(2007, 11, 20), True, policy.Offer.HUB_SEND),
        (SubjectRole.CHILD, date(2001, 11, 20), True, policy.Offer.NONE),
        (SubjectRole.CHILD, None, False, None),
        (SubjectRole.PARENT, date(1990, 1, 1), False, None),
    ],
)
def test_who_the_service_is_for(role: SubjectRole, born_on: date | None, has_send: bool, offer: str | None) -> None:
    assert policy.offer_for(role, born_on, date(2026, 11, 20), has_send) == offer


def test_the_childs_home_routes_and_for_an_unborn_baby_the_mothers() -> None:
    assert policy.routing_place([(SubjectRole.PARENT, "hers"), (SubjectRole.CHILD, "his")]) == "his"
    assert policy.routing_place([(SubjectRole.UNBORN, None), (SubjectRole.PARENT, "hers")]) == "hers"
    assert policy.routing_place([(SubjectRole.UNBORN, None)]) is None


ME, OTHER = uuid.uuid4(), uuid.uuid4()
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("by", "until", "is_held"),
    [
        (None, None, False),
        (ME, AT + timedelta(minutes=1), False),
        (OTHER, AT + timedelta(seconds=1), True),
        (OTHER, AT, False),
        (OTHER, None, False),
    ],
)
def test_somebody_else_has_it_open_until_their_time_is_over(
    by: uuid.UUID | None, until: datetime | None, is_held: bool
) -> None:
    assert policy.is_held_by_another(by, until, ME, AT) is is_held


@pytest.mark.parametrize(
    ("lane", "state", "minutes", "can"),
    [
        (Lane.EARLY_HELP, State.ALLOCATED_TO_TEAM, 0, True),
        (Lane.EARLY_HELP, State.SIGNPOSTED, 9.9, True),
        (Lane.EARLY_HELP, State.RETURNED, 5, True),
        (Lane.EARLY_HELP, State.ALLOCATED_TO_TEAM, 10, False),
        (Lane.EARLY_HELP, State.ALLOCATED_TO_TEAM, -1, False),
        (Lane.EARLY_HELP, State.ACCEPTED, 1, False),
        (Lane.EARLY_HELP, State.CLOSED, 1, False),
        (Lane.EARLY_HELP, State.ESCALATED, 1, False),
        (Lane.MASH, State.SIGNPOSTED, 1, False),
    ],
)
def test_ten_minutes_to_undo_and_never_in_the_mash_lane(lane: Lane, state: State, minutes: float, can: bool) -> None:
    assert policy.can_be_undone(lane, state, AT, AT + timedelta(minutes=minutes)) is can
    assert not policy.can_be_undone(lane, state, None, AT)


def test_a_sender_reads_it_when_it_cannot_be_undone_any_more() -> None:
    assert policy.shown_from(Lane.EARLY_HELP, AT) == AT + timedelta(minutes=10)
    assert policy.shown_from(Lane.MASH, AT) is None


@pytest.mark.parametrize(
    ("role", "age", "offer", "says_where"),
    [
        (SubjectRole.UNBORN, None, policy.Offer.CHILDRENS_CENTRE, False),
        (SubjectRole.CHILD, 4, policy.Offer.CHILDRENS_CENTRE, False),
        (SubjectRole.CHILD, 5, policy.Offer.HUB, False),
        (SubjectRole.CHILD, 18, policy.Offer.HUB, False),
        (SubjectRole.CHILD, 19, policy.Offer.HUB_SEND, True),
        (SubjectRole.CHILD, 24, policy.Offer.HUB_SEND, True),
        (SubjectRole.CHILD, 25, policy.Offer.NONE, True),
        (SubjectRole.CHILD, None, policy.Offer.NOT_KNOWN, False),
    ],
)
def test_who_is_outside_the_offer_is_told_where_to(
    role: SubjectRole, age: int | None, offer: str, says_where: bool
) -> None:
    born = None if age is None else date(2026 - age, 11, 20)
    found = policy.eligibility(role, born, date(2026, 11, 20))
    assert found is not None
    assert (found.offer, bool(found.where_to)) == (offer, says_where)
    assert policy.eligibility(SubjectRole.PARENT, born, date(2026, 11, 20)) is None
