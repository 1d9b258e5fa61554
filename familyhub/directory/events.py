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
