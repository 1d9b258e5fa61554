"""What happens to needs and plans. No sentence holds a name, nor what the need is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.plans import (
    ACTION_LABELS,
    NEED_LABELS,
    SUSTAINED_LABELS,
    ActionState,
    NeedState,
    Sustained,
)
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


@dataclass(frozen=True, kw_only=True)
class PlanAgreed(Event):
    """A version of the family plan was agreed."""

    code: ClassVar[str] = "casework.plan_agreed"
    number: int
    review_on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Family plan {self.number} was agreed, to be looked at again on {self.review_on}."


@dataclass(frozen=True, kw_only=True)
class PlanActionMoved(Event):
    """It was said how far an action of the plan has come."""

    code: ClassVar[str] = "casework.plan_action_moved"
    state: str

    def sentence(self) -> str:
        """What the timeline says."""
        said = ACTION_LABELS[ActionState(self.state)]
        return f"An action of the family plan: {said[:1].lower()}{said[1:]}."


@dataclass(frozen=True, kw_only=True)
class SustainmentChecked(Event):
    """Six months after help ended it was found out if it has lasted."""

    code: ClassVar[str] = "casework.sustainment_checked"
    result: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Six months on: {SUSTAINED_LABELS[Sustained(self.result)].lower()}."
