"""The link that proves a referrer's work address and opens the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "referrer_link"
TITLE = "Link to ask for help for a family"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
LINK_LIVES = timedelta(days=7)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"Your link to {values['service']}"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""Someone asked for a link to refer a family to {values["service"]}, and gave this work address.

Open this link to carry on. It works for 7 days and shows that the address is yours:

{values["link"]}

If it was not you, do nothing. Nobody can use your address without this link.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """A link that has run out helps nobody."""
    return OK if message.is_younger_than(LINK_LIVES) else withheld("the link in it has run out")
