"""What happens to attached files. No event holds a file's name: people name files after children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentAttached(Event):
    """A file was attached to something."""

    code: ClassVar[str] = "documents.attached"
    document: str
    about_kind: str
    type_name: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A file was attached ({self.type_name})."


@dataclass(frozen=True, kw_only=True)
class DocumentRefused(Event):
    """A file that was attached holds something harmful, and was destroyed."""

    code: ClassVar[str] = "documents.refused"
    document: str
    about_kind: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "An attached file holds something harmful. It was refused and destroyed; the sender can read that."
