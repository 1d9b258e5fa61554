"""To one of a family: we would like to meet on a day. Only where that way is known to be safe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "meeting_person"
TITLE = "Asking somebody of a family to a meeting"
AUDIENCE = Audience.PERSON
SENSITIVITY = Sensitivity.CONTACT
WAYS = (Way.EMAIL, Way.TEXT)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return "A date with us"


def words(values: Mapping[str, str]) -> str:
    """The letter."""
    day = f"{date.fromisoformat(values['date']):%A %-d %B %Y}"
    return f"""We would like to meet you on {day}.

Somebody whom you know here tells you where and who comes, in the way that you said is safe. If you cannot come, you can
send us your views before, or ask somebody to speak for you.

{values["service"]}
"""


def text(values: Mapping[str, str]) -> str:
    """The same as one text: no name of a service, nothing about help or families."""
    day = f"{date.fromisoformat(values['date']):%A %-d %B}"
    return f"We would like to meet you on {day}. Somebody whom you know here tells you where and who comes."


def still_right(message: Outgoing) -> Verdict:
    """Before the day itself; whether it takes place is asked of the room above."""
    is_before = message.now.date() <= date.fromisoformat(message.values["date"])
    return OK if is_before else withheld("the day in it is over")
