"""A partner is asked at their account to contribute to an assessment: where to come in, and nothing about whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "contribution_account"
TITLE = "Asking a partner at their account"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=60)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "We ask for your part in an assessment"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""{values["service"]} asks you to contribute to an assessment.
Come in as you always do, with this email address, and read what is asked:

{values["link"]}

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Whether it is still asked is a question of the room above."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("the questions in it are over")
