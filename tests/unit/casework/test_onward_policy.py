"""The rules of what a case sends on."""

from __future__ import annotations

import pytest

from familyhub.casework.policy import onward as policy
from familyhub.casework.terms.onward import LONGEST_ALONG, Answer, Onward
from familyhub.referrals.terms.requests import EnquiryOutcome


def test_it_is_sent_once_while_help_is_open() -> None:
    assert policy.send_problem(is_open=True, waits=False) == ""
    assert policy.send_problem(is_open=True, waits=True) == "It was sent on already: wait for their answer"
    assert policy.send_problem(is_open=False, waits=False) == "This episode is closed: open it again first"


def test_the_worry_is_said_and_what_goes_along_is_not_endless() -> None:
    assert policy.words_problem(Onward.STEP_UP, "A bruise", "") == ("", "")
    assert policy.words_problem(Onward.STEP_UP, " ", "") == ("Say what you are worried about", "worry")
    assert policy.words_problem(Onward.MOVED, "", "") == ("Say what they need to know", "worry")
    assert policy.words_problem(Onward.MOVED, "x", "y" * (LONGEST_ALONG + 1))[1] == "along"


@pytest.mark.parametrize("outcome", list(EnquiryOutcome))
def test_social_care_takes_over_or_help_goes_on(outcome: EnquiryOutcome) -> None:
    taken = {EnquiryOutcome.SOCIAL_CARE, EnquiryOutcome.STRATEGY, EnquiryOutcome.EXISTING_CASE}
    assert policy.answer_of(outcome) is (Answer.SOCIAL_CARE if outcome in taken else Answer.EARLY_HELP)
