"""What happens around a specialist programme. No sentence says which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.programmes import PHASE_LABELS, Phase
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SupportBegun(Event):
    """Support around a programme began."""

    code: ClassVar[str] = "casework.support_begun"
    by_day: ClassVar[bool] = True
    phase: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Support around a specialist programme began: {PHASE_LABELS[Phase(self.phase)].lower()}."


@dataclass(frozen=True, kw_only=True)
class SupportMoved(Event):
    """It came to another phase, was looked at, or ended."""

    code: ClassVar[str] = "casework.support_moved"
    by_day: ClassVar[bool] = True
    phase: str

    def sentence(self) -> str:
        """What the timeline says."""
        said = PHASE_LABELS[Phase(self.phase)].lower()
        return f"Support around a specialist programme: {said}."
