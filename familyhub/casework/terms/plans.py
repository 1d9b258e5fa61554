"""The words of needs and family plans."""

from __future__ import annotations

from enum import StrEnum

from familyhub.casework.terms.episodes import CloseReason


class NeedState(StrEnum):
    """What has become of a need."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly_met"
    NOT_MET = "not_met"
    WITHDRAWN = "withdrawn"


NEED_LABELS = {
    NeedState.OPEN: "Open",
    NeedState.MET: "Met",
    NeedState.PARTLY: "Partly met",
    NeedState.NOT_MET: "Not met",
    NeedState.WITHDRAWN: "Withdrawn: it was none, or the family does not want it worked on",
}
RESTRICTED_CODES = frozenset({("factors", "11A"), ("factors", "12A"), ("factors", "24A")})
"""Exploitation and trafficking: the need itself is restricted (S4-36)."""
NO_NEED = frozenset({("factors", "21")})
"""A code that says that there is none: no need is recorded under it."""
LONGEST_WORDS = 2000
MOST_NEEDS = 60


class OwnerKind(StrEnum):
    """Who does it, or who leads."""

    STAFF = "staff"
    PARTNER = "partner"
    FAMILY = "family"


OWNER_LABELS = {
    OwnerKind.STAFF: "One of us",
    OwnerKind.PARTNER: "Somebody of a partner agency",
    OwnerKind.FAMILY: "Somebody of the family",
}


class ActionState(StrEnum):
    """How far an action of a plan has come."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    NOT_DONE = "not_done"


ACTION_LABELS = {
    ActionState.OPEN: "To be done",
    ActionState.WAITING: "Referred on, waiting for the reply",
    ActionState.DONE: "Done",
    ActionState.NOT_DONE: "Not done, and not needed any more",
}
STILL_OPEN = frozenset({ActionState.OPEN, ActionState.WAITING})
REVIEW_WEEKS, LONGEST_REVIEW_WEEKS = 6, 12
"""A plan is looked at again after six weeks and within twelve: a local standard (definitions 2.2), not a statute."""
MOST_GOALS, MOST_ACTIONS = 20, 60


class Sustained(StrEnum):
    """What was found six months after help had ended."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"


SUSTAINED_LABELS = {
    Sustained.YES: "It has lasted",
    Sustained.PARTLY: "Some of it has lasted",
    Sustained.NO: "It has not lasted",
    Sustained.UNKNOWN: "The family could not be asked",
    Sustained.NOT_NEEDED: "Not asked: help goes on",
}
SUSTAINED_MONTHS = 6
"""After closure (definitions 2.1: sustained six months)."""
NOTHING_TO_SETTLE = frozenset(
    {
        *(CloseReason.GOES_ON, CloseReason.HANDED_BACK, CloseReason.DIED),
        *(CloseReason.STEPPED_UP, CloseReason.MOVED_AWAY),
    }
)
"""Help goes on elsewhere with the same needs, or the child has died: nobody is asked for an outcome of each need."""
NOT_ASKED_LATER = NOTHING_TO_SETTLE | {CloseReason.AGED_OUT}
"""Nobody is asked six months on."""
