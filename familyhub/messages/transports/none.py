"""Carries nothing: where no server is set, messages wait in the outbox."""

from __future__ import annotations

from familyhub.messages.carrying import MailSettings, NoServer, Parcel, Taken
from familyhub.messages.terms import NO_MAIL_SERVER, Way

CODE = "none"
WAYS = tuple(Way)
RANK = 99


def is_set_up(environment: MailSettings, way: Way) -> bool:
    """Always there, always last."""
    return True


def send(parcel: Parcel, environment: MailSettings) -> Taken:
    """Errors: NoServer, always."""
    raise NoServer(NO_MAIL_SERVER)
