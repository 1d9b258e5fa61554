"""What was corrected of somebody, newest first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from familyhub.people.models import Correction
from familyhub.people.terms import CORRECTED_WORDS, Corrected

MOST = 50


@dataclass(frozen=True)
class CorrectionLine:
    """One value as it was and as it is since."""

    what: str
    was: str
    now: str
    why: str
    at: datetime
    by_name: str


def newest_corrections(person: uuid.UUID) -> QuerySet[Correction]:
    """Those of this person's records, as far as the asker sees them."""
    return Correction.objects.about(person).order_by("-at", "id")[:MOST]


def lines_of(rows: Sequence[Correction]) -> tuple[CorrectionLine, ...]:
    """What was put right, once each."""
    found = (
        CorrectionLine(CORRECTED_WORDS[Corrected(row.what)], row.was, row.now, row.why, row.at, row.by_name)
        for row in rows
    )
    return tuple(dict.fromkeys(found))
