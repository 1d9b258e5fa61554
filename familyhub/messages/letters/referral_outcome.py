"""To the professional who asked for help for a family: something changed, and where to read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "referral_outcome"
TITLE = "News of your request"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=30)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"News of your request: {values['reference']}"


def words(values: Mapping[str, str]) -> str:
    """The letter. The outcome itself is never in an email."""
    return f"""Something has changed in your request {values["reference"]} to {values["service"]}.

Sign in with this link to read it:

{values["link"]}

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """The link opens what holds at that moment, so that it stays right for a month."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is too late to be news")
