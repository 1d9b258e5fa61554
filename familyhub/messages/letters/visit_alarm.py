"""To whoever leads a team, or is on duty: a colleague has not checked out. Names nobody and no place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "visit_alarm"
TITLE = "A colleague has not checked out of a visit"
AUDIENCE = Audience.STAFF
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL, Way.TEXT)
NEWS_FOR = timedelta(hours=12)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "A colleague has not checked out"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""A colleague has not checked out of a visit. Sign in to see who, and to say that you look after it:

{values["link"]}

If you cannot, do nothing: the next is told. If somebody is in danger now, phone {values["phone_now"]}.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def text(values: Mapping[str, str]) -> str:
    """The same as one text."""
    return (
        f"A colleague has not checked out. Sign in to see who: {values['link']}"
        f" If somebody is in danger now, phone {values['phone_now']}."
    )


def still_right(message: Outgoing) -> Verdict:
    """After half a day others are on duty; whether somebody looks after it is asked of the room above."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("the alarm was half a day ago")
