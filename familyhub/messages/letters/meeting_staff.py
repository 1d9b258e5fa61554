"""To one of us: there is something to read about a meeting; whose it is, is never in an email."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "meeting_staff"
TITLE = "Something to read about a meeting"
AUDIENCE = Audience.STAFF
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=7)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "Something to read about a meeting"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""You are asked to a meeting, or its minutes are written. Sign in to read it:

{values["link"]}

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """The link opens what holds at that moment."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is too late to be news")
