"""The rules of needs and family plans, as plain Python."""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from familyhub.casework.policy.episodes import looks_like_table
from familyhub.casework.terms.episodes import CloseReason, Tier
from familyhub.casework.terms.plans import (
    LONGEST_REVIEW_WEEKS,
    LONGEST_WORDS,
    MOST_NEEDS,
    NO_NEED,
    NOT_ASKED_LATER,
    NOTHING_TO_SETTLE,
    RESTRICTED_CODES,
    SUSTAINED_MONTHS,
    ActionState,
    NeedState,
    OwnerKind,
)
from familyhub.core.clocks import add_weeks

SPREADSHEET = "This looks like part of a spreadsheet, which would not keep its order here: say in words what it shows"


def text_problem(words: str, missing: str, longest: int = LONGEST_WORDS) -> str:
    """What is wrong with words that must be there; "" when nothing is."""
    if not words.strip():
        return missing
    if len(words) > longest:
        return f"This has {len(words):,} characters and can hold {longest:,}: shorten it"
    return SPREADSHEET if looks_like_table(words) else ""


def need_problem(*, framework: str, code: str, in_use: Collection[str], words: str, already: int) -> str:
    """Why a need cannot be recorded so; "" when it can. `in_use`: the framework's codes on that day."""
    if (framework, code) in NO_NEED:
        return "This code says that there is no need: nothing is recorded under it"
    if code not in in_use:
        return "Choose a need from the list"
    if already >= MOST_NEEDS:
        return f"This family has {already} needs recorded: set some of them right before you add more"
    return text_problem(words, "Say what is needed, in words the family would use")


def is_restricted(framework: str, code: str) -> bool:
    """Is the name of this need itself for the compartment of the case alone (S4-36)?"""
    return (framework, code) in RESTRICTED_CODES


def state_problem(*, now: NeedState, new: NeedState, words: str) -> str:
    """Why a need cannot change its state so; "" when it can."""
    if now is new:
        return "It stands so already"
    return text_problem(words, "Say what shows it")


def review_problem(review_on: date | None, today: date) -> str:
    """Why a plan cannot be looked at again on that day; "" when it can."""
    if review_on is None:
        return "Say when the plan is looked at again"
    if review_on <= today:
        return "The review must be after today"
    latest = add_weeks(today, LONGEST_REVIEW_WEEKS)
    return "" if review_on <= latest else f"The review must be within {LONGEST_REVIEW_WEEKS} weeks"


def owner_problem(kind: OwnerKind, staff: uuid.UUID | None, name: str) -> str:
    """Who does it must be somebody: one of us, or somebody named."""
    if kind is OwnerKind.STAFF:
        return "" if staff else "Choose which of us does it"
    return "" if name.strip() else "Say who does it"


def action_problem(*, words: str, due_on: date, begun_on: date, has_referral: bool, owner: OwnerKind) -> str:
    """Why an action cannot stand in a plan so; "" when it can."""
    if due_on < begun_on:
        return "The day by which it is done cannot be in the past"
    if has_referral and owner is OwnerKind.FAMILY:
        return "One of us or a partner refers the family on, and waits for the reply"
    return text_problem(words, "Say what is done")


@dataclass(frozen=True)
class Whole:
    """What a plan holds when it is to be agreed: for each goal how many actions, who leads, contingency, review."""

    actions_of_goals: tuple[int, ...]
    is_led: bool
    contingency: str
    review_on: date | None


def publish_problem(plan: Whole, today: date) -> str:
    """Why a plan cannot be agreed yet; "" when it can."""
    if not plan.actions_of_goals:
        return "A plan has at least one goal"
    if not all(plan.actions_of_goals):
        return "Each goal has at least one action"
    if not plan.is_led:
        return "Say who the lead practitioner is"
    if not plan.contingency.strip():
        return "Say what happens if it gets worse"
    return review_problem(plan.review_on, today)


def action_state_problem(now: ActionState, new: ActionState, *, has_referral: bool) -> str:
    """Why an action cannot come to this state; "" when it can."""
    if now is new:
        return "It stands so already"
    if new is ActionState.WAITING and not has_referral:
        return "Nobody was to be referred on here: there is no reply to wait for"
    return ""


def asks_outcomes(reason: CloseReason) -> bool:
    """Does an episode that ends so ask for an outcome of each need?"""
    return reason not in NOTHING_TO_SETTLE


def outcome_problem(reason: CloseReason, to_settle: Collection[uuid.UUID], settled: Collection[uuid.UUID]) -> str:
    """Why an episode cannot close with these needs open; "" when it can."""
    missing = set(to_settle) - set(settled)
    if not missing or not asks_outcomes(reason):
        return ""
    need = "One need is" if len(missing) == 1 else f"{len(missing)} needs are"
    return f"{need} still open: say of each what came of it"


def sustained_due(closed_on: date, reason: CloseReason) -> date | None:
    """The day on which the family is asked if it has lasted; None where nobody is asked."""
    if reason in NOT_ASKED_LATER:
        return None
    months = closed_on.month - 1 + SUSTAINED_MONTHS
    year, month = closed_on.year + months // 12, months % 12 + 1
    return date(year, month, min(closed_on.day, calendar.monthrange(year, month)[1]))


def step_problem(*, is_open: bool, now: Tier, new: Tier, words: str) -> str:
    """Why an episode cannot step to another tier; "" when it can."""
    if not is_open:
        return "This episode is closed: open it again first"
    return "It is this tier already" if now is new else text_problem(words, "Say why another tier is right now")
