"""To the professional who asked for help for a family: we have it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "referral_received"
TITLE = "We have your request"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=7)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"We have your request: {values['reference']}"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""Your request for help for a family is with {values["service"]}.

Your reference is {values["reference"]}. Sign in with this link to see what happens to it:

{values["link"]}

If somebody is in danger now, phone 999.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """After a week it is no longer news, and would puzzle whoever has seen the outcome."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is too late to say that the request has arrived")
