"""What happens to copies. No sentence says for whom a copy is, nor of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.releases import GIVEN_LABELS, GivenBy
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CopySigned(Event):
    """A copy for one of the family was signed by a second person."""

    code: ClassVar[str] = "casework.release_signed"
    number: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Copy {self.number} signed by a second person."


@dataclass(frozen=True, kw_only=True)
class ParticularTakenBack(Event):
    """Something that no copy was to hold had been added wrongly."""

    code: ClassVar[str] = "casework.particular_taken_back"

    def sentence(self) -> str:
        """What the timeline says: not what it was, nor of whom."""
        return "Something that no copy was to hold had been added wrongly, and was taken back."


@dataclass(frozen=True, kw_only=True)
class CopyGiven(Event):
    """A copy reached its recipient."""

    code: ClassVar[str] = "casework.release_given"
    number: str
    how: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Copy {self.number} given: {GIVEN_LABELS[GivenBy(self.how)].lower()}."


@dataclass(frozen=True, kw_only=True)
class CopyWithdrawn(Event):
    """A copy counts no more."""

    code: ClassVar[str] = "casework.release_withdrawn"
    number: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Copy {self.number} withdrawn."
