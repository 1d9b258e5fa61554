"""What happens about young carers. No sentence says for whom, nor why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.carers import OFFER_LABELS, Offer
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CarerMarked(Event):
    """A child was marked as a young carer."""

    code: ClassVar[str] = "casework.carer_marked"

    def sentence(self) -> str:
        """What the timeline says."""
        return "Marked as a young carer."


@dataclass(frozen=True, kw_only=True)
class CarerMoved(Event):
    """The offer of an assessment has come further."""

    code: ClassVar[str] = "casework.carer_moved"
    by_day: ClassVar[bool] = True
    state: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Young carer: {OFFER_LABELS[Offer(self.state)].lower()}."
