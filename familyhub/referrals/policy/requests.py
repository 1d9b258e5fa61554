"""The rules of the front door, as plain Python: when things are due, what is missing, what may happen next.

Local standards are configuration, shown as local and never as statutory (`definitions.md` 2.2); the one working day of
the MASH lane is statutory guidance (Working Together 2023).
"""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from familyhub.core.clocks import add_working_days, day_of, end_of_day
from familyhub.people.typed import plain
from familyhub.referrals.terms.requests import (
    AT_FRONT_DOOR,
    HARM,
    KEYED,
    NOT_PROFESSIONALS,
    OUTCOME_STATES,
    OVER,
    RANK_OF_HARM,
    RANKS,
    Agreement,
    Channel,
    Evidence,
    Found,
    Lane,
    Outcome,
    ReturnReason,
    State,
    SubjectRole,
)

P = TypeVar("P")


@dataclass(frozen=True)
class Standards:
    """Working days allowed for each step, counted from the day a contact was received."""

    acknowledge: int = 1
    decide: int = 2
    decide_mash: int = 1
    allocate: int = 5
    first_contact: int = 10
    answer_return: int = 5


LOCAL = Standards()


@dataclass(frozen=True)
class Due:
    """The last moment at which each step is in time."""

    decide_by: datetime
    allocate_by: datetime
    first_contact_by: datetime


def due_from(received_at: datetime, lane: Lane, standards: Standards = LOCAL) -> Due:
    """When each step is due: at the end of the working day, London's time."""
    day = day_of(received_at)
    decide = standards.decide_mash if lane is Lane.MASH else standards.decide
    return Due(
        decide_by=end_of_day(add_working_days(day, decide)),
        allocate_by=end_of_day(add_working_days(day, standards.allocate)),
        first_contact_by=end_of_day(add_working_days(day, standards.first_contact)),
    )


def answer_by(returned_on: date, standards: Standards = LOCAL) -> date:
    """The day until which a sender may supply what is missing."""
    return add_working_days(returned_on, standards.answer_return)


def lane_for(is_safeguarding: bool) -> Lane:
    """A safeguarding concern never waits in the early help lane, whatever else is missing (S0-16)."""
    return Lane.MASH if is_safeguarding else Lane.EARLY_HELP


def rank_of(lane: Lane, needs: Iterable[tuple[str, str]]) -> int:
    """Where on the board: concerns first, then where a coded need is harm at home, then the rest; lower is sooner."""
    return RANK_OF_HARM if lane is Lane.EARLY_HELP and HARM & set(needs) else RANKS[lane]


@dataclass(frozen=True)
class Given:
    """What a professional gave, as far as the rules ask."""

    is_safeguarding: bool
    needs: int
    evidence: Evidence
    has_assessment_facts: bool
    has_reference_and_action: bool


def missing_from(given: Given) -> ReturnReason | None:
    """The first thing that sends a professional's referral back, or None. A safeguarding concern is never sent back."""
    if given.is_safeguarding:
        return None
    if given.needs == 0:
        return ReturnReason.NO_UNMET_NEED
    if given.evidence is Evidence.ASSESSMENT and given.has_assessment_facts:
        return None
    if given.evidence is Evidence.E_REFERRAL and given.has_reference_and_action:
        return None
    return ReturnReason.NO_ASSESSMENT


@dataclass(frozen=True)
class Came:
    """How a contact came, as far as the rules ask."""

    channel: Channel
    agreement: Agreement
    source: str
    has_email: bool


def is_own_request(came: Came) -> bool:
    """Did a family ask for itself, on its own form or by phone or in person?"""
    return came.channel is Channel.SELF or came.agreement is Agreement.SELF


def needs_evidence(came: Came) -> bool:
    """Is it a professional's? A family, a relative or a neighbour is asked for no papers, nor is a team of ours."""
    is_ours = came.channel is Channel.TEAM
    return not (is_ours or is_own_request(came)) and came.source not in NOT_PROFESSIONALS


