"""What happens in allocation, each with its own sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.referrals.terms.allocation import (
    BACK_LABELS,
    CAME_OF_IT,
    TRIED_LABELS,
    WORRY_LABELS,
    BackReason,
    BackTo,
    Result,
    Tried,
    Worry,
)


@dataclass(frozen=True, kw_only=True)
class RequestGivenBack(Event):
    """A worker or a team gave the request back."""

    code: ClassVar[str] = "referrals.request_given_back"
    reference: str
    to: str
    reason: str

    def sentence(self) -> str:
        """What the timeline says."""
        where = "the front door" if BackTo(self.to) is BackTo.FRONT_DOOR else "the coordinator"
        return f"{self.reference} was given back to {where}: {BACK_LABELS[BackReason(self.reason)].lower()}."


@dataclass(frozen=True, kw_only=True)
class AttemptMade(Event):
    """A worker tried to reach the family."""

    code: ClassVar[str] = "referrals.attempt_made"
    reference: str
    way: str
    result: str

    def sentence(self) -> str:
        """What the timeline says."""
        way, result = TRIED_LABELS[Tried(self.way)].lower(), CAME_OF_IT[Result(self.result)]
        return f"The family was tried for {self.reference}, {way}: {result}."


@dataclass(frozen=True, kw_only=True)
class FamilyNotReached(Event):
    """The family cannot be reached; the coordinator is asked whether the worry has grown."""

    code: ClassVar[str] = "referrals.family_not_reached"
    reference: str
    question: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The family cannot be reached about {self.reference}. The coordinator was asked if the worry has grown."


@dataclass(frozen=True, kw_only=True)
class WorryAnswered(Event):
    """The coordinator answered whether the worry has grown."""

    code: ClassVar[str] = "referrals.worry_answered"
    reference: str
    answer: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Has the worry about {self.reference} grown? {WORRY_LABELS[Worry(self.answer)]}."


@dataclass(frozen=True, kw_only=True)
class RequestEscalated(Event):
    """The request went into the MASH lane after it had been decided, or because its sender voiced a worry."""

    code: ClassVar[str] = "referrals.request_escalated"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.reference} is now a safeguarding concern, in the MASH lane."


@dataclass(frozen=True, kw_only=True)
class PassedToAuthority(Event):
    """The request was passed to another authority."""

    code: ClassVar[str] = "referrals.passed_to_authority"
    reference: str
    way: str

    def sentence(self) -> str:
        """What the timeline says: not to which authority, because that tells where the family lives."""
        return f"{self.reference} was passed to another authority. It stays open until they say that they have it."


@dataclass(frozen=True, kw_only=True)
class AuthorityReceived(Event):
    """The other authority said that it has it."""

    code: ClassVar[str] = "referrals.authority_received"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The other authority has {self.reference}."


@dataclass(frozen=True, kw_only=True)
class ContactAmended(Event):
    """A sender added to what they had sent."""

    code: ClassVar[str] = "referrals.contact_amended"
    addition: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "The sender added to what they had sent."


@dataclass(frozen=True, kw_only=True)
class ContactWithdrawn(Event):
    """A sender took back what they had sent."""

    code: ClassVar[str] = "referrals.contact_withdrawn"
    withdrawal: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "The sender took back what they had sent."


@dataclass(frozen=True, kw_only=True)
class RequestReopened(Event):
    """A request that had ended was opened again."""

    code: ClassVar[str] = "referrals.request_reopened"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.reference} was opened again."
