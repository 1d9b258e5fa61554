"""What sharing stores: openings with their reviews, declared relations with their matches, each week's reads,
and agreements with what was decided about sharing."""

from familyhub.sharing.models.access import Match, Opening, Relation, Review
from familyhub.sharing.models.agreements import Agreement, AgreementEnd, AgreementFollowed, SharingDecision
from familyhub.sharing.models.reads import ReaderWeek, ReadLine, ReadMark, ReadsWeek

__all__ = [
    "Agreement",
    "AgreementEnd",
    "AgreementFollowed",
    "Match",
    "Opening",
    "ReadLine",
    "ReadMark",
    "ReaderWeek",
    "ReadsWeek",
    "Relation",
    "Review",
    "SharingDecision",
]
