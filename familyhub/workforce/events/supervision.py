"""What happens in workforce. No sentence says what was talked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SupervisionHeld(Event):
    """A worker and their supervisor talked about the work."""

    code: ClassVar[str] = "workforce.supervision_held"
    on: str

    def sentence(self) -> str:
        """What the story says."""
        return f"Supervision was held on {self.on}."


@dataclass(frozen=True, kw_only=True)
class SupervisionDecisionDone(Event):
    """What supervision decided was done."""

    code: ClassVar[str] = "workforce.decision_done"

    def sentence(self) -> str:
        """What the story says."""
        return "A decision of supervision was carried out."
