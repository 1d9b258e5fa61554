"""Help for a member of staff who cannot sign in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "sign_in_help"
TITLE = "Help to sign in"
AUDIENCE = Audience.STAFF
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
LINK_LIVES = timedelta(hours=1)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"Help to sign in to {values['service']}"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""Someone asked for help to sign in to {values["service"]} with this address.

Open this link to choose a new password. It works for one hour:

{values["link"]}

You will still need the code from your second factor. If it was not you, do nothing and tell your administrator.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """A link that has run out helps nobody."""
    return OK if message.is_younger_than(LINK_LIVES) else withheld("the link in it has run out")
