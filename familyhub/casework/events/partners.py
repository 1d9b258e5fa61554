"""What happens to partners meetings. No sentence says who sits there; none of the meeting itself names a child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PartnersMeetingCalled(Event):
    """A partners meeting was called."""

    code: ClassVar[str] = "casework.partners_called"
    on: str

    def sentence(self) -> str:
        """What the story says."""
        return f"A partners meeting was called for {self.on}."


@dataclass(frozen=True, kw_only=True)
class PartnersMeetingHeld(Event):
    """A partners meeting was held."""

    code: ClassVar[str] = "casework.partners_held"
    on: str

    def sentence(self) -> str:
        """What the story says."""
        return f"The partners meeting of {self.on} was held."


@dataclass(frozen=True, kw_only=True)
class PartnersMeetingCancelled(Event):
    """A partners meeting does not take place."""

    code: ClassVar[str] = "casework.partners_cancelled"
    on: str

    def sentence(self) -> str:
        """What the story says."""
        return f"The partners meeting of {self.on} was cancelled."


@dataclass(frozen=True, kw_only=True)
class ChildPutToMeeting(Event):
    """A child was put on a partners meeting's agenda, for those who need to hear it."""

    code: ClassVar[str] = "casework.agenda_put"
    on: str
    members: int

    def sentence(self) -> str:
        """What the timeline says, to those who may read the item."""
        told = "1 member who needs" if self.members == 1 else f"{self.members} members who need"
        return f"Put to the partners meeting of {self.on}, for {told} to hear it."


@dataclass(frozen=True, kw_only=True)
class MemberLetHear(Event):
    """One more member of the meeting needs to hear what was put there."""

    code: ClassVar[str] = "casework.agenda_let_hear"
    on: str

    def sentence(self) -> str:
        """What the timeline says, to those who may read the item."""
        return f"Put to one more member of the partners meeting of {self.on}, who needs to hear it."


@dataclass(frozen=True, kw_only=True)
class ItemTakenOff(Event):
    """A child was taken off the agenda before the meeting."""

    code: ClassVar[str] = "casework.agenda_taken_off"
    on: str

    def sentence(self) -> str:
        """What the timeline says, to those who may read the item."""
        return f"Taken off the agenda of the partners meeting of {self.on}."


@dataclass(frozen=True, kw_only=True)
class ItemTalkedAbout(Event):
    """What was said about a child, and what was agreed, was written."""

    code: ClassVar[str] = "casework.agenda_said"
    on: str
    actions: int

    def sentence(self) -> str:
        """What the timeline says, to those who may read the item."""
        agreed = {0: "no action", 1: "1 action"}.get(self.actions, f"{self.actions} actions")
        return f"Talked about at the partners meeting of {self.on}: {agreed}."
