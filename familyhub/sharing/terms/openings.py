"""The words of sharing."""

from __future__ import annotations

from enum import StrEnum


class OpenReason(StrEnum):
    """Why a record is opened that is not one's own work."""

    DUTY = "duty"
    COVER = "cover"
    EMERGENCY = "emergency"
    STATUTORY = "statutory"


REASON_WORDS = {
    OpenReason.DUTY: "Duty cover",
    OpenReason.COVER: "Cover for an absent colleague",
    OpenReason.EMERGENCY: "Emergency",
    OpenReason.STATUTORY: "Another statutory reason",
}


class ReviewOutcome(StrEnum):
    """What the review of an opening came to."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    MORE_ASKED = "more_asked"


OUTCOME_WORDS = {
    ReviewOutcome.JUSTIFIED: "Justified",
    ReviewOutcome.NOT_JUSTIFIED: "Not justified",
    ReviewOutcome.MORE_ASKED: "More was asked",
}


class RelationKind(StrEnum):
    """What somebody is to a member of staff."""

    SELF = "self"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    FORMER_PARTNER = "former_partner"
    OTHER = "other"


RELATION_WORDS = {
    RelationKind.SELF: "Myself",
    RelationKind.RELATIVE: "A relative, or somebody I live with",
    RelationKind.NEIGHBOUR: "A neighbour",
    RelationKind.FORMER_PARTNER: "A former partner",
    RelationKind.OTHER: "Somebody else whom I know outside work",
}


class ReadSign(StrEnum):
    """Why a reader's week is listed, or one read in it."""

    OUTSIDE = "outside"
    NAMESAKE = "namesake"
    NEIGHBOUR = "neighbour"
    CLOSED = "closed"
    HOURS = "hours"
    VOLUME = "volume"


SIGN_WORDS = {
    ReadSign.NAMESAKE: "Same family name as the reader, outside their work",
    ReadSign.NEIGHBOUR: "Same street as the reader, outside their work",
    ReadSign.CLOSED: "People with whom nobody works any more",
    ReadSign.OUTSIDE: "Outside their work",
    ReadSign.HOURS: "At night, at a weekend or on a bank holiday",
    ReadSign.VOLUME: "Far more people than the same role usually sees",
}


class ReadOutcome(StrEnum):
    """What governance made of a reader's week."""

    EXPLAINED = "explained"
    TO_LOOK_INTO = "to_look_into"
    PASSED_ON = "passed_on"


READ_OUTCOME_WORDS = {
    ReadOutcome.EXPLAINED: "Explained",
    ReadOutcome.TO_LOOK_INTO: "To look into",
    ReadOutcome.PASSED_ON: "Passed on",
}


class AgreementKind(StrEnum):
    """What is agreed to (S0-05). Agreement to work together is not consent to share, nor to be photographed."""

    SERVICE = "service"
    DATA = "data"
    CONFIDENTIALITY = "confidentiality"
    MEDIA = "media"


AGREEMENT_WORDS = {
    AgreementKind.SERVICE: "To work with us",
    AgreementKind.DATA: "Consent under the UK GDPR",
    AgreementKind.CONFIDENTIALITY: "Permission to share what was told in confidence",
    AgreementKind.MEDIA: "Photographs, film and stories",
}


class AgreementStatus(StrEnum):
    """What was said when it was asked, or that nobody asked."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_SOUGHT = "not_sought"
    ASKED = "asked"


STATUS_WORDS = {
    AgreementStatus.GIVEN: "Given",
    AgreementStatus.REFUSED: "Refused",
    AgreementStatus.NOT_SOUGHT: "Not sought",
    AgreementStatus.ASKED: "Asked, not answered yet",
}


class Standing(StrEnum):
    """Where an agreement stands on a day."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_SOUGHT = "not_sought"
    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    VARIED = "varied"
    EXPIRED = "expired"
    TO_ASK = "to_ask"


STANDING_WORDS = {
    Standing.GIVEN: "Given",
    Standing.REFUSED: "Refused",
    Standing.NOT_SOUGHT: "Not sought",
    Standing.ASKED: "Asked, not answered yet",
    Standing.WITHDRAWN: "Withdrawn",
    Standing.VARIED: "Replaced",
    Standing.EXPIRED: "Expired",
    Standing.TO_ASK: "Ask the young person: they are 16 now",
}


