"""The rules of needs, plans, closing and tiers."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from familyhub.casework.policy import plans as policy
from familyhub.casework.policy.plans import Whole
from familyhub.casework.terms.episodes import CloseReason, Tier
from familyhub.casework.terms.plans import ActionState, NeedState, OwnerKind

DAY = date(2026, 11, 20)
ONE, TWO = uuid.uuid4(), uuid.uuid4()
WHOLE = Whole((1, 2), True, "Ring me", DAY + timedelta(days=42))


def test_words_must_be_there_fit_and_be_no_spreadsheet() -> None:
    assert policy.text_problem(" ", "Say it") == "Say it"
    assert policy.text_problem("x" * 2001, "Say it") == "This has 2,001 characters and can hold 2,000: shorten it"
    assert "spreadsheet" in policy.text_problem("a\tb\tc\n" * 9, "Say it")
    assert policy.text_problem("x", "Say it") == ""


@pytest.mark.parametrize(
    ("framework", "code", "words", "already", "said"),
    [
        ("factors", "21", "x", 0, "there is no need"),
        ("sf", "11", "x", 0, "Choose a need"),
        ("sf", "1", "x", 60, "60 needs recorded"),
        ("sf", "1", "", 0, "Say what is needed"),
    ],
)
def test_what_is_no_need_is_said(framework: str, code: str, words: str, already: int, said: str) -> None:
    in_use = {"1", "21"}
    problem = policy.need_problem(framework=framework, code=code, in_use=in_use, words=words, already=already)
    assert said in problem
    assert policy.need_problem(framework="sf", code="1", in_use=in_use, words="x", already=59) == ""


def test_exploitation_is_restricted_and_a_state_changes_with_words() -> None:
    assert policy.is_restricted("factors", "11A") and not policy.is_restricted("factors", "16A")
    assert policy.state_problem(now=NeedState.MET, new=NeedState.MET, words="x") == "It stands so already"
    assert policy.state_problem(now=NeedState.OPEN, new=NeedState.MET, words="") == "Say what shows it"
    assert policy.state_problem(now=NeedState.OPEN, new=NeedState.MET, words="x") == ""


@pytest.mark.parametrize(("days", "ok"), [(0, False), (1, True), (84, True), (85, False)])
def test_a_plan_is_looked_at_again_within_twelve_weeks(days: int, ok: bool) -> None:
    assert (policy.review_problem(DAY + timedelta(days=days), DAY) == "") is ok
    assert policy.review_problem(None, DAY) == "Say when the plan is looked at again"


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (Whole((), True, "x", WHOLE.review_on), "A plan has at least one goal"),
        (Whole((1, 0), True, "x", WHOLE.review_on), "Each goal has at least one action"),
        (Whole((1,), False, "x", WHOLE.review_on), "Say who the lead practitioner is"),
        (Whole((1,), True, " ", WHOLE.review_on), "Say what happens if it gets worse"),
        (Whole((1,), True, "x", None), "Say when the plan is looked at again"),
        (WHOLE, ""),
    ],
)
def test_a_plan_is_agreed_when_it_is_whole(whole: Whole, said: str) -> None:
    assert policy.publish_problem(whole, DAY) == said


def test_an_action_has_somebody_a_day_and_words() -> None:
    def problem(words: str = "x", days: int = 0, owner: OwnerKind = OwnerKind.STAFF, onward: bool = False) -> str:
        due = DAY + timedelta(days=days)
        return policy.action_problem(words=words, due_on=due, begun_on=DAY, has_referral=onward, owner=owner)

    assert problem() == problem(onward=True) == ""
    assert "past" in problem(days=-1)
    assert "a partner refers" in problem(owner=OwnerKind.FAMILY, onward=True)
    assert problem("") == "Say what is done"
    assert policy.owner_problem(OwnerKind.STAFF, None, "") == "Choose which of us does it"
    assert policy.owner_problem(OwnerKind.FAMILY, None, " ") == "Say who does it"
    assert policy.owner_problem(OwnerKind.STAFF, ONE, "") == policy.owner_problem(OwnerKind.PARTNER, None, "H") == ""


def test_an_action_waits_only_for_a_reply_that_was_asked_for() -> None:
    assert policy.action_state_problem(ActionState.OPEN, ActionState.OPEN, has_referral=True) != ""
    assert "no reply" in policy.action_state_problem(ActionState.OPEN, ActionState.WAITING, has_referral=False)
    assert policy.action_state_problem(ActionState.OPEN, ActionState.WAITING, has_referral=True) == ""
    assert policy.action_state_problem(ActionState.WAITING, ActionState.DONE, has_referral=True) == ""


def test_closing_asks_for_each_open_need_unless_help_goes_on_or_the_child_has_died() -> None:
    assert policy.outcome_problem(CloseReason.NEEDS_MET, [ONE, TWO], []).startswith("2 needs are still open")
    assert policy.outcome_problem(CloseReason.NEEDS_MET, [ONE, TWO], [ONE]).startswith("One need is still open")
    assert policy.outcome_problem(CloseReason.NEEDS_MET, [ONE], [ONE]) == ""
    for reason in (CloseReason.DIED, CloseReason.GOES_ON, CloseReason.HANDED_BACK):
        assert policy.outcome_problem(reason, [ONE], []) == ""


@pytest.mark.parametrize(
    ("closed_on", "asked_on"),
    [
        (date(2026, 11, 20), date(2027, 5, 20)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_six_months_on_are_calendar_months(closed_on: date, asked_on: date) -> None:
    assert policy.sustained_due(closed_on, CloseReason.NEEDS_MET) == asked_on
    assert policy.sustained_due(closed_on, CloseReason.MOVED_AWAY) is None


def test_a_tier_changes_while_help_is_given_and_with_a_reason() -> None:
    assert "closed" in policy.step_problem(is_open=False, now=Tier.TARGETED, new=Tier.UNIVERSAL, words="x")
    assert "already" in policy.step_problem(is_open=True, now=Tier.TARGETED, new=Tier.TARGETED, words="x")
    assert policy.step_problem(is_open=True, now=Tier.TARGETED, new=Tier.UNIVERSAL, words="") != ""
    assert policy.step_problem(is_open=True, now=Tier.TARGETED, new=Tier.UNIVERSAL, words="x") == ""
