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
from familyhub.sharing.queries.reads import (
    ReaderLine,
    ReaderPage,
    StandingLine,
    WeekLine,
    WeekPage,
    reads_for,
    week_for,
    weeks,
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
    "ReaderLine",
    "ReaderPage",
    "RelationLine",
    "RelationPage",
    "ReviewLine",
    "StandingLine",
    "WeekLine",
    "WeekPage",
    "barred_staff_for",
    "candidates_for",
    "open_until",
    "opening_for",
    "own_relations",
    "relation_for",
    "reads_for",
    "relations",
    "to_review",
    "was_reviewed",
    "week_for",
    "weeks",
]
