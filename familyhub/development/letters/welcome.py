"""To the mother of a new baby: the children's centre is there. By post or email, once for each birth."""

from __future__ import annotations

from collections.abc import Mapping

from familyhub.development.policy import WELCOME_WITHIN
from familyhub.development.queries.alive import living_babies
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "welcome"
TITLE = "Welcome from the children's centre"
AUDIENCE = Audience.PERSON
SENSITIVITY = Sensitivity.CONTACT
WAYS = (Way.LETTER, Way.EMAIL)


def subject(values: Mapping[str, str]) -> str:
    """The subject line: it stands on a screen that others see."""
    return "What is on near you"


def words(values: Mapping[str, str]) -> str:
    """The letter. It names nobody and says nothing of a birth: whoever opens it may not know of one."""
    return f"""Your children's centre is there for you and your family.

You can drop in, meet other parents, and ask about anything: feeding, sleep, money, how you are yourself. It is free.
Nobody visits you unless you ask.

What is on, and where: {values["link"]}

If you do not want to hear from us, tell us there.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """Not once no baby of this birth lives, and not when it is no news any more. A surviving twin keeps it."""
    if not living_babies(message.about):
        return withheld("it is not right to send this any more")
    return OK if message.is_younger_than(WELCOME_WITHIN) else withheld("it is too late to be news")
