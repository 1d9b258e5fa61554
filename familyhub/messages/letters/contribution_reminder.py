"""A partner who has not contributed yet is reminded, once: no link, since its secret is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "contribution_reminder"
TITLE = "Reminding a partner to contribute"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=3)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "We still hope for your part in an assessment"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""{values["service"]} asked you to contribute to an assessment, and we have not had your answer yet.

Open the link in our earlier email, "We ask for your part in an assessment".
If you cannot find it, ask whoever wrote to you for a new one. A late answer helps too.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Whether the link is still open is asked of the room above."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("what it reminds of is over")
