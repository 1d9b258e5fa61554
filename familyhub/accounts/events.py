"""What happened to staff and posts. Each is kept behind the number of the person whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StaffAdded(Event):
    """Somebody was added and invited."""

    code: ClassVar[str] = "accounts.staff_added"
    name: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.name} was added"


@dataclass(frozen=True, kw_only=True)
class PostFilled(Event):
    """Somebody took up a post."""

    code: ClassVar[str] = "accounts.post_filled"
    post: str
    kind: str
    valid_from: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Took up {self.post} ({self.kind}) from {self.valid_from}"


@dataclass(frozen=True, kw_only=True)
class PostLeft(Event):
    """Somebody left a post; the access that came with it ended."""

    code: ClassVar[str] = "accounts.post_left"
    post: str
    on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Left {self.post} on {self.on}"


@dataclass(frozen=True, kw_only=True)
class TrainingRecorded(Event):
    """Training was recorded, without which no live record opens."""

    code: ClassVar[str] = "accounts.training_recorded"
    course: str
    done_on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Training recorded: {self.course} on {self.done_on}"


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    """The account was closed and its sessions ended."""

    code: ClassVar[str] = "accounts.account_closed"

    def sentence(self) -> str:
        """What the timeline says."""
        return "The account was closed"


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """A closed account was opened again."""

    code: ClassVar[str] = "accounts.account_opened"

    def sentence(self) -> str:
        """What the timeline says."""
        return "The account was opened again"


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Event):
    """The second factor was taken away, so that a new one must be set up."""

    code: ClassVar[str] = "accounts.second_factor_removed"

    def sentence(self) -> str:
        """What the timeline says."""
        return "The second factor was removed: a new one must be set up"


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    """A signed-in session was ended by somebody."""

    code: ClassVar[str] = "accounts.session_ended"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A signed-in session was ended"


@dataclass(frozen=True, kw_only=True)
class WorkMobileChanged(Event):
    """The number for texts from the service was recorded or taken away; the event does not hold it."""

    code: ClassVar[str] = "accounts.work_mobile_changed"
    is_known: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return "The work mobile number was recorded" if self.is_known else "The work mobile number was taken away"


@dataclass(frozen=True, kw_only=True)
class AbsenceRecorded(Event):
    """Somebody is or will be away; the event does not say why."""

    code: ClassVar[str] = "accounts.absence_recorded"
    absence: str
    first_day: str
    last_day: str = ""

    def sentence(self) -> str:
        """What the timeline says."""
        until = f" to {self.last_day}" if self.last_day else ""
        return f"Away from {self.first_day}{until}"


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Event):
    """Somebody is back, or did not go; whoever covered sees nothing of it any more."""

    code: ClassVar[str] = "accounts.absence_ended"
    absence: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "Back at work"