def reads_replies(came: Came) -> bool:
    """Can its sender read what is written to them? What was keyed for a caller has no page of theirs."""
    return came.channel not in KEYED or came.has_email


def can_go_back(came: Came) -> bool:
    """May its sender be asked for more in writing? Only a professional who can read it."""
    return needs_evidence(came) and reads_replies(came)


def first_state(lane: Lane, missing: ReturnReason | None) -> State:
    """Where a new request starts."""
    if lane is Lane.MASH:
        return State.ESCALATED
    return State.RETURNED if missing else State.RECEIVED


MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.RETURNED, State.WITHDRAWN, State.JOINED, *OUTCOME_STATES.values()}),
    State.RETURNED: frozenset({State.RECEIVED, State.WITHDRAWN, State.JOINED, *OUTCOME_STATES.values()}),
    # in the MASH lane the enquiry's decision alone moves it on (`terms.mash.ENDS_AS`)
    State.ESCALATED: frozenset(
        {
            *(State.RECEIVED, State.WITHDRAWN, State.JOINED, State.PASSED, State.ADVISED, State.NO_FURTHER_ACTION),
            State.TRANSFERRED,
        }
    ),
    State.JOINED: frozenset({State.RECEIVED, State.ESCALATED}),
    State.ALLOCATED_TO_TEAM: frozenset({State.ALLOCATED_TO_WORKER, State.RECEIVED, State.ESCALATED, State.CLOSED}),
    State.ALLOCATED_TO_WORKER: frozenset(
        {
            State.ACCEPTED,
            State.ALLOCATED_TO_TEAM,
            State.ALLOCATED_TO_WORKER,
            State.ESCALATED,
            State.RECEIVED,
            State.CLOSED,
        }
    ),
    State.ACCEPTED: frozenset(
        {
            State.FIRST_CONTACT_MADE,
            State.ALLOCATED_TO_TEAM,
            State.ALLOCATED_TO_WORKER,
            State.ESCALATED,
            State.RECEIVED,
            State.CLOSED,
        }
    ),
    State.FIRST_CONTACT_MADE: frozenset(
        {State.CLOSED, State.ESCALATED, State.RECEIVED, State.ALLOCATED_TO_TEAM, State.ALLOCATED_TO_WORKER}
    ),
    # opened again, by a person with a reason or because its sender voices a worry
    **dict.fromkeys(
        (state for state in OVER if state is not State.JOINED), frozenset({State.RECEIVED, State.ESCALATED})
    ),
}


def can_move(state: State, to: State) -> bool:
    """May a request in this state go to that one?"""
    return to in MOVES.get(state, frozenset())


def can_decide(state: State) -> bool:
    """Is the request still the front door's to decide?"""
    return state in AT_FRONT_DOOR


def not_yet_allocatable(found: Iterable[Found], outcome: Outcome) -> bool:
    """A team gets a request only when everybody named was linked, made, or marked as not known."""
    return outcome is Outcome.TO_TEAM and any(one is Found.NOT_YET for one in found)


def levels_disagree(senders: int | None, ours: int | None) -> bool:
    """Did the sender see another level than the front door? Unknown is no disagreement (S0-14)."""
    return senders is not None and ours is not None and senders != ours


class Offer:
    """Which part of the service somebody's age is for."""

    CHILDRENS_CENTRE = "children's centre offer (before birth to the fifth birthday)"
    HUB = "family hub (to 19)"
    HUB_SEND = "family hub (to 25 with special educational needs or disability)"
    NONE = "not of an age for the hub: redirect, do not refuse"
    NOT_KNOWN = "age not known: ask, and do not hold anything up for it"


WHERE_TO = {
    Offer.CHILDRENS_CENTRE: "",
    Offer.HUB: "",
    Offer.HUB_SEND: "Ask whether they have special educational needs or a disability. If not, redirect to adult help.",
    Offer.NONE: "Redirect to adult help: the council's adult services, or the family's general practice.",
    Offer.NOT_KNOWN: "",
}


