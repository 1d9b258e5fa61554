"""What every transport is handed, and how it says that it could not carry it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from familyhub.messages.terms import Way


class MailSettings(Protocol):
    """The settings that a transport may read."""

    @property
    def demo(self) -> bool: ...
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
    @property
    def notify_url(self) -> str: ...
    @property
    def notify_key(self) -> str: ...
    @property
    def notify_email_template(self) -> str: ...
    @property
    def notify_text_template(self) -> str: ...
    @property
    def notify_seconds(self) -> int: ...


@dataclass(frozen=True)
class Parcel:
    """A message ready to go. `number` is its number in the outbox, the same at every try; `reference` its Message-ID,
    angle brackets included. `is_repeat`: an earlier try may have gone, so ask before sending where that can be asked.
    """

    to_address: str = field(repr=False)
    subject: str
    words: str
    reference: str
    number: str = ""
    way: Way = Way.EMAIL
    is_repeat: bool = False


@dataclass(frozen=True)
class Taken:
    """A server took it. `number` is the server's own number for it, where it gives one and can be asked again."""

    detail: str
    number: str = ""


class NotCarried(Exception):
    """The message did not go. `detail` is for staff and never repeats what the server said: it quotes addresses."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotNow(NotCarried):
    """This one was put off: a full mailbox, a server that asks to come back."""


class NoServer(NotNow):
    """No server is set, or it does not answer: nothing else would go by this way either."""


class Broken(NoServer):
    """The server went away after it was spoken to: the message may have arrived or not."""


class Refused(NotCarried):
    """This one is refused, perhaps not for ever."""


class Never(Refused):
    """This address is refused for good: trying again would not help."""
