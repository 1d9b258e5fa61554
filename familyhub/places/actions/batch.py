"""What is known about the list that is being stored: where it came from, for which day, by whom."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.places.models import Load
from familyhub.places.terms import Change


@dataclass(frozen=True)
class Batch:
    """`source` is the code of the kind of file; `on` the day from which the list holds; `digest` its SHA-256 in hex."""

    source: str
    on: date
    at: datetime
    by: Asker
    file: str = ""
    digest: str = ""


def record_load(*, batch: Batch, change: Change) -> uuid.UUID:
    """Keep that this file was loaded and what it changed."""
    return Load.objects.create(
        file=batch.file[-200:],
        source=batch.source,
        digest=batch.digest,
        on=batch.on,
        at=batch.at,
        by_name=batch.by.name,
        opened=change.opened,
        closed=change.closed,
        corrected=change.corrected,
        unchanged=change.unchanged,
    ).id