def offer_for(role: SubjectRole, born_on: date | None, today: date, has_send: bool = False) -> str | None:
    """The offer that a child is of an age for on that day (S0-04, S3-02); None for adults and unknown ages."""
    if role is SubjectRole.UNBORN:
        return Offer.CHILDRENS_CENTRE
    if role is not SubjectRole.CHILD or born_on is None:
        return None
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    if age < 5:
        return Offer.CHILDRENS_CENTRE
    if age < 19:
        return Offer.HUB
    if age < 25 and has_send:
        return Offer.HUB_SEND
    return Offer.NONE


@dataclass(frozen=True)
class Eligibility:
    """Which offer somebody is of an age for, and where to send them to whom it is not. Nobody is refused (S0-04)."""

    offer: str
    where_to: str


def eligibility(role: SubjectRole, born_on: date | None, today: date) -> Eligibility | None:
    """For one child on that day; None for adults. From 19 to 25 it depends on a need that nobody has asked about."""
    if role not in {SubjectRole.CHILD, SubjectRole.UNBORN}:
        return None
    offer = offer_for(role, born_on, today, has_send=True) or Offer.NOT_KNOWN
    return Eligibility(offer, WHERE_TO[offer])


class HasName(Protocol):
    """Somebody with a first name and a family name."""

    @property
    def given(self) -> str:
        """The first name."""

    @property
    def family(self) -> str:
        """The family name."""


def is_same_name(one: HasName, other: HasName) -> bool:
    """Both names the same, letters and case aside. Twins differ in the first name."""
    return bool(one.given and one.family) and (
        (plain(one.given), plain(one.family)) == (plain(other.given), plain(other.family))
    )


def routing_place(named: Sequence[tuple[SubjectRole, P | None]]) -> P | None:
    """Which of the places given routes the request: the first child's; for an unborn baby a parent's."""
    for role in (SubjectRole.CHILD, SubjectRole.UNBORN, SubjectRole.PARENT, SubjectRole.OTHER):
        for one, place in named:
            if one is role and place is not None:
                return place
    return None


@dataclass(frozen=True)
class ParentNamed:
    """A parent as one contact names them. `who` is the person found, else the name as told; `asked` for themselves."""

    who: Hashable
    agreement: Agreement
    asked: bool


def not_asked(parents: Iterable[ParentNamed]) -> set[Hashable]:
    """The parents whose agreement nobody has, once another parent asked for help: that one's request is theirs alone.

    A professional's "the family agrees" covers the parents whom that contact names.
    """
    named = list(parents)
    if not any(one.asked for one in named):
        return set()
    covered = {one.who for one in named if one.asked or one.agreement is Agreement.AGREED}
    return {one.who for one in named} - covered


DECIDED = (
    *(state for outcome, state in OUTCOME_STATES.items() if outcome is not Outcome.TO_MASH),
    State.PASSED,
    State.ADVISED,
)

CLAIM_FOR = timedelta(minutes=15)
UNDO_FOR = timedelta(minutes=10)
UNDOABLE = (State.RETURNED, State.ALLOCATED_TO_TEAM, State.ALLOCATED_TO_WORKER, *(s for s in DECIDED if s in OVER))


def is_held_by_another(
    claimed_by: uuid.UUID | None, claimed_until: datetime | None, who: uuid.UUID | None, now: datetime
) -> bool:
    """Has somebody else this request open for deciding now?"""
    return claimed_by is not None and claimed_by != who and claimed_until is not None and claimed_until > now


def can_be_undone(lane: Lane, state: State, decided_at: datetime | None, now: datetime) -> bool:
    """May a decision still be taken back: within ten minutes, before a worker accepted it, never in the MASH lane."""
    if lane is Lane.MASH or state not in UNDOABLE or decided_at is None:
        return False
    return decided_at <= now < decided_at + UNDO_FOR


def shown_from(lane: Lane, at: datetime) -> datetime | None:
    """From when a sender may read what was decided; None is at once: in the MASH lane nothing waits."""
    return None if lane is Lane.MASH else at + UNDO_FOR
