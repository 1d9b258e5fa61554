"""What happens in the directory. None is about a person: each stands behind its listing's own number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ListingPublished(Event):
    """A listing became public."""

    code: ClassVar[str] = "directory.listing_published"
    name: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"“{self.name}” was published."


@dataclass(frozen=True, kw_only=True)
class ListingChanged(Event):
    """A listing says something else."""

    code: ClassVar[str] = "directory.listing_changed"
    name: str
    fields: tuple[str, ...] = ()

    def sentence(self) -> str:
        """One line of a timeline."""
        told = ", ".join(field.replace("_", " ") for field in self.fields)
        return f"“{self.name}” was changed: {told}." if told else f"“{self.name}” was changed."


@dataclass(frozen=True, kw_only=True)
class ListingClosed(Event):
    """A listing is public no more."""

    code: ClassVar[str] = "directory.listing_closed"
    name: str
    reason: str = ""

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"“{self.name}” was closed: {self.reason}." if self.reason else f"“{self.name}” was closed."


@dataclass(frozen=True, kw_only=True)
class CoreOfferChanged(Event):
    """What hubs promise, or how one keeps it, is something else."""

    code: ClassVar[str] = "directory.core_offer_changed"
    told: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"Core offer: {self.told}."


@dataclass(frozen=True, kw_only=True)
class FeedApplied(Event):
    """Changes of a feed were approved and stand in the directory."""

    code: ClassVar[str] = "directory.feed_applied"
    feed: str
    added: int = 0
    changed: int = 0
    gone: int = 0

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"From the feed {self.feed}: {self.added} added, {self.changed} changed, {self.gone} closed."


@dataclass(frozen=True, kw_only=True)
class LinkSent(Event):
    """A link to a listing was sent to whoever answers for it."""

    code: ClassVar[str] = "directory.link_sent"
    name: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"A link to “{self.name}” was sent to its provider."


@dataclass(frozen=True, kw_only=True)
class ChangeProposed(Event):
    """A provider proposed a change, which waits for an editor."""

    code: ClassVar[str] = "directory.change_proposed"
    name: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"The provider of “{self.name}” proposed a change."


@dataclass(frozen=True, kw_only=True)
class ListingsJoined(Event):
    """Two listings were one: one was closed and points to the other."""

    code: ClassVar[str] = "directory.listings_joined"
    name: str
    other: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"“{self.other}” was joined to “{self.name}”."


@dataclass(frozen=True, kw_only=True)
class ListingsParted(Event):
    """Two listings that were joined are two again."""

    code: ClassVar[str] = "directory.listings_parted"
    name: str
    other: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"“{self.other}” and “{self.name}” are two listings again."


@dataclass(frozen=True, kw_only=True)
class FeedbackReceived(Event):
    """Somebody told us something about a listing. What it was stands nowhere but behind its own fence."""

    code: ClassVar[str] = "directory.feedback_received"
    name: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"Somebody told us something about “{self.name}”."


@dataclass(frozen=True, kw_only=True)
class FeedbackDealtWith(Event):
    """An editor dealt with what somebody told us."""

    code: ClassVar[str] = "directory.feedback_dealt_with"
    name: str
    outcome: str

    def sentence(self) -> str:
        """One line of a timeline."""
        return f"What somebody told us about “{self.name}”: {self.outcome}."
