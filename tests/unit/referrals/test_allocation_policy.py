"""The rules of allocation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.terms.allocation import (
    Adding,
    BackReason,
    BackTo,
    Basis,
    Homes,
    PassedBy,
    Result,
    Withdrawing,
    Worry,
)
from familyhub.referrals.terms.requests import Lane, State

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_age_is_in_working_days_and_the_clock_is_that_of_what_is_missing() -> None:
    assert policy.age(FRIDAY, MONDAY) == 1
    assert policy.soon_until(date(2026, 11, 20)) == date(2026, 12, 4)
    assert policy.clock_of(State.ALLOCATED_TO_TEAM, FRIDAY, MONDAY) == FRIDAY
    assert policy.clock_of(State.ACCEPTED, FRIDAY, MONDAY) == MONDAY
    assert [policy.missing(state) for state in (State.ALLOCATED_TO_TEAM, State.CLOSED)] == ["Not with a worker", ""]
    assert policy.working_days_to(FRIDAY, MONDAY) == 1


@pytest.mark.parametrize(
    ("to", "state", "words", "reason", "problem"),
    [
        (BackTo.COORDINATOR, State.ACCEPTED, "", BackReason.NO_CAPACITY, ""),
        (BackTo.COORDINATOR, State.ALLOCATED_TO_TEAM, "", BackReason.NO_CAPACITY, "not with you"),
        (BackTo.FRONT_DOOR, State.ALLOCATED_TO_TEAM, "", BackReason.WRONG_AREA, ""),
        (BackTo.FRONT_DOOR, State.CLOSED, "", BackReason.WRONG_AREA, "not with you"),
        (BackTo.FRONT_DOOR, State.ACCEPTED, " ", BackReason.OTHER, "Say why"),
        (BackTo.FRONT_DOOR, State.ACCEPTED, "They moved", BackReason.OTHER, ""),
    ],
)
def test_back(to: BackTo, state: State, words: str, reason: BackReason, problem: str) -> None:
    said = policy.back_problem(to, state, words, reason)
    assert (problem in said) if problem else said == ""


@pytest.mark.parametrize(
    ("result", "at", "words", "is_safe", "problem"),
    [
        (Result.NO_ANSWER, MONDAY, "", False, ""),
        (Result.NO_ANSWER, MONDAY + timedelta(minutes=1), "", False, "in the future"),
        (Result.NO_ANSWER, FRIDAY - timedelta(minutes=1), "", False, "before the request"),
        (Result.MESSAGE_LEFT, MONDAY, "", False, "who said that it is"),
        (Result.MESSAGE_LEFT, MONDAY, "Mother said so", False, ""),
        (Result.MESSAGE_LEFT, MONDAY, "", True, ""),
        (Result.REFUSED, MONDAY, "", True, "what happened"),
        (Result.NOT_SAFE, MONDAY, "He answered", True, ""),
        (Result.REACHED, MONDAY, "", False, ""),
    ],
)
def test_attempts(result: Result, at: datetime, words: str, is_safe: bool, problem: str) -> None:
    said = policy.attempt_problem(policy.Attempt(result, at, words, is_safe), FRIDAY, MONDAY)
    assert (problem in said) if problem else said == ""


def test_a_message_is_safe_only_when_it_is_known_of_every_adult() -> None:
    assert policy.message_is_safe([True, True])
    assert not policy.message_is_safe([True, False])
    assert not policy.message_is_safe([])


def test_not_reached_needs_an_accepted_request_an_attempt_and_words() -> None:
    tried = [Result.NO_ANSWER]
    assert "Accept" in policy.not_reached_problem(State.ALLOCATED_TO_WORKER, tried, "x")
    assert "attempt" in policy.not_reached_problem(State.ACCEPTED, [], "x")
    assert "what you tried" in policy.not_reached_problem(State.ACCEPTED, tried, " ")
    assert policy.not_reached_problem(State.ACCEPTED, tried, "Rang at four times of day") == ""
    assert policy.worry_due(FRIDAY) == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert policy.worry_problem(Worry.CLOSE, "") == "Say why the request ends"
    assert policy.worry_problem(Worry.GROWN, " ") == "Say why"
    assert policy.worry_problem(Worry.GROWN, "The school has not seen them") == ""


@pytest.mark.parametrize(
    ("postcodes", "is_protected", "found"),
    [
        (["DN22 7AA", "dn227aa"], False, Homes.ONE),
        (["DN22 7AA", ""], False, Homes.ONE),
        (["DN22 7AA", "NG18 1AE"], False, Homes.TWO),
        (["", ""], False, Homes.UNKNOWN),
        ([], False, Homes.UNKNOWN),
        (["DN22 7AA"], True, Homes.PROTECTED),
    ],
)
def test_homes(postcodes: list[str], is_protected: bool, found: Homes) -> None:
    assert policy.homes(postcodes, is_protected) is found


def test_the_officer_chooses_whenever_the_map_cannot_tell() -> None:
    assert not policy.chooses_team(Homes.ONE, place_is_known=True)
    assert policy.chooses_team(Homes.ONE, place_is_known=False)
    for found in (Homes.TWO, Homes.UNKNOWN, Homes.PROTECTED):
        assert policy.chooses_team(found, place_is_known=True)


def test_a_concern_is_phoned_through_within_the_hour() -> None:
    assert policy.phone_by(FRIDAY) == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    assert policy.receipt_by(FRIDAY) == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    by_email = policy.Passing(PassedBy.EMAIL, Basis.SAFETY, True, "")
    assert "by phone first" in policy.passing_problem(by_email)
    assert "whom you spoke with" in policy.passing_problem(policy.Passing(PassedBy.PHONE, Basis.SAFETY, True, " "))
    agreed = policy.Passing(PassedBy.PHONE, Basis.AGREED, True, "Ms Placeholder")
    assert "does not wait for agreement" in policy.passing_problem(agreed)
    assert policy.passing_problem(policy.Passing(PassedBy.PHONE, Basis.SAFETY, True, "Ms Placeholder")) == ""
    assert policy.passing_problem(policy.Passing(PassedBy.EMAIL, Basis.AGREED, False, "")) == ""


@pytest.mark.parametrize(
    ("state", "lane", "is_safeguarding", "where"),
    [
        (State.ACCEPTED, Lane.EARLY_HELP, True, Adding.ESCALATE),
        (State.CLOSED, Lane.EARLY_HELP, True, Adding.ESCALATE),
        (State.ESCALATED, Lane.MASH, True, Adding.BOARD),
        (State.RETURNED, Lane.EARLY_HELP, False, Adding.BACK_TO_BOARD),
        (State.RECEIVED, Lane.EARLY_HELP, False, Adding.BOARD),
        (State.ACCEPTED, Lane.EARLY_HELP, False, Adding.TEAM),
        (State.CLOSED, Lane.EARLY_HELP, False, Adding.FRONT_DOOR_TASK),
    ],
)
def test_where_an_addition_goes(state: State, lane: Lane, is_safeguarding: bool, where: Adding) -> None:
    assert policy.adding(state, lane, is_safeguarding) is where


@pytest.mark.parametrize(
    ("standing", "what"),
    [
        (policy.Standing(State.RECEIVED, Lane.EARLY_HELP, 5, False, 0), Withdrawing.ENDS),
        (policy.Standing(State.RECEIVED, Lane.EARLY_HELP, 5, False, 1), Withdrawing.OTHERS_GO_ON),
        (policy.Standing(State.ESCALATED, Lane.MASH, 0, False, 0), Withdrawing.OFFICER_DECIDES),
        (policy.Standing(State.RECEIVED, Lane.EARLY_HELP, 5, True, 0), Withdrawing.OFFICER_DECIDES),
        (policy.Standing(State.RECEIVED, Lane.EARLY_HELP, 2, False, 0), Withdrawing.OFFICER_DECIDES),
        (policy.Standing(State.ACCEPTED, Lane.EARLY_HELP, 5, False, 0), Withdrawing.TEAM_DECIDES),
        (policy.Standing(State.CLOSED, Lane.EARLY_HELP, 5, False, 0), Withdrawing.OVER_ALREADY),
    ],
)
def test_withdrawing(standing: policy.Standing, what: Withdrawing) -> None:
    assert policy.withdrawing(standing) is what


def test_reopening_has_its_days_and_a_joined_request_has_none() -> None:
    last = FRIDAY + timedelta(days=90)
    assert policy.can_reopen(State.CLOSED, FRIDAY, last, 90)
    assert not policy.can_reopen(State.CLOSED, FRIDAY, last + timedelta(days=1), 90)
    assert not policy.can_reopen(State.JOINED, FRIDAY, MONDAY, 90)
    assert not policy.can_reopen(State.ACCEPTED, FRIDAY, MONDAY, 90)


def test_the_life_of_a_request_begins_after_its_last_end() -> None:
    assert policy.since_reopening([]) == 0
    assert policy.since_reopening([State.RECEIVED, State.CLOSED]) == 0
    assert policy.since_reopening([State.RECEIVED, State.CLOSED, State.RECEIVED, State.ACCEPTED]) == 2
    assert policy.since_reopening([State.RECEIVED, State.JOINED, State.RECEIVED]) == 0
