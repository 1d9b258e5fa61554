"""What sharing stores: openings with their reviews, declared relations with their matches, and each week's reads."""

from familyhub.sharing.models.access import Match, Opening, Relation, Review
from familyhub.sharing.models.reads import ReaderWeek, ReadLine, ReadMark, ReadsWeek

__all__ = ["Match", "Opening", "ReadLine", "ReadMark", "ReaderWeek", "ReadsWeek", "Relation", "Review"]
