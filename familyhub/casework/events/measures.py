"""What is measured. No sentence holds a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.measures import STAGE_LABELS, Stage
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MeasureRecorded(Event):
    """A score was recorded."""

    code: ClassVar[str] = "casework.measure_recorded"
    by_day: ClassVar[bool] = True
    stage: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"An outcome was measured: {STAGE_LABELS[Stage(self.stage)].lower()}."
