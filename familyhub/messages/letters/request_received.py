"""To a parent or young person who asked for help themselves: we have it. Only where email is known to be safe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "request_received"
TITLE = "We have your message"
AUDIENCE = Audience.PERSON
SENSITIVITY = Sensitivity.CONTACT
WAYS = (Way.EMAIL, Way.TEXT)
NEWS_FOR = timedelta(days=3)


def subject(values: Mapping[str, str]) -> str:
    """The subject line; says nothing to somebody who reads over a shoulder."""
    return "We have your message"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    return f"""We have your message. Thank you for getting in touch.

Your reference is {values["reference"]}. Someone will contact you in the way that you told us is safe.

If you or somebody else is in danger now, phone 999.

{values["service"]}
"""


def text(values: Mapping[str, str]) -> str:
    """The same as one text: no name of a service, nothing about help or families."""
    return (
        f"We have your message. Your reference is {values['reference']}."
        " Someone will contact you in the way that you told us is safe. In danger now? Phone 999."
    )


def still_right(message: Outgoing) -> Verdict:
    """After three days somebody has been in touch, and the email would only draw attention."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is too late to say that the message has arrived")
