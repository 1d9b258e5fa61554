"""What happens to messages. No event holds an address or a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.messages.terms import AUDIENCE_WORDS, WAY_WORDS, Audience, Way


@dataclass(frozen=True, kw_only=True)
class OfALetter:
    """What every event of a message says: which letter, to what sort of reader, by which way."""

    letter: str
    title: str
    audience: str
    way: str

    def _whom(self) -> str:
        return AUDIENCE_WORDS[Audience(self.audience)]

    def _way(self) -> str:
        return WAY_WORDS[Way(self.way)]


@dataclass(frozen=True, kw_only=True)
class MessageSent(OfALetter, Event):
    """A server took the message."""

    code: ClassVar[str] = "messages.sent"

    def sentence(self) -> str:
        """What the timeline says."""
        return f"“{self.title}” was sent to {self._whom()} by {self._way()}."


@dataclass(frozen=True, kw_only=True)
class MessageWithheld(OfALetter, Event):
    """The message was not sent, because it would not have been right."""

    code: ClassVar[str] = "messages.withheld"
    reason: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"“{self.title}” was not sent to {self._whom()} by {self._way()}: {self.reason}."


@dataclass(frozen=True, kw_only=True)
class MessageGivenUp(OfALetter, Event):
    """The address was refused each time."""

    code: ClassVar[str] = "messages.given_up"
    tries: int

    def sentence(self) -> str:
        """What the timeline says."""
        return (
            f"“{self.title}” could not be sent to {self._whom()} by {self._way()}:"
            f" it was refused {self.tries} times. Find another way to reach them."
        )
