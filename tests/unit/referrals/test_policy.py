"""The rules of the front door."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from familyhub.referrals import policy
from familyhub.referrals.terms import Evidence, Found, Lane, Outcome, ReturnReason, State, SubjectRole

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
