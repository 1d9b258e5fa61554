"""The words of the directory: states of a listing, how a place is shown, and the taxonomies that we keep ourselves."""

from familyhub.directory.terms.listings import (
    ATTENDING_WORDS,
    DECISION_WORDS,
    SENSITIVITY_WORDS,
    SHOWN_WORDS,
    STATUS_WORDS,
    WHAT_WORDS,
    Attending,
    Decision,
    FeedKind,
    LocationKind,
    Sensitivity,
    Shown,
    Status,
    What,
)
from familyhub.directory.terms.taxonomies import TAXONOMIES, TERMS, OwnTaxonomy, OwnTerm, own_id

__all__ = [
    "ATTENDING_WORDS",
    "DECISION_WORDS",
    "SENSITIVITY_WORDS",
    "SHOWN_WORDS",
    "STATUS_WORDS",
    "TAXONOMIES",
    "TERMS",
    "WHAT_WORDS",
    "Attending",
    "Decision",
    "FeedKind",
    "LocationKind",
    "OwnTaxonomy",
    "OwnTerm",
    "Sensitivity",
    "Shown",
    "Status",
    "What",
    "own_id",
]
