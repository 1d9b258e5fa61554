"""What happens at the front door, each with its own sentence. No sentence holds an address or a phone number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.referrals.terms.requests import OUTCOME_LABELS, RETURN_LABELS, Outcome, ReturnReason


@dataclass(frozen=True, kw_only=True)
class RequestReceived(Event):
    """Somebody asked for help. Whether as a concern is said behind the enquiry, not where a team reads later."""

    code: ClassVar[str] = "referrals.request_received"
    reference: str
    sender: str
    is_safeguarding: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.reference} was received from {self.sender}."


@dataclass(frozen=True, kw_only=True)
class RequestReturned(Event):
    """The request went back to its sender."""

    code: ClassVar[str] = "referrals.request_returned"
    reference: str
    reason: str
    answer_by: str

    def sentence(self) -> str:
        """What the timeline says."""
        why = RETURN_LABELS[ReturnReason(self.reason)]
        return f"{self.reference} went back to the sender: {why.lower()}. Answer wanted by {self.answer_by}."


@dataclass(frozen=True, kw_only=True)
class EvidenceSupplied(Event):
    """The sender gave what was missing."""

    code: ClassVar[str] = "referrals.evidence_supplied"
    reference: str
    contact: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The sender gave what was missing from {self.reference}."


@dataclass(frozen=True, kw_only=True)
class PersonIdentified(Event):
    """Somebody named in the request was found, or made."""

    code: ClassVar[str] = "referrals.person_identified"
    reference: str
    role: str
    is_new: bool

    def sentence(self) -> str:
        """What the timeline says."""
        how = "A new record was made" if self.is_new else "The record was found"
        return f"{how} for the {self.role} named in {self.reference}."


@dataclass(frozen=True, kw_only=True)
class RequestDecided(Event):
    """The front door decided."""

    code: ClassVar[str] = "referrals.request_decided"
    reference: str
    outcome: str
    level: str
    team: str
    team_id: str = ""
    disagrees: bool = False

    def sentence(self) -> str:
        """What the timeline says."""
        level = f" Level: {self.level}." if self.level else ""
        other = " The sender saw another level." if self.disagrees else ""
        team = f" Team: {self.team}." if self.team else ""
        return f"{self.reference} was decided: {OUTCOME_LABELS[Outcome(self.outcome)].lower()}.{level}{other}{team}"


@dataclass(frozen=True, kw_only=True)
class RequestGivenToWorker(Event):
    """The coordinator gave the request to a worker."""

    code: ClassVar[str] = "referrals.request_given_to_worker"
    reference: str
    worker: str
    worker_id: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.reference} was given to {self.worker}."


@dataclass(frozen=True, kw_only=True)
class RequestAccepted(Event):
    """The worker took the request on."""

    code: ClassVar[str] = "referrals.request_accepted"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The worker accepted {self.reference}."


@dataclass(frozen=True, kw_only=True)
class FirstContactMade(Event):
    """The worker reached the family for the first time."""

    code: ClassVar[str] = "referrals.first_contact_made"
    reference: str
    way: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"First contact was made with the family ({self.way}) for {self.reference}."


@dataclass(frozen=True, kw_only=True)
class RequestClosed(Event):
    """The request ended."""

    code: ClassVar[str] = "referrals.request_closed"
    reference: str
    words: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.reference} was closed: {self.words}"


@dataclass(frozen=True, kw_only=True)
class EnquiryOpened(Event):
    """A MASH enquiry was opened."""

    code: ClassVar[str] = "referrals.enquiry_opened"
    reference: str
    enquiry: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A MASH enquiry was opened for {self.reference}."


@dataclass(frozen=True, kw_only=True)
class RequestsJoined(Event):
    """Another request was found to be about the same child."""

    code: ClassVar[str] = "referrals.requests_joined"
    reference: str
    other: str
    because: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.other} became part of {self.reference}: {self.because}."


@dataclass(frozen=True, kw_only=True)
class RequestHeld(Event):
    """Nothing is done about the request until the front door releases it."""

    code: ClassVar[str] = "referrals.request_held"
    reference: str

    def sentence(self) -> str:
        """What the timeline says: the same to everybody who may see the request, whatever holds it."""
        return f"{self.reference} is being looked at by the front door: nothing is done about it until it is released."


@dataclass(frozen=True, kw_only=True)
class RequestReleased(Event):
    """Work on the request may go on."""

    code: ClassVar[str] = "referrals.request_released"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The front door released {self.reference}: work on it may go on."


@dataclass(frozen=True, kw_only=True)
class OtherParentSettled(Event):
    """It was settled whether a parent who has not agreed may be contacted."""

    code: ClassVar[str] = "referrals.other_parent_settled"
    reference: str
    may: str

    def sentence(self) -> str:
        """What the timeline says: nothing of what may be said."""
        return f"It was settled whether and how another parent may be contacted about {self.reference}."


@dataclass(frozen=True, kw_only=True)
class RequestsSeparated(Event):
    """A joining was undone."""

    code: ClassVar[str] = "referrals.requests_separated"
    reference: str
    other: str
    because: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.reference} is a request of its own again, apart from {self.other}: {self.because}"


@dataclass(frozen=True, kw_only=True)
class DecisionUndone(Event):
    """A decision was taken back before anything of it was sent."""

    code: ClassVar[str] = "referrals.decision_undone"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The decision on {self.reference} was undone before anything was sent."


@dataclass(frozen=True, kw_only=True)
class AnswerNotGiven(Event):
    """The day until which the sender could answer went by."""

    code: ClassVar[str] = "referrals.answer_not_given"
    reference: str
    answer_by: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"No answer came by {self.answer_by}: {self.reference} is with the front door again."
