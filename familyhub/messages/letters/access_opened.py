"""To whoever holds a record, and to information governance: somebody opened it with a reason, and where to read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.messages.terms import Audience, Sensitivity, Way

CODE = "access_opened"
TITLE = "A record was opened with a reason"
AUDIENCE = Audience.STAFF
SENSITIVITY = Sensitivity.NOTHING
WAYS = (Way.EMAIL,)
NEWS_FOR = timedelta(days=7)


def subject(values: Mapping[str, str]) -> str:
    """The subject line."""
    return f"A record was opened with a reason in {values['service']}"


def words(values: Mapping[str, str]) -> str:
    """The letter. Whose record it was is never in an email."""
    return f"""Somebody opened a record outside their own work and gave a reason.

Sign in to read who, when and why:

{values["link"]}

If it does not look right to you, tell information governance today.

Do not reply to this email and do not write about a family in an email.

{values["service"]}
"""


def still_right(message: Outgoing) -> Verdict:
    """The link opens what holds at that moment."""
    return OK if message.is_younger_than(NEWS_FOR) else withheld("it is too late to be news")
