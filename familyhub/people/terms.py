"""The words of the room: codes as stored, and the words that people read."""

from __future__ import annotations

from enum import StrEnum


class PersonStatus(StrEnum):
    """What has become of a person as the service knows them (domain model 3.2)."""

    ACTIVE = "active"
    DECEASED = "deceased"
    MERGED = "merged"
    SEALED = "sealed"
    ANONYMISED = "anonymised"


class RecordKind(StrEnum):
    """Born, or expected."""

    PERSON = "person"
    UNBORN = "unborn"


class Accuracy(StrEnum):
    """How sure the date of birth is. An estimate is normal for families who fled without papers."""

    EXACT = "exact"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """As the national data sets code it; an unborn child's is always not known."""

    FEMALE = "F"
    MALE = "M"
    INDETERMINATE = "I"
    UNKNOWN = "U"


SEX_WORDS = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.INDETERMINATE: "indeterminate", Sex.UNKNOWN: "not known"}


class NameUse(StrEnum):
    """What a name is used for."""

    LEGAL = "legal"
    KNOWN_AS = "known_as"
    PREVIOUS = "previous"


NAME_USE_WORDS = {NameUse.LEGAL: "legal name", NameUse.KNOWN_AS: "known as", NameUse.PREVIOUS: "previous name"}


class IdentifierKind(StrEnum):
    """Whose number it is."""

    NHS = "nhs"
    UPN = "upn"
    ULN = "uln"
    LA = "la"
    SYSTMONE = "systmone"
    LEGACY = "legacy"


IDENTIFIER_WORDS = {
    IdentifierKind.NHS: "NHS number",
    IdentifierKind.UPN: "Unique pupil number",
    IdentifierKind.ULN: "Unique learner number",
    IdentifierKind.LA: "Social care number",
    IdentifierKind.SYSTMONE: "SystmOne number",
    IdentifierKind.LEGACY: "Number in an earlier system",
}


class IdentifierStatus(StrEnum):
    """How far a number can be trusted. Only a verified NHS number is unique."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    UNDER_QUERY = "under_query"
    SUPERSEDED = "superseded"
    INVALIDATED = "invalidated"


IDENTIFIER_STATUS_WORDS = {
    IdentifierStatus.VERIFIED: "verified",
    IdentifierStatus.UNVERIFIED: "not verified",
    IdentifierStatus.UNDER_QUERY: "under query",
    IdentifierStatus.SUPERSEDED: "replaced by another number",
    IdentifierStatus.INVALIDATED: "withdrawn",
}


class AddressKind(StrEnum):
    """What the address is to the person. Two homes at once are normal."""

    HOME = "home"
    SECOND_HOME = "second_home"
    TEMPORARY = "temporary"
    CORRESPONDENCE = "correspondence"


ADDRESS_WORDS = {
    AddressKind.HOME: "home",
    AddressKind.SECOND_HOME: "second home",
    AddressKind.TEMPORARY: "temporary home",
    AddressKind.CORRESPONDENCE: "for post only",
}
LIVES_THERE = (AddressKind.HOME, AddressKind.TEMPORARY)


class Visibility(StrEnum):
    """Who may know of it: whoever may see the person, or only those given its compartment."""

    NORMAL = "normal"
    RESTRICTED = "restricted"
    REFUGE = "refuge"


class Answer(StrEnum):
    """Unknown is an answer of its own: it is neither yes nor no, and nothing is inferred from it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ContactKind(StrEnum):
    """What sort of contact point it is."""

    PHONE = "phone"
    EMAIL = "email"


class Way(StrEnum):
    """A way to reach somebody."""

    VOICE = "voice"
    TEXT = "text"
    MESSAGE = "message"
    EMAIL = "email"
    POST = "post"


