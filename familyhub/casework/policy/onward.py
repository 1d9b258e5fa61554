"""The rules of what a case sends on, as plain Python."""

from __future__ import annotations

from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.onward import LONGEST_ALONG, LONGEST_WORRY, TAKES_OVER, Answer, Onward
from familyhub.referrals.terms.requests import EnquiryOutcome


def send_problem(*, is_open: bool, waits: bool) -> str:
    """Why nothing can be sent on now; "" when it can."""
    if not is_open:
        return "This episode is closed: open it again first"
    return "It was sent on already: wait for their answer" if waits else ""


def words_problem(kind: Onward, worry: str, along: str) -> tuple[str, str]:
    """What is wrong with the words, and in which field; "" when nothing is."""
    missing = "Say what you are worried about" if kind is Onward.STEP_UP else "Say what they need to know"
    problem = text_problem(worry, missing, LONGEST_WORRY)
    if problem:
        return problem, "worry"
    too_long = len(along) > LONGEST_ALONG
    return ("What goes along can hold 6,000 characters: shorten it", "along") if too_long else ("", "")


def answer_of(outcome: EnquiryOutcome) -> Answer:
    """What the decision of an enquiry is for the team that sent it. Of advice and no action help goes on."""
    return Answer.SOCIAL_CARE if outcome in TAKES_OVER else Answer.EARLY_HELP
