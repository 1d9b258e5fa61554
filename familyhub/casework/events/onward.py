"""What a case sent on, and what was answered. No sentence holds a name or a word of the worry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.onward import ANSWER_LABELS, ONWARD_LABELS, Answer, Onward
from familyhub.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EpisodeSentOn(Event):
    """A case was sent on, and waits for an answer."""

    code: ClassVar[str] = "casework.sent_on"
    kind: str
    request: str
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{ONWARD_LABELS[Onward(self.kind)]} sent, reference {self.reference}."


@dataclass(frozen=True, kw_only=True)
class SentOnAnswered(Event):
    """Their answer came."""

    code: ClassVar[str] = "casework.sent_on_answered"
    kind: str
    answer: str

    def sentence(self) -> str:
        """What the timeline says."""
        said = ANSWER_LABELS[Answer(self.answer)]
        return f"{ONWARD_LABELS[Onward(self.kind)]}: {said[:1].lower()}{said[1:]}."
