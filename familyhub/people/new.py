"""What is said of people who are to be registered or looked for: plain values, checked by `policy`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from familyhub.people.terms import (
    Accuracy,
    AddressKind,
    Answer,
    ContactKind,
    FamilyRole,
    IdentifierStatus,
    NameUse,
    RecordKind,
    RelationshipKind,
    Sex,
    Visibility,
    Way,
)


@dataclass(frozen=True)
class NewName:
    """A name; either part may be empty ("Twin 1", a family name not told), not both."""

    given: str = ""
    family: str = ""
    use: str = NameUse.LEGAL
    valid_from: date | None = None


@dataclass(frozen=True)
class NewIdentifier:
    """A number and how far it is trusted."""

    kind: str
    value: str
    status: str = IdentifierStatus.UNVERIFIED


@dataclass(frozen=True)
class NewAddress:
    """An address from a day on. `lsoa` is the code of the small area, when the caller knows it."""

    line1: str = ""
    line2: str = ""
    town: str = ""
    postcode: str = ""
    kind: str = AddressKind.HOME
    visibility: str = Visibility.NORMAL
    safe_post: str = Answer.UNKNOWN
    lsoa: str | None = None
    valid_from: date | None = None


@dataclass(frozen=True)
class NewContactPoint:
    """A phone number or an email address, with what may safely be done with it. Hours are London's, 0 to 24."""

    kind: str
    value: str
    may_voice: str = Answer.UNKNOWN
    may_text: str = Answer.UNKNOWN
    may_leave_message: str = Answer.UNKNOWN
    may_write: str = Answer.UNKNOWN
    from_hour: int | None = None
    to_hour: int | None = None
    visibility: str = Visibility.NORMAL

    @property
    def is_phone(self) -> bool:
        """A phone number, not an email address."""
        return self.kind == ContactKind.PHONE


@dataclass(frozen=True)
class NewSafeContact:
    """How to engage safely with the person; `known` only when somebody who knows was asked."""

    known: str = Answer.UNKNOWN
    words: str = ""
    forbids: tuple[Way, ...] = ()


@dataclass(frozen=True)
class NewPerson:
    """What one source says of one person, or of a child who is not yet born (`due_on`)."""

    names: tuple[NewName, ...] = ()
    source: str = "10"
    kind: str = RecordKind.PERSON
    born_on: date | None = None
    born_accuracy: str = Accuracy.EXACT
    due_on: date | None = None
    sex: str = Sex.UNKNOWN
    identifiers: tuple[NewIdentifier, ...] = ()
    addresses: tuple[NewAddress, ...] = ()
    contact_points: tuple[NewContactPoint, ...] = ()
    safe_contact: NewSafeContact | None = None

    @property
    def accuracy(self) -> str:
        """Without a date the accuracy is unknown, whatever was ticked."""
        return self.born_accuracy if self.born_on else Accuracy.UNKNOWN


@dataclass(frozen=True)
class NewTie:
    """What the person at `from_index` of a household is to the one at `to_index`. Nothing is guessed."""

    from_index: int
    to_index: int
    kind: str = RelationshipKind.OTHER
    parental_responsibility: str = Answer.UNKNOWN
    evidence: str = ""
    lives_with: str = Answer.UNKNOWN
    known_by: str = ""
    responsible_since: date | None = None


@dataclass(frozen=True)
class NewHousehold:
    """People registered together: all or none. `roles` (one a person) makes a family of them; empty makes none."""

    people: tuple[NewPerson, ...]
    ties: tuple[NewTie, ...] = ()
    roles: tuple[FamilyRole, ...] = ()


@dataclass(frozen=True)
class SearchWords:
    """What somebody typed to find a person; any of them may be empty."""

    given: str = ""
    family: str = ""
    born_on: date | None = None
    nhs: str = ""
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SafeRules:
    """What is known of reaching a person: their own rules and one contact point's, as plain values."""

    known: str = Answer.UNKNOWN
    forbids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PointRules:
    """One way of reaching one person: may it be used, and between which hours."""

    to: str
    may: str = Answer.UNKNOWN
    from_hour: int | None = None
    to_hour: int | None = None


@dataclass(frozen=True)
class Contactability:
    """May this person be reached this way at this moment? `reason` is a code, `to` the address or number when yes."""

    allowed: bool
    reason: str
    to: str = field(default="", repr=False)


@dataclass(frozen=True)
class Registered:
    """Somebody as stored: other rooms point at `record`; `person` is the fence and the subject of events.

    For a record that was merged since, `person` is still the one that it was made as.
    """

    record: uuid.UUID
    person: uuid.UUID
