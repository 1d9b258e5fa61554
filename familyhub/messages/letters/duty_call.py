"""To the post on duty: a concern waits. Says nothing of whom it is about; the page behind the link does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "duty_call"
TITLE = "Call to the duty post"
AUDIENCE = Audience.STAFF
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL, Way.TEXT)
NEWS_FOR = timedelta(hours=12)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "A concern waits for you"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""A concern waits for you. Sign in to see it and to say that you have it:

{values["link"]}

If you cannot, do nothing: the next post is called. If somebody is in danger now, phone {values["phone_now"]}.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def text(values: Mapping[str, str]) -> str:
    """The same as one text."""
    return (
        f"A concern waits for you. Sign in to see it: {values['link']}"
        f" If somebody is in danger now, phone {values['phone_now']}."
    )


def still_right(message: Outgoing) -> Verdict:
    """After half a day the posts have changed; whether somebody has answered is asked of the room above."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("the duty of that time is over")
