"""The rules of allocation, as plain Python. Days are working days; standards here are local ones, shown as local."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from familyhub.core.clocks import add_working_days, day_of, end_of_day, working_days_between
from familyhub.referrals.terms.allocation import (
    NOT_YET,
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
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, OVER, RANK_OF_HARM, WITH_TEAM, Lane, State

SOON = 10  # working days: leave that begins within them is shown where work is given
PHONE_WITHIN = timedelta(hours=1)
RECEIPT_WITHIN = 2
ANSWER_WORRY_WITHIN = 1


def age(since: datetime, now: datetime) -> int:
    """Working days since then."""
    return working_days_between(day_of(since), day_of(now))


def soon_until(today: date) -> date:
    """Until when leave counts as soon."""
    return add_working_days(today, SOON)


def missing(state: State) -> str:
    """What a request that a team holds still waits for; "" for none."""
    return NOT_YET.get(state, "")


def clock_of(state: State, allocate_by: datetime, first_contact_by: datetime) -> datetime:
    """The clock that runs while it waits for that."""
    return allocate_by if state is State.ALLOCATED_TO_TEAM else first_contact_by


def back_problem(to: BackTo, state: State, words: str, reason: BackReason) -> str:
    """Why a request cannot be given back so; "" when it can."""
    if state not in WITH_TEAM or (to is BackTo.COORDINATOR and state is State.ALLOCATED_TO_TEAM):
        return "It is not with you any more"
    if reason is BackReason.OTHER and not words.strip():
        return "Say why it goes back"
    return ""


@dataclass(frozen=True)
class Attempt:
    """One attempt, as far as the rules ask."""

    result: Result
    tried_at: datetime
    words: str
    message_is_safe: bool


def attempt_problem(attempt: Attempt, received_at: datetime, now: datetime) -> str:
    """Why an attempt cannot be recorded so; "" when it can."""
    if attempt.tried_at > now:
        return "The attempt is in the future: give the day and time at which you tried"
    if attempt.tried_at < received_at:
        return "The attempt is before the request was received: give the day and time at which you tried"
    if attempt.result is Result.MESSAGE_LEFT and not attempt.message_is_safe and not attempt.words.strip():
        return "The rules do not say that a message is safe: say who said that it is"
    if attempt.result in {Result.REFUSED, Result.NOT_SAFE} and not attempt.words.strip():
        return "Say in a few words what happened"
    return ""


def message_is_safe(may_leave: Iterable[bool]) -> bool:
    """May a message be left? Only when it is known of every adult in the request that it may."""
    known = list(may_leave)
    return bool(known) and all(known)


def worry_due(asked_at: datetime) -> datetime:
    """By when the coordinator answers whether the worry has grown."""
    return end_of_day(add_working_days(day_of(asked_at), ANSWER_WORRY_WITHIN))


def not_reached_problem(state: State, attempts: Sequence[Result], words: str) -> str:
    """Why it cannot be said that the family cannot be reached; "" when it can."""
    if state is not State.ACCEPTED:
        return "Accept the request and try to reach the family first"
    if not attempts:
        return "Record at least one attempt first"
    return "" if words.strip() else "Say what you tried and what you know"


def worry_problem(answer: Worry, words: str) -> str:
    """Every answer has a reason: nothing about a family ends in silence."""
    return "" if words.strip() else f"Say why{' the request ends' if answer is Worry.CLOSE else ''}"


def homes(postcodes: Iterable[str], is_protected: bool) -> Homes:
    """How many homes the children named have. `postcodes`: one for each child in each contact, "" where none is known.

    A child without a postcode beside one with a postcode is not a second home.
    """
    if is_protected:
        return Homes.PROTECTED
    known = {"".join(code.split()).upper() for code in postcodes} - {""}
    if not known:
        return Homes.UNKNOWN
    return Homes.ONE if len(known) == 1 else Homes.TWO


def chooses_team(found: Homes, place_is_known: bool) -> bool:
    """Must the officer choose the team and say why? Whenever the map cannot tell, or would tell too little."""
    return found is not Homes.ONE or not place_is_known


def phone_by(decided_at: datetime) -> datetime:
    """A safeguarding concern is passed on by phone within the hour."""
    return decided_at + PHONE_WITHIN


def receipt_by(decided_at: datetime) -> datetime:
    """By when the other authority should say that it has it (local standard)."""
    return end_of_day(add_working_days(day_of(decided_at), RECEIPT_WITHIN))


@dataclass(frozen=True)
class Passing:
    """What was passed to another authority, as far as the rules ask."""

    way: PassedBy
    basis: Basis
    is_safeguarding: bool
    phoned_to: str


def passing_problem(passing: Passing) -> str:
    """Why it cannot be recorded so; "" when it can."""
    if passing.is_safeguarding and passing.way is not PassedBy.PHONE:
        return "A safeguarding concern is passed on by phone first: record whom you spoke with"
    if passing.way is PassedBy.PHONE and not passing.phoned_to.strip():
        return "Say whom you spoke with"
    if passing.is_safeguarding and passing.basis is Basis.AGREED:
        return "A safeguarding concern does not wait for agreement: choose the other basis"
    return ""


def adding(state: State, lane: Lane, is_safeguarding: bool) -> Adding:
    """Where an addition goes: a worry about safety into the MASH lane at once, whatever the request is now."""
    if is_safeguarding and not (lane is Lane.MASH and state is State.ESCALATED):
        return Adding.ESCALATE
    if state is State.RETURNED:
        return Adding.BACK_TO_BOARD
    if state in AT_FRONT_DOOR:
        return Adding.BOARD
    return Adding.TEAM if state in WITH_TEAM else Adding.FRONT_DOOR_TASK


@dataclass(frozen=True)
class Standing:
    """How a request stands when one of its senders withdraws. `others`: contacts of senders who have not."""

    state: State
    lane: Lane
    rank: int
    is_worry: bool
    others: int


def withdrawing(standing: Standing) -> Withdrawing:
    """What becomes of the request: ordered questions, first yes wins. A worry never ends because its sender did."""
    if standing.state in OVER:
        return Withdrawing.OVER_ALREADY
    if standing.lane is Lane.MASH or standing.is_worry or standing.rank <= RANK_OF_HARM:
        return Withdrawing.OFFICER_DECIDES
    if standing.others:
        return Withdrawing.OTHERS_GO_ON
    return Withdrawing.TEAM_DECIDES if standing.state in WITH_TEAM else Withdrawing.ENDS


def can_reopen(state: State, ended_at: datetime, now: datetime, days: int) -> bool:
    """May a request that ended be opened again? Not one that became part of another, and within so many days."""
    return state in OVER and state is not State.JOINED and day_of(now) <= day_of(ended_at) + timedelta(days=days)


def since_reopening(states: Sequence[State]) -> int:
    """Where the last life of a request begins among its states: after the last that was over, else at the first.

    The end in which it stands now is part of its life.
    """
    ends = [n for n, state in enumerate(states[:-1]) if state in OVER and state is not State.JOINED]
    return ends[-1] + 1 if ends else 0


def working_days_to(first: datetime, reached_at: datetime) -> int:
    """Working days from the earliest contact to the first help."""
    return working_days_between(day_of(first), day_of(reached_at))
