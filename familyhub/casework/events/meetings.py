"""What happens to meetings. No sentence says who is invited, nor where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PeopleKeptApart(Event):
    """Contact between two of a family is restricted."""

    code: ClassVar[str] = "casework.kept_apart"

    def sentence(self) -> str:
        """What the timeline says."""
        return "Two of the family are kept apart."


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(Event):
    """A meeting around a family was called."""

    code: ClassVar[str] = "casework.meeting_called"
    on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A meeting was called for {self.on}."


@dataclass(frozen=True, kw_only=True)
class MeetingHeld(Event):
    """A meeting around a family was held."""

    code: ClassVar[str] = "casework.meeting_held"
    on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The meeting of {self.on} was held."


@dataclass(frozen=True, kw_only=True)
class MinutesChanged(Event):
    """The minutes of a meeting around a family were written again."""

    code: ClassVar[str] = "casework.minutes_changed"
    on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The minutes of the meeting of {self.on} were changed."


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(Event):
    """A meeting around a family does not take place."""

    code: ClassVar[str] = "casework.meeting_cancelled"
    on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The meeting of {self.on} was cancelled."