class GiverKind(StrEnum):
    """By what right somebody answers for the person."""

    SELF = "self"
    PARENT = "parent"
    OTHER = "other"


GIVER_WORDS = {
    GiverKind.SELF: "The person themselves",
    GiverKind.PARENT: "Somebody with parental responsibility",
    GiverKind.OTHER: "Somebody else who may decide for them",
}


class HowSaid(StrEnum):
    """How it was said."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    SIGNED = "signed"


HOW_WORDS = {HowSaid.SPOKEN: "Spoken", HowSaid.WRITTEN: "Written", HowSaid.SIGNED: "Signed"}


class NotSought(StrEnum):
    """Why nobody asked (Information sharing advice for safeguarding practitioners, 2024)."""

    RISK = "risk"
    UNREACHED = "unreached"
    DUTY = "duty"
    OTHER = "other"


NOT_SOUGHT_WORDS = {
    NotSought.RISK: "Asking could put somebody at risk",
    NotSought.UNREACHED: "Nobody could be asked in time",
    NotSought.DUTY: "The law asks us to do it without agreement",
    NotSought.OTHER: "Another reason",
}


class Purpose(StrEnum):
    """What it is for."""

    HELP = "help"
    ASSESS = "assess"
    HEALTH = "health"
    EDUCATION = "education"
    EVALUATE = "evaluate"


PURPOSE_WORDS = {
    Purpose.HELP: "Planning and giving help",
    Purpose.ASSESS: "Assessing need",
    Purpose.HEALTH: "Health care",
    Purpose.EDUCATION: "Education and childcare",
    Purpose.EVALUATE: "Learning whether help works",
}


class DataClass(StrEnum):
    """What may be shared."""

    WHO = "who"
    REACH = "reach"
    NEED = "need"
    HEALTH = "health"
    SCHOOL = "school"
    WORK = "work"


DATA_WORDS = {
    DataClass.WHO: "Who they are: name, date of birth, family",
    DataClass.REACH: "Where and how to reach them",
    DataClass.NEED: "What help they need and have",
    DataClass.HEALTH: "Health",
    DataClass.SCHOOL: "School and childcare",
    DataClass.WORK: "What we wrote as we worked",
}


class Shared(StrEnum):
    """What was decided: not to share is a decision too."""

    SHARE = "share"
    NOT = "not"


SHARED_WORDS = {Shared.SHARE: "To share", Shared.NOT: "Not to share"}


class Basis(StrEnum):
    """On what ground (UK GDPR articles 6 and 9, the common law of confidentiality)."""

    AGREED = "agreed"
    SAFEGUARDING = "safeguarding"
    DUTY = "duty"
    VITAL = "vital"
    TASK = "task"
    NO_NEED = "no_need"
    HARM = "harm"


BASIS_WORDS = {
    Basis.AGREED: "With the agreement that is on record",
    Basis.SAFEGUARDING: "To keep a child or an adult at risk safe",
    Basis.DUTY: "The law asks us to",
    Basis.VITAL: "A life or serious harm is at stake",
    Basis.TASK: "Our public task, and nobody would be surprised",
    Basis.NO_NEED: "It is not needed, or not so much of it",
    Basis.HARM: "Sharing would do more harm than good",
}
TO_SHARE = frozenset({Basis.AGREED, Basis.SAFEGUARDING, Basis.DUTY, Basis.VITAL, Basis.TASK})
NOT_TO_SHARE = frozenset({Basis.NO_NEED, Basis.HARM})

ANSWERED_WITHIN_DAYS, ENDS_SOON_DAYS, FOLLOWED_WITHIN_DAYS = 14, 28, 5
"""When somebody who was asked is asked again, how long before its end an agreement is to be renewed, and by when what
its withdrawal brings with it is done: in the tray of whoever helps."""


class Outstanding(StrEnum):
    """Why an agreement is to be seen to."""

    ASKED = "asked"
    NOT_SOUGHT = "not_sought"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"
    TO_ASK = "to_ask"
    WITHDRAWN = "withdrawn"


OUTSTANDING_WORDS = {
    Outstanding.ASKED: "asked, not answered yet",
    Outstanding.NOT_SOUGHT: "nobody was asked",
    Outstanding.ENDS_SOON: "ends soon",
    Outstanding.EXPIRED: "has ended",
    Outstanding.TO_ASK: "the young person is 16 now: ask them",
    Outstanding.WITHDRAWN: "withdrawn: do what follows",
}
