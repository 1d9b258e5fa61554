"""The invitation of a new member of staff: the link with which they choose their password."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "staff_invitation"
TITLE = "Invitation to a new account"
AUDIENCE = Audience.STAFF
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
LINK_LIVES = timedelta(days=7)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"Your account for {values['service']}"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""An account for {values["service"]} was made for you.

Open this link to choose your password. It works once, within 7 days. Have your phone at hand:

{values["link"]}

If you do not work in the service, do nothing and tell whoever looks after it.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """A link that has run out helps nobody."""
    return OK if message.is_younger_than(LINK_LIVES) else withheld("the link in it has run out")
