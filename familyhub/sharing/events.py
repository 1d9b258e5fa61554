"""What happens in sharing. No event holds a name or anybody's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.sharing.terms.openings import (
    AGREEMENT_WORDS,
    OUTCOME_WORDS,
    READ_OUTCOME_WORDS,
    REASON_WORDS,
    SHARED_WORDS,
    STATUS_WORDS,
    AgreementKind,
    AgreementStatus,
    OpenReason,
    ReadOutcome,
    ReviewOutcome,
    Shared,
)


@dataclass(frozen=True, kw_only=True)
class AccessOpened(Event):
    """Somebody opened a record with a reason. `reason` is an OpenReason, `person` whose record it is."""

    code: ClassVar[str] = "sharing.access_opened"
    reason: str
    person: str
    opened_by: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The record was opened with a reason: {REASON_WORDS[OpenReason(self.reason)].lower()}."


@dataclass(frozen=True, kw_only=True)
class AccessNotOpened(Event):
    """Somebody gave a reason and nothing was opened."""

    code: ClassVar[str] = "sharing.access_not_opened"
    reason: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Nothing was opened, though a reason was given: {REASON_WORDS[OpenReason(self.reason)].lower()}."


@dataclass(frozen=True, kw_only=True)
class AccessReviewed(Event):
    """Information governance looked at why a record was opened. `outcome` is a ReviewOutcome."""

    code: ClassVar[str] = "sharing.access_reviewed"
    outcome: str
    is_over: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Opening the record was reviewed: {OUTCOME_WORDS[ReviewOutcome(self.outcome)].lower()}."


@dataclass(frozen=True, kw_only=True)
class RelationDeclared(Event):
    """A member of staff declared somebody whom they know outside work."""

    code: ClassVar[str] = "sharing.relation_declared"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A relation outside work was declared."


@dataclass(frozen=True, kw_only=True)
class RelationMatched(Event):
    """The declared relation is this person: their record does not exist for that member of staff from now on."""

    code: ClassVar[str] = "sharing.relation_matched"
    staff: str
    person: str
    because: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "A declared relation was matched to a record, which is closed to whoever declared it."


@dataclass(frozen=True, kw_only=True)
class RelationEnded(Event):
    """Information governance ended a declared relation, with a reason."""

    code: ClassVar[str] = "sharing.relation_ended"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A declared relation was ended."


@dataclass(frozen=True, kw_only=True)
class ReadsWeighed(Event):
    """A week of the access log was weighed. `listed` readers stand out; `of_governance`: the lines of those who watch
    over reading themselves, each for a colleague.
    """

    code: ClassVar[str] = "sharing.reads_weighed"
    listed: int
    of_governance: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What the timeline says."""
        return "Who read what in a week was weighed."


@dataclass(frozen=True, kw_only=True)
class ReadsMarked(Event):
    """Information governance looked at one reader's week. `outcome` is a ReadOutcome."""

    code: ClassVar[str] = "sharing.reads_marked"
    outcome: str
    week: str
    is_week_over: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return f"One reader's week was reviewed: {READ_OUTCOME_WORDS[ReadOutcome(self.outcome)].lower()}."


@dataclass(frozen=True, kw_only=True)
class AgreementRecorded(Event):
    """Somebody was asked to agree, or it was written down why nobody was."""

    code: ClassVar[str] = "sharing.agreement_recorded"
    kind: str
    status: str

    def sentence(self) -> str:
        """What the timeline says."""
        kind = AGREEMENT_WORDS[AgreementKind(self.kind)]
        return (
            f"Agreement recorded ({kind[0].lower()}{kind[1:]}): {STATUS_WORDS[AgreementStatus(self.status)].lower()}."
        )


@dataclass(frozen=True, kw_only=True)
class AgreementEnded(Event):
    """An agreement was withdrawn, or replaced by another one (`is_varied`)."""

    code: ClassVar[str] = "sharing.agreement_ended"
    kind: str
    is_varied: bool

    def sentence(self) -> str:
        """What the timeline says."""
        kind = AGREEMENT_WORDS[AgreementKind(self.kind)]
        how = "replaced by a new one" if self.is_varied else "withdrawn"
        return f"An agreement was {how} ({kind[0].lower()}{kind[1:]})."


@dataclass(frozen=True, kw_only=True)
class SharingDecided(Event):
    """Somebody decided to share something about this person, or not to."""

    code: ClassVar[str] = "sharing.decided"
    shared: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"It was decided about sharing: {SHARED_WORDS[Shared(self.shared)].lower()}."


@dataclass(frozen=True, kw_only=True)
class WithdrawalFollowed(Event):
    """What the withdrawal of an agreement brings with it was done."""

    code: ClassVar[str] = "sharing.withdrawal_followed"
    kind: str

    def sentence(self) -> str:
        """What the timeline says."""
        kind = AGREEMENT_WORDS[AgreementKind(self.kind)]
        return f"What follows from a withdrawal was done ({kind[0].lower()}{kind[1:]})."
