"""What happens to needs and plans. No sentence holds a name, nor what the need is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.plan_terms import NEED_LABELS, NeedState
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class NeedRecorded(Event):
    """A need was recorded."""

    code: ClassVar[str] = "casework.need_recorded"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A need was recorded."


@dataclass(frozen=True, kw_only=True)
class NeedChanged(Event):
    """It was said what has become of a need."""

    code: ClassVar[str] = "casework.need_changed"
    state: str

    def sentence(self) -> str:
        """What the timeline says."""
        said = NEED_LABELS[NeedState(self.state)].partition(":")[0].lower()
        return f"A need is {said} now."
