"""What arrives, as plain values: checked by `policy`, kept by `actions.receiving`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from familyhub.referrals.terms.requests import (
    SOURCE_SELF,
    WHO,
    Agreement,
    Channel,
    Evidence,
    ReturnReason,
    State,
    SubjectRole,
)


@dataclass(frozen=True)
class NewPlace:
    """Where somebody lives and can be reached, as the sender says. `is_protected`: it is hidden from somebody."""

    line: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    is_protected: bool = False


@dataclass(frozen=True)
class NewSubject:
    """Somebody named in a contact; a child who is not named is described instead.

    `relation` is what an adult is to the children named (people's RelationshipKind), `has_responsibility` yes, no or
    unknown as the sender says: it is never worked out from the relation. `record`: who they are, where a team says so
    that works with them.
    """

    role: SubjectRole
    given: str = ""
    family: str = ""
    born_on: date | None = None
    due_on: date | None = None
    sex: str = ""
    described_as: str = ""
    relation: str = ""
    has_responsibility: str = ""
    place: NewPlace | None = None
    record: uuid.UUID | None = None


@dataclass(frozen=True)
class NewNeed:
    """A coded unmet need with words."""

    framework: str
    need: str
    words: str


@dataclass(frozen=True)
class NewEvidence:
    """What supports a professional's referral (S0-16)."""

    evidence: Evidence = Evidence.NONE
    assessment_kind: str = ""
    assessed_on: date | None = None
    assessed_by: str = ""
    assessment_reference: str = ""
    action_wanted: str = ""

    @property
    def has_assessment_facts(self) -> bool:
        """Date and author are there; the needs are coded beside it."""
        return self.assessed_on is not None and bool(self.assessed_by)

    @property
    def has_reference_and_action(self) -> bool:
        """The latest assessment is cited and the action wanted is said."""
        return bool(self.assessment_reference and self.action_wanted)


@dataclass(frozen=True)
class Sender:
    """Who sent it, and how they said they are known."""

    source: str
    source_detail: str = ""
    agency: str = ""
    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    referrer: uuid.UUID | None = None

    @property
    def words(self) -> str:
        """How the timeline calls them: the role and agency, never a private person's name."""
        if self.source == SOURCE_SELF:
            return "the family itself"
        said = ", ".join(part for part in (self.role, self.agency) if part)
        return said or WHO.get(self.source, "a professional").lower()


@dataclass(frozen=True)
class NewContact:
    """One arrival, whole."""

    channel: Channel
    sender: Sender
    subjects: tuple[NewSubject, ...]
    needs: tuple[NewNeed, ...] = ()
    story: str = ""
    is_safeguarding: bool = False
    agreement: Agreement = Agreement.NOT_ASKED
    agreement_words: str = ""
    engage_safely: str = ""
    level_seen: int | None = None
    evidence: NewEvidence = NewEvidence()
    own_label: str = ""


@dataclass(frozen=True)
class Received:
    """What became of it: the numbers, the reference that the sender may quote, and why it went back, if it did."""

    request: uuid.UUID
    contact: uuid.UUID
    reference: str
    state: State
    returned: ReturnReason | None
    reply_fence: uuid.UUID
