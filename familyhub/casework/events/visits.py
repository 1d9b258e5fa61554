"""What happens to visits. No sentence says where, who is visited, or what is known at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.visits import ALARM_END_LABELS, AlarmEnd
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(Event):
    """A visit was put into the diary."""

    code: ClassVar[str] = "casework.visit_planned"
    on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A visit was planned for {self.on}."


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(Event):
    """A visit does not take place as planned; `to`: the day on which it is instead, "" for none."""

    code: ClassVar[str] = "casework.visit_cancelled"
    on: str
    to: str

    def sentence(self) -> str:
        """What the timeline says."""
        return (
            f"The visit of {self.on} was moved to {self.to}." if self.to else f"The visit of {self.on} was cancelled."
        )


@dataclass(frozen=True, kw_only=True)
class VisitWrittenUp(Event):
    """A visit was written up, or that nobody opened."""

    code: ClassVar[str] = "casework.visit_written_up"
    on: str
    came: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The visit of {self.on}: {self.came}."


@dataclass(frozen=True, kw_only=True)
class DoorFactRecorded(Event):
    """Something that a visitor must know was recorded."""

    code: ClassVar[str] = "casework.door_fact_recorded"

    def sentence(self) -> str:
        """What the timeline says."""
        return "What a visitor must know at the door was recorded."


@dataclass(frozen=True, kw_only=True)
class VisitAlarmRaised(Event):
    """A worker has not checked out of a visit in time. Behind the alarm's own fence: it says nothing of a family."""

    code: ClassVar[str] = "casework.visit_alarm_raised"
    worker: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.worker} has not checked out of a visit."


@dataclass(frozen=True, kw_only=True)
class VisitAlarmCalled(Event):
    """Somebody was told of the alarm."""

    code: ClassVar[str] = "casework.visit_alarm_called"
    who: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.who} was told of the alarm."


@dataclass(frozen=True, kw_only=True)
class VisitAlarmTaken(Event):
    """Somebody looks after it."""

    code: ClassVar[str] = "casework.visit_alarm_taken"

    def sentence(self) -> str:
        """What the timeline says."""
        return "Somebody said that they look after the alarm."


@dataclass(frozen=True, kw_only=True)
class VisitAlarmEnded(Event):
    """The alarm is over."""

    code: ClassVar[str] = "casework.visit_alarm_ended"
    end: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The alarm ended: {ALARM_END_LABELS[AlarmEnd(self.end)].lower()}."
