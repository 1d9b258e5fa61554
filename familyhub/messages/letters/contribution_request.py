"""A partner is asked to contribute to an assessment: the link alone, and nothing of whom it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "contribution_request"
TITLE = "Asking a partner to contribute"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=60)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "We ask for your part in an assessment"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""{values["service"]} asks you to contribute to an assessment. Open this link to read what is asked:

{values["link"]}

The link is for you alone. You are asked for this email address, and a code is sent to it.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Whether the link is still open is asked of the room above."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("the questions in it are over")
