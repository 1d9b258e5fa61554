"""Reads of sharing."""

from familyhub.sharing.queries.openings import (
    OpeningLine,
    OpeningPage,
    ReviewLine,
    open_until,
    opening_for,
    to_review,
    was_reviewed,
)
from familyhub.sharing.queries.relations import (
    MatchLine,
    OwnLine,
    RelationLine,
    RelationPage,
    barred_staff_for,
    candidates_for,
    own_relations,
    relation_for,
    relations,
)

__all__ = [
    "MatchLine",
    "OpeningLine",
    "OpeningPage",
    "OwnLine",
    "RelationLine",
    "RelationPage",
    "ReviewLine",
    "barred_staff_for",
    "candidates_for",
    "open_until",
    "opening_for",
    "own_relations",
    "relation_for",
    "relations",
    "to_review",
    "was_reviewed",
]
