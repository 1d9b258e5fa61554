"""What happens to tasks. No event holds the task's words: they may say more than every reader of the story may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.work.terms import REASON_WORDS, DoneBecause


@dataclass(frozen=True, kw_only=True)
class TaskOpened(Event):
    """Somebody has something to do. `due_on` is London's date (ISO), or empty."""

    code: ClassVar[str] = "work.opened"
    task: str
    due_on: str = ""

    def sentence(self) -> str:
        """What the timeline says."""
        if not self.due_on:
            return "A task was opened."
        day = date.fromisoformat(self.due_on)
        return f"A task was opened, due on {day.day} {day:%B %Y}."


@dataclass(frozen=True, kw_only=True)
class TaskDone(Event):
    """It was done, or is not needed any more."""

    code: ClassVar[str] = "work.done"
    task: str
    because: str
    was_late: bool

    def sentence(self) -> str:
        """What the timeline says."""
        late = ", after its time" if self.was_late else ""
        return f"A task was closed: {REASON_WORDS[DoneBecause(self.because)]}{late}."


@dataclass(frozen=True, kw_only=True)
class TaskHandedOver(Event):
    """Somebody else has it now."""

    code: ClassVar[str] = "work.handed_over"
    task: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "A task was handed over."
