"""To a shared mailbox that a referrer named as their team's: the link that shows that it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "referrer_team_link"
TITLE = "Link to read what became of a team's referrals"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
LINK_LIVES = timedelta(days=7)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"Your team's link to {values['service']}"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""Someone in your team sends referrals to {values["service"]} and named this as your team's shared address.

Open this link to agree. It works for 7 days. From then on, whoever reads this mailbox can see what became of their
referrals, so that cover is not left without an answer:

{values["link"]}

If this is not your team's address, do nothing.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """A link that has run out helps nobody."""
    return OK if message.is_younger_than(LINK_LIVES) else withheld("the link in it has run out")
