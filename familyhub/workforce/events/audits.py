"""What happens to audits. No sentence says what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AuditSampleAsked(Event):
    """Somebody asked for a sample of a team's families, to be drawn by lot."""

    code: ClassVar[str] = "workforce.audit_sample_asked"
    quarter: str

    def sentence(self) -> str:
        """What the story says."""
        return f"A sample for audit was asked for: {self.quarter}."


@dataclass(frozen=True, kw_only=True)
class AuditSampleDrawn(Event):
    """The lot was drawn, or there were too few to draw from."""

    code: ClassVar[str] = "workforce.audit_sample_drawn"
    drawn: int

    def sentence(self) -> str:
        """What the story says."""
        return f"A sample for audit was drawn: {self.drawn}." if self.drawn else "There were too few to draw from."


@dataclass(frozen=True, kw_only=True)
class AuditFinished(Event):
    """The auditor has written and graded."""

    code: ClassVar[str] = "workforce.audit_finished"

    def sentence(self) -> str:
        """What the story says."""
        return "An audit was written."


@dataclass(frozen=True, kw_only=True)
class AuditModerated(Event):
    """A second person agreed to the grade, or changed it."""

    code: ClassVar[str] = "workforce.audit_moderated"
    is_changed: bool

    def sentence(self) -> str:
        """What the story says."""
        return f"An audit was moderated{', and its grade changed' if self.is_changed else ''}."


@dataclass(frozen=True, kw_only=True)
class AuditSetAside(Event):
    """An audit that was drawn is not done, with a reason."""

    code: ClassVar[str] = "workforce.audit_set_aside"

    def sentence(self) -> str:
        """What the story says."""
        return "An audit was set aside."


@dataclass(frozen=True, kw_only=True)
class AuditActionDone(Event):
    """What an audit asked for was done."""

    code: ClassVar[str] = "workforce.audit_action_done"

    def sentence(self) -> str:
        """What the story says."""
        return "What an audit asked for was done."
