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
