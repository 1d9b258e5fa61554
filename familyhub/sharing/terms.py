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
