"""A partner who was asked to contribute and has not answered is told that nothing more is needed of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "contribution_over"
TITLE = "Telling a partner that nothing more is needed"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=14)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "Nothing more is needed from you for an assessment"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""{values["service"]} asked you to contribute to an assessment. Nothing more is needed from you.

What we asked cannot be answered any more, and a link in an earlier email does not open.
You need not do anything.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """It stays true; old news is not sent."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is old news by now")
