"""Reading the access log: who looked at whom. Only for an asker whose rights open the class "access log".

The rows hold numbers alone: whose numbers they are is for the rooms to say, and nobody's name is told from here.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import fence
from familyhub.core.models import AccessRow, Seal

PAGE = 50


@dataclass(frozen=True)
class Look:
    """One answer that was shown, or refused. `asked` holds the ids in the address of a refused page."""

    id: int
    at: datetime
    kind: str
    asker: uuid.UUID | None
    purpose: str
    screen: str
    method: str
    outcome: str
    subjects: tuple[uuid.UUID, ...]
    asked: str
    request: uuid.UUID


@dataclass(frozen=True)
class Looks:
    """A page of the log, newest first; `older_than` is the number to ask the next page with, None on the last."""

    lines: tuple[Look, ...]
    older_than: int | None


@dataclass(frozen=True)
class Sealing:
    """How far the log is sealed: the last sealed row's number and when; the oldest row that waits, if any."""

    sealed_to: int
    sealed_at: datetime | None
    waiting_since: datetime | None


def looks(
    *,
    before: int | None = None,
    asker: uuid.UUID | None = None,
    subject: uuid.UUID | None = None,
    refused: bool = False,
    barred: bool = False,
    limit: int = PAGE,
) -> Looks:
    """Rows older than number `before`, newest first: by one asker, at one person, refused ones alone, or
    those alone that met a bar against the one who asked.

    Somebody who asks about one person has looked at part of that person's record: they are noted.
    """
    rows = AccessRow.objects.order_by("-id")
    rows = rows.filter(id__lt=before) if before is not None else rows
    rows = rows.filter(asker=asker) if asker else rows
    rows = rows.exclude(outcome="shown") if refused else rows
    rows = rows.filter(outcome="barred") if barred else rows
    if subject:
        rows = rows.filter(subjects__contains=[subject])
        fence.note_subjects([subject])
    found = [_look(row) for row in rows[: limit + 1]]
    return Looks(tuple(found[:limit]), found[limit - 1].id if len(found) > limit else None)


def looks_between(subjects: Sequence[uuid.UUID], since: datetime, until: datetime, limit: int) -> list[Look]:
    """Who was shown any of these people in that time, the newest first."""
    rows = AccessRow.objects.filter(at__gte=since, at__lte=until, outcome="shown", subjects__overlap=list(subjects))
    return [_look(row) for row in rows.order_by("-id")[:limit]]


def _look(row: AccessRow) -> Look:
    subjects: Sequence[uuid.UUID] = row.subjects
    return Look(
        id=row.id,
        at=row.at,
        kind=row.kind,
        asker=row.asker,
        purpose=row.purpose,
        screen=row.screen,
        method=row.method,
        outcome=row.outcome,
        subjects=tuple(subjects),
        asked=row.asked,
        request=row.request,
    )


def sealing() -> Sealing:
    """How far the sealer has come: two short reads."""
    last = Seal.objects.order_by("-id").only("id", "high", "at").first()
    sealed_to = last.high if last else 0
    waiting = AccessRow.objects.filter(id__gt=sealed_to).order_by("id").values_list("at", flat=True).first()
    return Sealing(sealed_to=sealed_to, sealed_at=last.at if last else None, waiting_since=waiting)
