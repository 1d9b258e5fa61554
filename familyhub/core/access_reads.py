"""Reading the access log: who looked at whom. Only for an asker whose rights open the class "access log".

The rows hold numbers alone: whose numbers they are is for the rooms to say, and nobody's name is told from here.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from familyhub.core import fence
from familyhub.core.models import AccessRow, Seal

PAGE = 50
# each person is asked about once a reader: what is held is what was held at any moment of the time looked at
WORK = """
WITH held AS MATERIALIZED (
    SELECT h.reader, array_agg(h.holder) AS holders
    FROM unnest(%(readers)s::uuid[], %(holders)s::uuid[]) AS h (reader, holder) GROUP BY h.reader
), look AS MATERIALIZED (
    SELECT id, asker, at, screen, subjects FROM core_access
    WHERE at >= %(since)s AND at < %(until)s AND kind = 'staff' AND outcome = 'shown' AND asker IS NOT NULL
        AND cardinality(subjects) BETWEEN 1 AND %(most)s AND NOT screen LIKE ANY (%(but)s)
), pair AS MATERIALIZED (
    SELECT DISTINCT asker, subject FROM look, unnest(subjects) AS subject
), judged AS MATERIALIZED (
    SELECT pair.asker, pair.subject, EXISTS (
        SELECT 1 FROM core_grant g
        WHERE g.fence = pair.subject AND g.holder = ANY (h.holders)
            AND g.since < %(until)s AND (g.until IS NULL OR g.until > %(since)s)
    ) OR EXISTS (
        SELECT 1 FROM core_event_subject s JOIN core_event e ON e.id = s.event_id
        WHERE s.subject = pair.subject AND s.at >= %(since)s AND s.at < %(until)s AND e.by = pair.asker
    ) AS is_within, NOT EXISTS (
        SELECT 1 FROM core_grant g
        WHERE g.fence = pair.subject AND g.since < %(until)s AND (g.until IS NULL OR g.until > %(since)s)
    ) AND EXISTS (
        SELECT 1 FROM core_grant g WHERE g.fence = pair.subject AND g.until <= %(since)s AND g.until > g.since
    ) AS is_closed
    FROM pair LEFT JOIN held h ON h.reader = pair.asker
)
SELECT l.id, l.asker, l.at, l.screen, l.subjects, bool_or(j.is_within), bool_and(j.is_closed)
FROM look l JOIN judged j ON j.asker = l.asker AND j.subject = ANY (l.subjects)
GROUP BY l.id, l.asker, l.at, l.screen, l.subjects ORDER BY l.id
"""


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


@dataclass(frozen=True)
class StaffLook:
    """One answer to a member of staff. `is_within`: the reader, or a team whose grants they use, held somebody in it
    then, or they wrote something about them on that day. `is_closed`: somebody held them all once, nobody does now.
    """

    id: int
    reader: uuid.UUID
    at: datetime
    screen: str
    subjects: tuple[uuid.UUID, ...]
    is_within: bool
    is_closed: bool


def staff_looks(
    since: datetime,
    until: datetime,
    *,
    holders: Mapping[uuid.UUID, Sequence[uuid.UUID]],
    most_named: int,
    but: Sequence[str],
) -> list[StaffLook]:
    """What staff were shown in that time, oldest first: one query over the index by time, for a day at a time.

    `holders`: the numbers whose grants each reader used then. Answers that name more than `most_named` people, and
    those on screens that are `but` (LIKE patterns), are left out. By the worker, or with the class "access log".
    """
    pairs = [(reader, holder) for reader, own in holders.items() for holder in own]
    values: dict[str, Any] = {"since": since, "until": until, "most": most_named, "but": list(but)}
    values |= {"readers": [reader for reader, _ in pairs], "holders": [holder for _, holder in pairs]}
    with connection.cursor() as cursor:
        cursor.execute(WORK, values)
        return [
            StaffLook(number, reader, at, screen, tuple(subjects), is_within, is_closed)
            for number, reader, at, screen, subjects, is_within, is_closed in cursor.fetchall()
        ]


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
