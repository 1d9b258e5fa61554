"""What every transport is handed, and how it says that it could not carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class MailSettings(Protocol):
    """The settings that a transport may read."""

    @property
    def mail_host(self) -> str: ...
    @property
    def mail_port(self) -> int: ...
    @property
    def mail_user(self) -> str: ...
    @property
    def mail_password(self) -> str: ...
    @property
    def mail_tls(self) -> bool: ...
    @property
    def mail_from(self) -> str: ...


@dataclass(frozen=True)
class Parcel:
    """A message ready to go. `reference` is its Message-ID, angle brackets included, the same at every try."""

    to_address: str
    subject: str
    words: str
    reference: str


class NotCarried(Exception):
    """The message did not go. `detail` is for staff and never repeats what the server said: it quotes addresses."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotNow(NotCarried):
    """This one was put off: a full mailbox, a server that asks to come back."""


class NoServer(NotNow):
    """No server is set, or it does not answer: nothing else would go either."""


class Broken(NoServer):
    """The server went away after it was spoken to: the message may have arrived or not."""


class Refused(NotCarried):
    """This address is refused for good, as far as the server knows."""
