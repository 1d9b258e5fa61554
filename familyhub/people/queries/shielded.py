"""Matching out of sight: is anybody in what arrived protected, or somebody's own relation?

The answer holds no person: which of those asked about, which kind, and against whom. It decides who takes the contact
and is never shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from familyhub.people.new import SearchWords
from familyhub.people.queries.finding import asked_for


class Match(StrEnum):
    """Why somebody's contact is not for every officer."""

    PROTECTED = "protected"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class OutOfSight:
    """One reason. `against` is the member of staff who has declared a relation; None for a protected person."""

    kind: Match
    against: uuid.UUID | None


def out_of_sight(asked: Sequence[SearchWords]) -> set[OutOfSight]:
    """Every reason found among the people asked about. Sealed people match nowhere."""
    columns = zip(*(asked_for(words) for words in asked), strict=True) if asked else []
    lists = [list(column) for column in columns] or [[] for _ in range(6)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT kind, against FROM search.out_of_sight("
            "%s::text[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[])",
            lists,
        )
        return {OutOfSight(Match(kind), against) for kind, against in cursor.fetchall()}
