"""To a partner's named contact: we need information. The link opens the question for that contact alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "information_request"
TITLE = "Request for information"
AUDIENCE = Audience.PARTNER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=5)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "We need information from you"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""{values["service"]} needs information from you. Open this link to read what is asked, and to answer:

{values["link"]}

The link is for you alone: do not pass it on. It stops working when its time is over.

Do not answer by email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Whether the link still opens is asked of the room that made it; this is the end at the latest."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is too late to ask")
