"""What was corrected of somebody, newest first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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


def corrections_of(records: Sequence[uuid.UUID]) -> list[CorrectionLine]:
    """As far as this asker sees the records. One query."""
    rows = Correction.objects.filter(record__in=records).order_by("-at", "id")[:MOST]
    found = (
        CorrectionLine(CORRECTED_WORDS[Corrected(row.what)], row.was, row.now, row.why, row.at, row.by_name)
        for row in rows
    )
    return list(dict.fromkeys(found))
