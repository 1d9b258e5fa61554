"""The words of allocation: given back, tried to reach, not reached, passed to another authority, added, withdrawn."""

from __future__ import annotations

from enum import StrEnum

from familyhub.referrals.terms.requests import State


class BackTo(StrEnum):
    """To whom a request is given back."""

    COORDINATOR = "coordinator"
    FRONT_DOOR = "front_door"


class BackReason(StrEnum):
    """Why a worker or a team gives a request back; counted."""

    NO_CAPACITY = "no_capacity"
    WRONG_AREA = "wrong_area"
    CONFLICT = "conflict_of_interest"
    OTHER_TEAM = "known_to_another_team"
    OTHER_LEVEL = "needs_another_level"
    OTHER = "other"


BACK_LABELS = {
    BackReason.NO_CAPACITY: "No capacity",
    BackReason.WRONG_AREA: "The family lives in another team's area",
    BackReason.CONFLICT: "Conflict of interest",
    BackReason.OTHER_TEAM: "The family is known to another team",
    BackReason.OTHER_LEVEL: "The family needs another level of help",
    BackReason.OTHER: "Another reason",
}

# what a team holds and nobody has reached the family about yet, with what is missing
NOT_YET = {
    State.ALLOCATED_TO_TEAM: "Not with a worker",
    State.ALLOCATED_TO_WORKER: "Not accepted",
    State.ACCEPTED: "Family not reached",
}


class Tried(StrEnum):
    """The way in which a worker tried to reach the family."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"


TRIED_LABELS = {
    Tried.PHONE: "By phone",
    Tried.TEXT: "By text",
    Tried.EMAIL: "By email",
    Tried.LETTER: "By letter",
    Tried.VISIT: "A visit",
}


class Result(StrEnum):
    """What came of an attempt."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    NOT_SAFE = "not_safe"


RESULT_LABELS = {
    Result.REACHED: "I spoke with the family",
    Result.NO_ANSWER: "No answer",
    Result.MESSAGE_LEFT: "I left a message",
    Result.WRONG_NUMBER: "Wrong number or address",
    Result.REFUSED: "They did not want to speak with us",
    Result.NOT_SAFE: "It was not safe to try",
}


# the same as a timeline tells it of somebody else
CAME_OF_IT = {
    Result.REACHED: "spoke with the family",
    Result.NO_ANSWER: "no answer",
    Result.MESSAGE_LEFT: "left a message",
    Result.WRONG_NUMBER: "wrong number or address",
    Result.REFUSED: "they did not want to speak with us",
    Result.NOT_SAFE: "it was not safe to try",
}


class Worry(StrEnum):
    """What the coordinator answers when a family cannot be reached: has the worry grown?"""

    GROWN = "grown"
    TRY_AGAIN = "try_again"
    ANOTHER_WORKER = "another_worker"
    CLOSE = "close"


WORRY_LABELS = {
    Worry.GROWN: "Yes: back to the front door as a safeguarding concern, now",
    Worry.TRY_AGAIN: "No: the same worker tries again",
    Worry.ANOTHER_WORKER: "No: another worker tries",
    Worry.CLOSE: "No: nobody is worried, and the request ends",
}


class Homes(StrEnum):
    """How many homes the children named have, as far as all contacts say."""

    ONE = "one"
    TWO = "two"
    UNKNOWN = "unknown"
    PROTECTED = "protected"


class Basis(StrEnum):
    """On whose word something is passed to another authority."""

    AGREED = "agreed"
    SAFETY = "safety"
    LAW = "law"


BASIS_LABELS = {
    Basis.AGREED: "The family agreed",
    Basis.SAFETY: "A child may be at risk: no agreement is needed",
    Basis.LAW: "The law asks for it",
}


class PassedBy(StrEnum):
    """The way in which it was passed on."""

    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    SYSTEM = "system"


PASSED_LABELS = {
    PassedBy.PHONE: "By phone",
    PassedBy.EMAIL: "By secure email",
    PassedBy.POST: "By post",
    PassedBy.SYSTEM: "Through their own form",
}


class WithdrawReason(StrEnum):
    """Why a sender takes back what they sent."""

    FAMILY_ASKED = "family_asked"
    IN_ERROR = "sent_in_error"
    HELPED = "help_found"
    MOVED = "moved"
    OTHER = "other"


WITHDRAW_LABELS = {
    WithdrawReason.FAMILY_ASKED: "The family asked for it",
    WithdrawReason.IN_ERROR: "It was sent in error",
    WithdrawReason.HELPED: "Help was found elsewhere",
    WithdrawReason.MOVED: "The family moved",
    WithdrawReason.OTHER: "Another reason",
}


class Withdrawing(StrEnum):
    """What becomes of the request when a sender withdraws."""

    ENDS = "ends"
    OTHERS_GO_ON = "others_go_on"
    OFFICER_DECIDES = "officer_decides"
    TEAM_DECIDES = "team_decides"
    OVER_ALREADY = "over_already"


class Adding(StrEnum):
    """Where a sender's addition goes."""

    ESCALATE = "escalate"
    BOARD = "board"
    BACK_TO_BOARD = "back_to_board"
    TEAM = "team"
    FRONT_DOOR_TASK = "front_door_task"
