"""To a partner: a meeting on a day, and nothing of whom it is about nor who comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "meeting_partner"
TITLE = "Asking a partner to a meeting"
AUDIENCE = Audience.REFERRER
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "You are asked to a meeting"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    day = f"{date.fromisoformat(values['date']):%A %-d %B %Y}"
    return f"""{values["service"]} asks you to a meeting on {day}.

Somebody of ours tells you where it is and about whom: that is not written in an email. If you cannot come, send your
views before, or ask somebody to speak for you.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Before the day itself; whether it takes place is asked of the room above."""
    is_before = message.now.date() <= date.fromisoformat(message.values["date"])
    return OK if is_before else withheld("the day in it is over")
