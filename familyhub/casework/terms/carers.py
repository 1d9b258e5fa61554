"""The words of young carers (S4-35)."""

from __future__ import annotations

from enum import StrEnum


class Care(StrEnum):
    """What a young carer does for somebody."""

    PRACTICAL = "practical"
    PERSONAL = "personal"
    EMOTIONAL = "emotional"
    CHILDREN = "children"
    MONEY = "money"
    SPEAKING = "speaking"


CARE_LABELS = {
    Care.PRACTICAL: "Practical things: cooking, cleaning, shopping",
    Care.PERSONAL: "Personal care: washing, dressing, medicine",
    Care.EMOTIONAL: "Keeping company, comforting, watching over",
    Care.CHILDREN: "Looking after brothers or sisters",
    Care.MONEY: "Money, letters and appointments",
    Care.SPEAKING: "Speaking for somebody, interpreting",
}
CARE_SHORT = {care: label.partition(":")[0] for care, label in CARE_LABELS.items()}


class CaredForKind(StrEnum):
    """Who is cared for, to the child."""

    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    OTHER = "other"


CARED_FOR_LABELS = {
    CaredForKind.PARENT: "A parent or carer",
    CaredForKind.SIBLING: "A brother or sister",
    CaredForKind.GRANDPARENT: "A grandparent",
    CaredForKind.OTHER: "Somebody else",
}


class FoundBy(StrEnum):
    """Who saw that the child is a young carer."""

    CHILD = "child"
    FAMILY = "family"
    SCHOOL = "school"
    HEALTH = "health"
    ADULTS = "adults"
    US = "us"
    OTHER = "other"


FOUND_BY_LABELS = {
    FoundBy.CHILD: "The child themselves",
    FoundBy.FAMILY: "Somebody of the family",
    FoundBy.SCHOOL: "School or early years setting",
    FoundBy.HEALTH: "Health service",
    FoundBy.ADULTS: "Adults’ services",
    FoundBy.US: "One of us",
    FoundBy.OTHER: "Somebody else",
}


class Offer(StrEnum):
    """How far the offer of an assessment has come. ENDED: the child does not care for anybody any more."""

    TO_OFFER = "to_offer"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    ENDED = "ended"


OFFER_LABELS = {
    Offer.TO_OFFER: "Assessment to be offered",
    Offer.OFFERED: "Assessment offered",
    Offer.ACCEPTED: "Assessment accepted",
    Offer.DECLINED: "Assessment declined",
    Offer.DONE: "Assessment done",
    Offer.ENDED: "Not a young carer any more",
}
NEXT = {
    Offer.TO_OFFER: (Offer.OFFERED, Offer.ENDED),
    Offer.OFFERED: (Offer.ACCEPTED, Offer.DECLINED, Offer.ENDED),
    Offer.ACCEPTED: (Offer.DONE, Offer.DECLINED, Offer.ENDED),
    Offer.DECLINED: (Offer.OFFERED, Offer.ENDED),
    Offer.DONE: (Offer.OFFERED, Offer.ENDED),
    Offer.ENDED: (),
}
"""What can come after what: what was declined or done can be offered again."""
ASKS = {
    Offer.TO_OFFER: "Offer a young carer’s assessment",
    Offer.OFFERED: "Ask if the young carer’s assessment is wanted",
    Offer.ACCEPTED: "Do the young carer’s assessment",
}
"""What stands in the tray meanwhile; nothing is asked in the other states."""
NEED = ("factors", "7A")
"""The need under which a young carer is coded."""
OFFER_DAYS, ANSWER_DAYS, ASSESS_DAYS = 10, 10, 45
"""Working days to offer, to ask for the answer, and to do it: local standards as delivered, not a statute. That an
assessment is due at all is (Children Act 1989, section 17ZA)."""
