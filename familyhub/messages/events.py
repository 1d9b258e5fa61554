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
class MessageDelivered(OfALetter, Event):
    """The provider says that the message arrived."""

    code: ClassVar[str] = "messages.delivered"

    def sentence(self) -> str:
        """What the timeline says."""
        return f"“{self.title}” reached {self._whom()} by {self._way()}."


@dataclass(frozen=True, kw_only=True)
class MessageGivenUp(OfALetter, Event):
    """The address was refused for good, or each time."""

    code: ClassVar[str] = "messages.given_up"
    tries: int
    reason: str = ""

    def sentence(self) -> str:
        """What the timeline says."""
        why = self.reason or "it was refused"
        often = f", tried {self.tries} times" if self.tries > 1 else ""
        return (
            f"“{self.title}” could not be sent to {self._whom()} by {self._way()}: {why}{often}."
            " Find another way to reach them."
        )


@dataclass(frozen=True, kw_only=True)
class MessageSentAgain(OfALetter, Event):
    """Somebody had a message sent again that was given up."""

    code: ClassVar[str] = "messages.sent_again"

    def sentence(self) -> str:
        """What the timeline says."""
        return f"“{self.title}” to {self._whom()} is sent again by {self._way()}."


@dataclass(frozen=True, kw_only=True)
class MessageSentAnotherWay(OfALetter, Event):
    """Somebody had a message sent another way; `way` is the way that failed."""

    code: ClassVar[str] = "messages.sent_another_way"
    other_way: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"“{self.title}” to {self._whom()} is sent by {WAY_WORDS[Way(self.other_way)]} instead of {self._way()}."


@dataclass(frozen=True, kw_only=True)
class MessageSetAside(OfALetter, Event):
    """Somebody decided that a message that was given up needs nothing more. Why is kept with the message alone."""

    code: ClassVar[str] = "messages.set_aside"

    def sentence(self) -> str:
        """What the timeline says."""
        return f"“{self.title}”, which did not reach {self._whom()} by {self._way()}, was set aside."
