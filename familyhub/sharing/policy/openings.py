"""The rules of sharing, as plain Python: how long an opening lasts, who reviews it by when, what must be said."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from familyhub.core import clocks
from familyhub.core.asker import TO_READ
from familyhub.sharing.terms.openings import REASON_WORDS, OpenReason, ReviewOutcome

OPEN_FOR = timedelta(hours=3)
REVIEW_WITHIN = 5  # working days
WORDS_AT_LEAST = 20
LONGEST_WORDS = 2000


class SharingRefused(Exception):
    """It cannot be done; the text says why."""


class TooFewWords(SharingRefused):
    """A coded reason alone says too little."""


class NotSomebody(SharingRefused):
    """Only staff who signed in do this."""


class OwnOpening(SharingRefused):
    """Nobody reviews what they opened themselves."""


class AlreadyReviewed(SharingRefused):
    """Somebody has reviewed it, or it is not there for whoever asks."""


class OwnRelation(SharingRefused):
    """Nobody matches or ends what they declared themselves."""


class NoSuchRelation(SharingRefused):
    """There is no such relation for this asker, or it has ended."""


def ends_at(opened_at: datetime) -> datetime:
    """When an opening ends by itself."""
    return opened_at + OPEN_FOR


def review_by(opened_at: datetime) -> datetime:
    """The moment before which it is to be reviewed: the end of the fifth working day after."""
    return clocks.end_of_day(clocks.add_working_days(clocks.day_of(opened_at), REVIEW_WITHIN))


def is_overdue(due: datetime, reviewed_at: datetime | None, now: datetime) -> bool:
    """Not reviewed, and the time has passed."""
    return reviewed_at is None and due <= now


def check_words(words: str) -> str:
    """The words without spaces around them, white space counted once. Errors: TooFewWords."""
    said = " ".join(words.split())
    if len(said) < WORDS_AT_LEAST:
        raise TooFewWords(f"Say why in at least {WORDS_AT_LEAST} characters")
    return words.strip()


def check_reviewer(opened_by: UUID, reviewer: UUID | None) -> UUID:
    """The reviewer, who is somebody else. Errors: OwnOpening."""
    if reviewer is None or reviewer == opened_by:
        raise OwnOpening("You opened this record yourself: somebody else reviews it")
    return reviewer


def check_other(declared_by: UUID, by: UUID | None) -> UUID:
    """Who looks after it, who is somebody else. Errors: OwnRelation."""
    if by is None or by == declared_by:
        raise OwnRelation("You declared this yourself: somebody else looks after it")
    return by


def ends_review(outcome: ReviewOutcome) -> bool:
    """Is the review over with this outcome? Where more was asked it goes on."""
    return outcome is not ReviewOutcome.MORE_ASKED


def because_of(opening: UUID, reason: OpenReason) -> str:
    """The reason on the grants of one opening: stands in the access log beside every look that they allowed."""
    return f"{TO_READ}: {REASON_WORDS[reason].lower()} ({opening.hex[:8]})"


def because_of_relation(match: UUID) -> str:
    """The reason on the bars of one declared relation, by which they are lifted together."""
    return f"declared relation {match}"
