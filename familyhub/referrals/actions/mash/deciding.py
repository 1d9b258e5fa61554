"""The decision of a MASH enquiry within one working day, what it releases, when action began, and the end.

Nothing here can be undone: a decision is changed by another fact, not taken back.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.deciding import NeedsReason
from familyhub.referrals.actions.enquiring import move_enquiry
from familyhub.referrals.actions.holding import held_by, release_holds
from familyhub.referrals.actions.mash.duty import acknowledge
from familyhub.referrals.actions.mash.enquiries import at_hand, check_undecided, give_colour, tell
from familyhub.referrals.actions.mash.partners import withdraw_all
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import NotNow, move
from familyhub.referrals.belonging import contacts_of, needs_of
from familyhub.referrals.events.mash import EnquiryActionStarted, EnquiryClosed, EnquiryDecided
from familyhub.referrals.models import Enquiry
from familyhub.referrals.policy import mash as mash_policy
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.mash import ENDS_AS
from familyhub.referrals.terms.requests import (
    ENQUIRY_LABELS,
    Colour,
    EnquiryOutcome,
    EnquiryState,
    Lane,
    SenderWord,
    State,
)

STEP_WORDS = "Decided by the front door"  # a team that is given the request later reads no more than this


class NeedsReleaseWords(Exception):
    """Something is held: early help begins with the decision maker's own release, in words."""


class NeedsColour(Exception):
    """An enquiry is not decided before somebody has said how urgent it is."""


class DecideFirst(NotNow):
    """The enquiry is not decided yet."""


class WrongDate(Exception):
    """Action cannot have begun on that day; the text says why."""


class CannotClose(Exception):
    """The enquiry cannot be closed now; the text says why."""


@dataclass(frozen=True)
class NewEnquiryDecision:
    """What the decision maker decides. `release_words` releases what is held; empty leaves it held.

    `colour`: how urgent it is; None leaves what was set before.
    """

    outcome: EnquiryOutcome
    reason: str
    release_words: str = ""
    colour: Colour | None = None


def decide_enquiry(
    *,
    enquiry: uuid.UUID,
    decision: NewEnquiryDecision,
    by: Asker,
    at: datetime,
    version_seen: int | None = None,
) -> None:
    """Record the decision, move the request, release what may go on, tell each sender in the four words.

    Whoever decides has it: the calling stops. Errors: NoSuchEnquiry, ChangedMeanwhile, NotNow, NeedsReason,
    NeedsColour, NeedsReleaseWords.
    """
    row = at_hand(enquiry, version_seen)
    check_undecided(row)
    if decision.outcome is EnquiryOutcome.OTHER_AUTHORITY:
        raise NotNow("It is phoned through first: pass it to the other authority and record who took the call")
    words = decision.release_words.strip()
    if not decision.reason.strip():
        raise NeedsReason
    if not (decision.colour or row.colour):
        raise NeedsColour
    if decision.outcome is EnquiryOutcome.EARLY_HELP and not words and held_by(row):
        raise NeedsReleaseWords
    acknowledge(enquiry=enquiry, by=by, at=at)
    if decision.colour and decision.colour.value != row.colour:
        give_colour(row, decision.colour, by=by, at=at)
    released = release_holds(enquiry=row, words=words, by=by, at=at) if words else 0
    ends_as(row, decision.outcome, decision.reason, by=by, at=at, released=released)


def ends_as(row: Enquiry, outcome: EnquiryOutcome, words: str, *, by: Asker, at: datetime, released: int = 0) -> None:
    """A locked enquiry is decided: its request moves and its senders are told."""
    row.outcome, row.decided_at = outcome.value, at
    move_enquiry(row, EnquiryState.DECIDED, by=by, at=at, words=words)
    _move_request(row, outcome, by, at)
    tell(EnquiryDecided, row, by=by, at=at, outcome=outcome.value, released=released)
    _tell_senders(row, outcome, by, at)


def _move_request(enquiry: Enquiry, outcome: EnquiryOutcome, by: Asker, at: datetime) -> None:
    """Early help goes back to its lane with the clocks that have run since it was received; the rest ends."""
    request = enquiry.request
    if State(request.state) is not State.ESCALATED:
        return  # taken into the lane before its requests waited for the enquiry
    if outcome is EnquiryOutcome.EARLY_HELP:
        request.lane, request.rank = Lane.EARLY_HELP.value, policy.rank_of(Lane.EARLY_HELP, needs_of(request.id))
        request.decide_by = policy.due_from(request.received_at, Lane.EARLY_HELP).decide_by
        desk.lines_follow(request)
    move(request, ENDS_AS[outcome], by=by, at=at, words=STEP_WORDS)
    if outcome is not EnquiryOutcome.EARLY_HELP:
        desk.end_lines(request.id)


def _tell_senders(enquiry: Enquiry, outcome: EnquiryOutcome, by: Asker, at: datetime) -> None:
    goes_on = outcome is EnquiryOutcome.EARLY_HELP
    word = SenderWord.BEING_LOOKED_AT if goes_on else SenderWord.FINISHED
    for contact in contacts_of(enquiry.request_id):
        tell_sender(telling=Telling(contact=contact, reference=contact.request.reference, word=word), by=by, at=at)


def release(*, enquiry: uuid.UUID, words: str, by: Asker, at: datetime) -> int:
    """Release what is still held, after the decision. Errors: NoSuchEnquiry, DecideFirst, NeedsReason."""
    row = at_hand(enquiry)
    if mash_policy.can_gather(EnquiryState(row.state)):
        raise DecideFirst("Decide first: what an open enquiry holds is released with its decision")
    if not words.strip():
        raise NeedsReason
    return release_holds(enquiry=row, words=words, by=by, at=at)


def start_action(
    *, enquiry: uuid.UUID, started_on: date, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """The day on which action began, not the one for which it was meant.

    Errors: NoSuchEnquiry, ChangedMeanwhile, NotNow, WrongDate.
    """
    row = at_hand(enquiry, version_seen)
    state = EnquiryState(row.state)
    if not row.outcome or not mash_policy.can_start_action(state, EnquiryOutcome(row.outcome)):
        raise NotNow(f"The enquiry is {ENQUIRY_LABELS[state].lower()}: there is no action to record")
    problem = mash_policy.action_date_problem(started_on, day_of(row.opened_at), day_of(at))
    if problem:
        raise WrongDate(problem)
    row.action_started_on = started_on
    move_enquiry(row, EnquiryState.STARTED, by=by, at=at, words=f"Began on {started_on:%-d %B %Y}")
    tell(EnquiryActionStarted, row, by=by, at=at, started_on=f"{started_on:%-d %B %Y}")


def close_enquiry(*, enquiry: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """End it; links that nobody answered close. Errors: NoSuchEnquiry, ChangedMeanwhile, CannotClose."""
    row = at_hand(enquiry, version_seen)
    problem = mash_policy.close_problem(EnquiryState(row.state), row.outcome, held_by(row), words)
    if problem:
        raise CannotClose(problem)
    row.closed_at = at
    move_enquiry(row, EnquiryState.CLOSED, by=by, at=at, words=words)
    withdraw_all(row, by=by, at=at)
    tell(EnquiryClosed, row, by=by, at=at)
