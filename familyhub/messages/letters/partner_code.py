"""The code that proves a partner's address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "partner_code"
TITLE = "Code for a partner"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
LIVES = timedelta(minutes=15)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "Your code"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""Your code is {values["reference"]}. It works once, for 15 minutes.

If you did not ask for it, do nothing. Nobody can read anything without it.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """A code that has run out helps nobody."""
    return OK if message.is_younger_than(LIVES) else withheld("the code in it has run out")
