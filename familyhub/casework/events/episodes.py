"""What happens in casework. No sentence holds a name or a word of a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.casework.terms.episodes import (
    CLOSE_LABELS,
    CONTACT_LABELS,
    EPISODE_LABELS,
    HAND_OVER_LABELS,
    CloseReason,
    ContactKind,
    EpisodeKind,
    HandOverReason,
)
from familyhub.core.events import Event


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, kw_only=True)
class EpisodeOpened(Event):
    """Help for a child began."""

    code: ClassVar[str] = "casework.episode_opened"
    kind: str
    reference: str
    team: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{EPISODE_LABELS[EpisodeKind(self.kind)]} began with {self.team}, from request {self.reference}."


@dataclass(frozen=True, kw_only=True)
class RequestJoinedEpisode(Event):
    """Another request for a child who is helped already was accepted."""

    code: ClassVar[str] = "casework.request_joined_episode"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Request {self.reference} joined the help that is given already."


@dataclass(frozen=True, kw_only=True)
class EpisodeHandedOver(Event):
    """Another worker or team goes on."""

    code: ClassVar[str] = "casework.episode_handed_over"
    reason: str
    team: str
    lead: str

    def sentence(self) -> str:
        """What the timeline says."""
        to = f"{self.lead}, {self.team}" if self.lead else self.team
        return f"Handed over to {to}: {_low(HAND_OVER_LABELS[HandOverReason(self.reason)])}."


@dataclass(frozen=True, kw_only=True)
class EpisodeClosed(Event):
    """Help for a child ended."""

    code: ClassVar[str] = "casework.episode_closed"
    kind: str
    reason: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{EPISODE_LABELS[EpisodeKind(self.kind)]} ended: {_low(CLOSE_LABELS[CloseReason(self.reason)])}."


@dataclass(frozen=True, kw_only=True)
class EpisodeStepped(Event):
    """Help goes on at another tier."""

    code: ClassVar[str] = "casework.episode_stepped"
    before: int
    now: int

    def sentence(self) -> str:
        """What the timeline says."""
        way = "up" if self.now > self.before else "down"
        return f"Stepped {way} from tier {self.before} to tier {self.now}."


@dataclass(frozen=True, kw_only=True)
class EpisodeReopened(Event):
    """Help that had ended goes on."""

    code: ClassVar[str] = "casework.episode_reopened"
    kind: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{EPISODE_LABELS[EpisodeKind(self.kind)]} was opened again."


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """A contact was noted. `seen` counts and names nobody."""

    code: ClassVar[str] = "casework.note_written"
    for_readers: ClassVar[bool] = True
    kind: str
    happened_on: str
    seen: str

    def sentence(self) -> str:
        """What the timeline says."""
        seen = f" ({self.seen})" if self.seen else ""
        return f"{CONTACT_LABELS[ContactKind(self.kind)]} on {self.happened_on}{seen}."


@dataclass(frozen=True, kw_only=True)
class NoteCorrected(Event):
    """A note was corrected; the original is kept."""

    code: ClassVar[str] = "casework.note_corrected"
    happened_on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The note of {self.happened_on} was corrected; the original is kept."


@dataclass(frozen=True, kw_only=True)
class FamilyTalkedAbout(Event):
    """A family was talked about in supervision."""

    code: ClassVar[str] = "casework.supervised"
    by_day: ClassVar[bool] = True

    def sentence(self) -> str:
        """What the timeline says."""
        return "The family was talked about in supervision."
