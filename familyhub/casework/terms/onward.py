"""The words of what a case sent on and waits for: children's social care, or another authority."""

from __future__ import annotations

from enum import StrEnum

from familyhub.referrals.terms.requests import EnquiryOutcome
from familyhub.sharing.terms.openings import BASIS_WORDS, Basis


class Onward(StrEnum):
    """To whom it was sent."""

    STEP_UP = "step_up"
    MOVED = "moved"


ONWARD_LABELS = {Onward.STEP_UP: "Step-up", Onward.MOVED: "Transfer to another authority"}
WAITING_WORDS = {
    Onward.STEP_UP: "Step-up sent on {day}, waiting for their answer. No visit is planned and no letter goes meanwhile",
    Onward.MOVED: "Passed on {day}, waiting for the receipt of the other authority",
}


class Answer(StrEnum):
    """What became of it."""

    SOCIAL_CARE = "social_care"
    EARLY_HELP = "early_help"
    RECEIVED = "received"
    NOT_WAITED = "not_waited"


ANSWER_LABELS = {
    Answer.SOCIAL_CARE: "Children's social care takes over",
    Answer.EARLY_HELP: "It stays early help",
    Answer.RECEIVED: "The other authority has it",
    Answer.NOT_WAITED: "Not waited for any more",
}
ANSWERS = dict.fromkeys((Answer.SOCIAL_CARE, Answer.EARLY_HELP), frozenset({Onward.STEP_UP}))
"""What these answer; the others answer everything that was sent."""
ENDS_HELP = frozenset({Answer.SOCIAL_CARE, Answer.RECEIVED})
TAKES_OVER = frozenset({EnquiryOutcome.SOCIAL_CARE, EnquiryOutcome.STRATEGY, EnquiryOutcome.EXISTING_CASE})
SEND_BASIS = {one: BASIS_WORDS[one] for one in (Basis.AGREED, Basis.SAFEGUARDING, Basis.VITAL, Basis.DUTY)}
FRONT_DOOR = "The front door of this authority"
LONGEST_WORRY, LONGEST_ALONG = 2000, 6000
