"""What happens to a feed. No event holds a name, a number or what a row says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FeedReceived(Event):
    """A file was taken in and checked; nothing of it is stored about anybody yet."""

    code: ClassVar[str] = "imports.received"
    feed: str
    rows: int
    wrong: int

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A file was received: {self.rows:,} rows, {self.wrong:,} of them with mistakes."


@dataclass(frozen=True, kw_only=True)
class FeedFinished(Event):
    """Every row that could be stored was."""

    code: ClassVar[str] = "imports.finished"
    feed: str
    done: int
    waiting: int

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The file was worked through: {self.done:,} rows done, {self.waiting:,} wait for a decision."


@dataclass(frozen=True, kw_only=True)
class RowDecided(Event):
    """Somebody decided who the person of a row is."""

    code: ClassVar[str] = "imports.decided"
    row: int
    decision: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Row {self.row} was decided: {self.decision}."
