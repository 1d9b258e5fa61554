"""The demonstration's texts: handed to its own mail server, which keeps them. Exists nowhere but there."""

from __future__ import annotations

from dataclasses import replace

from familyhub.messages.carrying import MailSettings, Parcel, Taken
from familyhub.messages.terms import Way
from familyhub.messages.transports import smtp

CODE = "demo_text"
WAYS = (Way.TEXT,)
RANK = 50
HOST = "text.example"


def is_set_up(environment: MailSettings, way: Way) -> bool:
    """Only where the demonstration runs with its mail server."""
    return environment.demo and bool(environment.mail_host)


def send(parcel: Parcel, environment: MailSettings) -> Taken:
    """The text as an email to the number. Errors: as smtp."""
    as_email = replace(parcel, to_address=f"{parcel.to_address}@{HOST}", subject="Text message")
    smtp.send(as_email, environment)
    return Taken("kept by the demonstration")