class RelationshipKind(StrEnum):
    """What the first person is to the second. None of them says anything of parental responsibility."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEP_PARENT = "step_parent"
    GUARDIAN = "guardian"
    FOSTER_CARER = "foster_carer"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    PARTNER = "partner"
    CARER = "carer"
    OTHER = "other"


# (what the first is to the second, what the second is to the first)
RELATIONSHIP_WORDS: dict[str, tuple[str, str]] = {
    RelationshipKind.MOTHER: ("mother", "child"),
    RelationshipKind.FATHER: ("father", "child"),
    RelationshipKind.PARENT: ("parent", "child"),
    RelationshipKind.STEP_PARENT: ("step-parent", "step-child"),
    RelationshipKind.GUARDIAN: ("guardian", "in their guardianship"),
    RelationshipKind.FOSTER_CARER: ("foster carer", "fostered child"),
    RelationshipKind.GRANDPARENT: ("grandparent", "grandchild"),
    RelationshipKind.SIBLING: ("brother or sister", "brother or sister"),
    RelationshipKind.PARTNER: ("partner", "partner"),
    RelationshipKind.CARER: ("carer", "cared for by them"),
    RelationshipKind.OTHER: ("other", "other"),
}


class KnownBy(StrEnum):
    """How it is known that somebody has parental responsibility: what was seen, or who said so."""

    CERTIFICATE = "certificate"
    ORDER = "order"
    AGREEMENT = "agreement"
    RECORDS = "records"
    SAID = "said"


KNOWN_BY_WORDS = {
    KnownBy.CERTIFICATE: "birth certificate seen",
    KnownBy.ORDER: "court order seen",
    KnownBy.AGREEMENT: "parental responsibility agreement seen",
    KnownBy.RECORDS: "on another agency’s record",
    KnownBy.SAID: "said by somebody, nothing was seen",
}
SEEN = frozenset(KnownBy) - {KnownBy.SAID}


class TieEnd(StrEnum):
    """Why a relationship is on record no longer. The old one stays."""

    OVER = "over"
    WRONG = "wrong"
    CORRECTED = "corrected"


TIE_END_WORDS = {
    TieEnd.OVER: "it has ended",
    TieEnd.WRONG: "it was recorded by mistake",
    TieEnd.CORRECTED: "what was known of it was corrected",
}


class FamilyRole(StrEnum):
    """A person's part in a family, which is a grouping of work and not a household."""

    CHILD = "child"
    CARER = "carer"
    OTHER_ADULT = "other_adult"


FAMILY_ROLE_WORDS = {
    FamilyRole.CHILD: "child",
    FamilyRole.CARER: "parent or carer",
    FamilyRole.OTHER_ADULT: "other adult",
}

# why the search shows somebody, in the order in which the reasons are read
WHY_WORDS = {
    "nhs": "same NHS number",
    "born": "same date of birth",
    "name": "same name",
    "sound": "similar name",
    "postcode": "same postcode",
    "phone": "same phone number",
}


class PairState(StrEnum):
    """What has become of two records that may be the same person (domain model 3.5, identity match)."""

    OPEN = "open"
    PROPOSED = "proposed"
    SAME = "same"
    DIFFERENT = "different"


PAIR_WORDS = {
    PairState.OPEN: "to be decided",
    PairState.PROPOSED: "one person has proposed to merge them",
    PairState.SAME: "the same person",
    PairState.DIFFERENT: "two people",
}


class PairSource(StrEnum):
    """Who noticed a pair."""

    DOOR = "door"
    REGISTERING = "registering"
    IMPORT = "import"
    MATCHING = "matching"
    STAFF = "staff"


PAIR_SOURCE_WORDS = {
    PairSource.DOOR: "an officer who was not sure, at the front door",
    PairSource.REGISTERING: "somebody who was not sure, while registering",
    PairSource.IMPORT: "an import",
    PairSource.MATCHING: "the matching",
    PairSource.STAFF: "a member of staff",
}


class PairStepKind(StrEnum):
    """One step in the history of a pair."""

    NOTICED = "noticed"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DIFFERENT = "different"
    ASKED = "asked"
    SEPARATED = "separated"


PAIR_STEP_WORDS = {
    PairStepKind.NOTICED: "Noticed that they may be the same person",
    PairStepKind.PROPOSED: "Proposed to merge them",
    PairStepKind.AGREED: "Agreed: they were merged",
    PairStepKind.DIFFERENT: "Decided that they are two people",
    PairStepKind.ASKED: "Asked somebody",
    PairStepKind.SEPARATED: "Separated them",
}


class SettleKind(StrEnum):
    """What is left for a person to decide."""

    LATER = "later"
    RECORD = "record"
    OTHER_MERGE = "other_merge"
    ONE_EACH = "one_each"


class SettleOutcome(StrEnum):
    """How it was decided."""

    STAYS = "stays"
    BY_HAND = "by_hand"


SETTLE_WORDS = {
    SettleOutcome.STAYS: "It is where it belongs",
    SettleOutcome.BY_HAND: "It was put right by hand",
}


class Corrected(StrEnum):
    """What of somebody can be corrected."""

    NAME = "name"
    BORN = "born"
    SEX = "sex"


CORRECTED_WORDS = {Corrected.NAME: "name", Corrected.BORN: "date of birth", Corrected.SEX: "sex"}
