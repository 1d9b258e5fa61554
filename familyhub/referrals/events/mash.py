"""What happens in the MASH lane. Each lies behind the enquiry's own fence: no team that holds the request reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.referrals.terms.mash import COLOUR_LABELS
from familyhub.referrals.terms.requests import ENQUIRY_OUTCOME_LABELS, Colour, EnquiryOutcome


@dataclass(frozen=True, kw_only=True)
class EnquiryColoured(Event):
    """How urgent an enquiry is was set."""

    code: ClassVar[str] = "referrals.enquiry_coloured"
    reference: str
    colour: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The enquiry about {self.reference} was set to {COLOUR_LABELS[Colour(self.colour)].lower()}."


@dataclass(frozen=True, kw_only=True)
class DutyCalled(Event):
    """The next on the duty list was told that a concern waits."""

    code: ClassVar[str] = "referrals.duty_called"
    reference: str
    who: str
    is_again: bool = False

    def sentence(self) -> str:
        """What the timeline says."""
        again = " The list had run out and started again." if self.is_again else ""
        return f"The duty list was called for {self.reference}: {self.who}.{again}"


@dataclass(frozen=True, kw_only=True)
class EnquiryAcknowledged(Event):
    """Somebody has it."""

    code: ClassVar[str] = "referrals.enquiry_acknowledged"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Somebody has the enquiry about {self.reference} in hand."


@dataclass(frozen=True, kw_only=True)
class PartnerAsked(Event):
    """A partner was asked for information."""

    code: ClassVar[str] = "referrals.partner_asked"
    reference: str
    agency: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.agency} was asked for information about {self.reference}."


@dataclass(frozen=True, kw_only=True)
class PartnerAnswered(Event):
    """A partner answered."""

    code: ClassVar[str] = "referrals.partner_answered"
    reference: str
    agency: str
    is_late: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return f"{self.agency} answered about {self.reference}{', late' if self.is_late else ''}."


@dataclass(frozen=True, kw_only=True)
class PartnerLinkWithdrawn(Event):
    """A partner's link was closed."""

    code: ClassVar[str] = "referrals.partner_link_withdrawn"
    reference: str
    agency: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The link of {self.agency} about {self.reference} was withdrawn: it opens nothing any more."


@dataclass(frozen=True, kw_only=True)
class EnquiryDecided(Event):
    """The decision maker decided."""

    code: ClassVar[str] = "referrals.enquiry_decided"
    reference: str
    outcome: str
    released: int

    def sentence(self) -> str:
        """What the timeline says."""
        said = ENQUIRY_OUTCOME_LABELS[EnquiryOutcome(self.outcome)]
        return f"The enquiry about {self.reference} was decided: {said[:1].lower()}{said[1:]}."


@dataclass(frozen=True, kw_only=True)
class EnquiryActionStarted(Event):
    """What was decided has begun."""

    code: ClassVar[str] = "referrals.enquiry_action_started"
    reference: str
    started_on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Action on {self.reference} began on {self.started_on}."


@dataclass(frozen=True, kw_only=True)
class EnquiryClosed(Event):
    """The enquiry is over."""

    code: ClassVar[str] = "referrals.enquiry_closed"
    reference: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The enquiry about {self.reference} was closed."


@dataclass(frozen=True, kw_only=True)
class AdultConcernRaised(Event):
    """A concern about an adult was recorded."""

    code: ClassVar[str] = "referrals.adult_concern_raised"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A concern about an adult was recorded."


@dataclass(frozen=True, kw_only=True)
class AdultConcernPassed(Event):
    """A concern about an adult was passed on."""

    code: ClassVar[str] = "referrals.adult_concern_passed"
    to: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A concern about an adult was passed on to {self.to}."


@dataclass(frozen=True, kw_only=True)
class AdultConcernReceived(Event):
    """Adult safeguarding said that it has the concern."""

    code: ClassVar[str] = "referrals.adult_concern_received"
    who: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Receipt of a concern about an adult was recorded: {self.who}."
