"""What can happen to what is known of a person. No sentence holds an address, a number or a date of birth.

The word before the dot is the class that a county-wide right opens. What happens to addresses and to protected numbers
lies behind the compartment and in a class of its own that no permission opens, so that no timeline tells of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from familyhub.core.events import Event
from familyhub.people.terms import (
    CORRECTED_WORDS,
    FAMILY_ROLE_WORDS,
    IDENTIFIER_STATUS_WORDS,
    IDENTIFIER_WORDS,
    NAME_USE_WORDS,
    RELATIONSHIP_WORDS,
    TIE_END_WORDS,
    Corrected,
    FamilyRole,
    IdentifierKind,
    IdentifierStatus,
    NameUse,
    TieEnd,
)


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    """Somebody, or a child not yet born, was registered."""

    code: ClassVar[str] = "people.registered"
    unborn: bool = False

    def sentence(self) -> str:
        """What the timeline says."""
        return "An unborn baby was registered." if self.unborn else "This person was registered."


@dataclass(frozen=True, kw_only=True)
class NameAdded(Event):
    """A name was added."""

    code: ClassVar[str] = "people.name_added"
    use: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A name was added ({NAME_USE_WORDS[NameUse(self.use)]})."


@dataclass(frozen=True, kw_only=True)
class IdentifierAdded(Event):
    """A number was added."""

    code: ClassVar[str] = "people.identifier_added"
    kind: str
    status: str

    def sentence(self) -> str:
        """What the timeline says."""
        what, how = IDENTIFIER_WORDS[IdentifierKind(self.kind)], IDENTIFIER_STATUS_WORDS[IdentifierStatus(self.status)]
        return f"{what} added: {how}."


@dataclass(frozen=True, kw_only=True)
class AddressAdded(Event):
    """An address was added. Always behind the compartment: one that is protected later has left no line behind."""

    code: ClassVar[str] = "people_protected.address_added"

    def sentence(self) -> str:
        """What the timeline says."""
        return "An address was added."


@dataclass(frozen=True, kw_only=True)
class AddressProtected(Event):
    """An address was put behind its compartment, where this event is too."""

    code: ClassVar[str] = "people_protected.address_protected"

    def sentence(self) -> str:
        """What the timeline says."""
        return "An address was protected."


@dataclass(frozen=True, kw_only=True)
class PersonHidden(Event):
    """A person was hidden from everybody but the protection desk and whom it told."""

    code: ClassVar[str] = "people_protected.person_hidden"

    def sentence(self) -> str:
        """What the timeline says."""
        return "The person was hidden from everybody who was not told."


@dataclass(frozen=True, kw_only=True)
class ProtectedContactPointAdded(Event):
    """A phone number or email address was added behind the compartment."""

    code: ClassVar[str] = "people_protected.contact_point_added"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A protected way to reach this person was added."


@dataclass(frozen=True, kw_only=True)
class ContactPointAdded(Event):
    """A phone number or email address that is not protected was added."""

    code: ClassVar[str] = "people.contact_point_added"
    kind: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "A phone number was added." if self.kind == "phone" else "An email address was added."


@dataclass(frozen=True, kw_only=True)
class SafeContactSet(Event):
    """How to engage safely was recorded."""

    code: ClassVar[str] = "people.safe_contact_set"

    def sentence(self) -> str:
        """What the timeline says."""
        return "How to contact this person safely was recorded."


@dataclass(frozen=True, kw_only=True)
class RelationshipRecorded(Event):
    """What one person is to another was recorded."""

    code: ClassVar[str] = "people.relationship_recorded"
    kind: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"A relationship was recorded: {RELATIONSHIP_WORDS[self.kind][0]}."


@dataclass(frozen=True, kw_only=True)
class RelationshipEnded(Event):
    """A relationship ended, was wrong, or what was known of it was corrected; the old one stays on record."""

    code: ClassVar[str] = "people.relationship_ended"
    kind: str
    reason: str

    def sentence(self) -> str:
        """What the timeline says."""
        what, why = RELATIONSHIP_WORDS[self.kind][0], TIE_END_WORDS[TieEnd(self.reason)]
        return f"A relationship is on record no longer ({what}): {why}."


@dataclass(frozen=True, kw_only=True)
class FamilyMade(Event):
    """A family was made, to work with its members together."""

    code: ClassVar[str] = "people.family_made"

    def sentence(self) -> str:
        """What the timeline says."""
        return "A family was made."


@dataclass(frozen=True, kw_only=True)
class JoinedFamily(Event):
    """Somebody joined a family."""

    code: ClassVar[str] = "people.joined_family"
    role: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Joined a family as {FAMILY_ROLE_WORDS[FamilyRole(self.role)]}."


@dataclass(frozen=True, kw_only=True)
class BabyBorn(Event):
    """The child whose birth was expected was born; the record is the same one."""

    code: ClassVar[str] = "people.baby_born"

    def sentence(self) -> str:
        """What the timeline says."""
        return "The baby was born."


@dataclass(frozen=True, kw_only=True)
class PeopleMerged(Event):
    """Two people agreed that two records are one person. Told once behind each of them."""

    code: ClassVar[str] = "people.merged"
    merge: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "Two records were found to be the same person and merged."


@dataclass(frozen=True, kw_only=True)
class HiddenMerged(PeopleMerged):
    """The same of somebody hidden: told behind the compartment alone."""

    code: ClassVar[str] = "people_protected.merged"


@dataclass(frozen=True, kw_only=True)
class PeopleUnmerged(Event):
    """They were two after all. Figures between the two days counted them as one."""

    code: ClassVar[str] = "people.unmerged"
    merge: str
    merged_on: str
    unmerged_on: str

    def sentence(self) -> str:
        """What the timeline says."""
        return "Two records that had been merged were separated: they are two people."


@dataclass(frozen=True, kw_only=True)
class HiddenUnmerged(PeopleUnmerged):
    """The same of somebody hidden: told behind the compartment alone."""

    code: ClassVar[str] = "people_protected.unmerged"


@dataclass(frozen=True, kw_only=True)
class PairNoticed(Event):
    """Two records may be the same person. In a class that no permission opens: it would tell that there is another."""

    code: ClassVar[str] = "people_pairs.noticed"

    def sentence(self) -> str:
        """What the timeline says."""
        return "Two records were noticed that may be the same person."


@dataclass(frozen=True, kw_only=True)
class PairSettled(Event):
    """Somebody decided a pair."""

    code: ClassVar[str] = "people_pairs.settled"
    same: bool

    def sentence(self) -> str:
        """What the timeline says."""
        return f"Two records were looked at: {'the same person' if self.same else 'two people'}."


@dataclass(frozen=True, kw_only=True)
class LineProposed(Event):
    """Somebody proposed from how likely on two records are linked with nobody looking. `line` is a number as text."""

    code: ClassVar[str] = "people_line.proposed"
    line: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"It was proposed to link records alone that are at least {100 * float(self.line):g}% likely one person."


@dataclass(frozen=True, kw_only=True)
class LineChanged(Event):
    """The line changed; empty: it was turned off."""

    code: ClassVar[str] = "people_line.changed"
    line: str

    def sentence(self) -> str:
        """What the timeline says."""
        if not self.line:
            return "Records are linked alone only by a verified NHS number with the same date of birth."
        return (
            f"Records that are at least {100 * float(self.line):g}% likely one person are linked with nobody looking."
        )


@dataclass(frozen=True, kw_only=True)
class PersonDied(Event):
    """Somebody died."""

    code: ClassVar[str] = "people.died"

    def sentence(self) -> str:
        """What the timeline says."""
        return "This person has died."


@dataclass(frozen=True, kw_only=True)
class PersonCorrected(Event):
    """A name, a date of birth or a sex was wrong and was put right. `what` is its code; no value is told."""

    code: ClassVar[str] = "people.corrected"
    what: str

    def sentence(self) -> str:
        """What the timeline says."""
        return f"The {CORRECTED_WORDS[Corrected(self.what)]} was corrected."


@dataclass(frozen=True, kw_only=True)
class DeathUndone(Event):
    """A death was recorded of somebody who lives."""

    code: ClassVar[str] = "people.death_undone"

    def sentence(self) -> str:
        """What the timeline says."""
        return "It was recorded by mistake that this person has died: that was undone."
