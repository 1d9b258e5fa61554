"""Nobody has looked at a listing for three months: is it still right?"""

from __future__ import annotations

from collections.abc import Mapping

from familyhub.directory.policy.links import LINK_LIVES
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "listing_reminder"
TITLE = "Reminder to a provider"
AUDIENCE = Audience.PARTNER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "Is your listing still right?"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""Nobody has looked at your listing in our directory for three months. Is it still right? With this link
you confirm it with one press, or change it:

{values["link"]}

The link opens this one listing and works for 30 days. Whoever has it can propose changes to the listing, so
pass it on only to somebody who looks after it with you. What you change is shown after one of our editors has
looked at it.

Do not reply to this email and do not write about a family in an email. If somebody is in danger, phone 999.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Whether the link still opens is asked of the room above."""
    return OK if message.is_younger_than(LINK_LIVES) else withheld("the link in it is over")
