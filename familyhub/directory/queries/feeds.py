"""Feeds, their readings and the changes that wait, for editors."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.models import Change, Origin, Revision, Run, Service
from familyhub.directory.terms import Decision, What


@dataclass(frozen=True)
class Waiting:
    """One change that waits. `differences`: dicts of field, before, after."""

    id: uuid.UUID
    what: str
    name: str
    feed: str
    service: uuid.UUID | None
    twin: uuid.UUID | None
    differences: list[dict[str, Any]]
    warnings: list[str]
    made_at: datetime
    made_by: str
    is_waiting: bool = True


@dataclass(frozen=True)
class ChangesPage:
    """A page of changes that wait, and how many there are in all."""

    total: int
    changes: list[Waiting]


@dataclass(frozen=True)
class RunLine:
    """One reading of a feed: what it came to and how many of its changes wait."""

    id: uuid.UUID
    feed: str
    address: str
    started_at: datetime
    is_ended: bool
    refused: str
    read: int
    same: int
    waits: int


def waiting_changes(asker: Asker, run: uuid.UUID | None = None, limit: int = 50) -> list[Waiting]:
    """The oldest first; none for whoever may not decide."""
    return changes_page(asker, run=run, limit=limit).changes


def changes_page(
    asker: Asker,
    *,
    run: uuid.UUID | None = None,
    what: What | None = None,
    is_provider: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> ChangesPage:
    """Changes that wait, the oldest first: of one reading, of one sort, or of providers alone. Two questions."""
    if not asker.may(permissions.EDIT.code):
        return ChangesPage(0, [])
    rows = Change.objects.filter(decision=Decision.WAITING.value)
    rows = rows.filter(run=run) if run else rows
    rows = rows.filter(what=what.value) if what else rows
    rows = rows.filter(run__isnull=True) if is_provider else rows
    found = rows.select_related("run__feed", "service").order_by("made_at", "id")[offset : offset + limit]
    return ChangesPage(rows.count(), [_waiting(row) for row in found])


def changes_waiting(asker: Asker) -> int:
    """How many changes wait."""
    return Change.objects.filter(decision=Decision.WAITING.value).count() if asker.may(permissions.EDIT.code) else 0


def change_for(asker: Asker, number: uuid.UUID) -> Waiting | None:
    """One change, decided or not; None for whoever may not decide."""
    rows = Change.objects.filter(id=number).select_related("run__feed", "service")
    row = rows.first() if asker.may(permissions.EDIT.code) else None
    return _waiting(row) if row else None


def _waiting(row: Change) -> Waiting:
    return Waiting(
        id=row.id,
        what=row.what,
        name=(row.document or {}).get("name") or (row.service.name if row.service else row.key),
        feed=row.run.feed.code if row.run else "",
        service=row.service_id,
        twin=row.twin_id,
        differences=row.differences,
        warnings=row.warnings,
        made_at=row.made_at,
        made_by=row.made_by_name,
        is_waiting=row.decision == Decision.WAITING,
    )


def runs(asker: Asker, limit: int = 50) -> list[RunLine]:
    """Readings of feeds, the newest first; none for whoever may not decide."""
    if not asker.may(permissions.EDIT.code):
        return []
    waits = Count("changes", filter=Q(changes__decision=Decision.WAITING.value))
    rows = Run.objects.select_related("feed").annotate(waits=waits).order_by("-started_at", "id")[:limit]
    return [
        RunLine(
            id=row.id,
            feed=row.feed.code,
            address=row.feed.address,
            started_at=row.started_at,
            is_ended=row.ended_at is not None,
            refused=row.refused,
            read=row.read,
            same=row.same,
            waits=row.waits,
        )
        for row in rows
    ]


def has_run(asker: Asker, run: uuid.UUID) -> bool:
    """Is there such a reading, for whoever may decide?"""
    return asker.may(permissions.EDIT.code) and Run.objects.filter(id=run).exists()


def waiting_numbers(run: uuid.UUID, what: tuple[str, ...]) -> list[uuid.UUID]:
    """The numbers of the changes of a reading that wait, of these kinds."""
    rows = Change.objects.filter(run=run, decision=Decision.WAITING.value, what__in=what)
    return list(rows.order_by("made_at", "id").values_list("id", flat=True))


def run_figures(run: uuid.UUID) -> dict[str, Any]:
    """What a reading came to: pages, services, what it proposes, and its report on quality."""
    row = Run.objects.select_related("feed").get(id=run)
    counts = dict(Change.objects.filter(run=row).values_list("what").annotate(Count("id")))
    twins = Change.objects.filter(run=row, twin__isnull=False).count()
    return {
        "run": str(row.id),
        "feed": row.feed.code,
        "pages": row.pages,
        "read": row.read,
        "added": counts.get("added", 0),
        "changed": counts.get("changed", 0),
        "gone": counts.get("gone", 0),
        "same": row.same,
        "duplicates": twins,
        "quality": row.report,
        "refused": row.refused,
        "ended": row.ended_at is not None,
    }


def provenance_of(service: uuid.UUID) -> dict[str, str]:
    """Where fields come from: a field that was written here → by whom; "" → the feed of all the others."""
    row = Service.objects.select_related("source").get(id=service)
    rest = row.source.code if row.source else "written here"
    return {"": rest, **dict(Origin.objects.filter(service=service).values_list("field", "by_name"))}


def revisions_of(asker: Asker, service: uuid.UUID, limit: int = 20) -> list[Revision]:
    """What a listing said, the newest first; none for whoever may not edit."""
    if not asker.may(permissions.EDIT.code):
        return []
    return list(Revision.objects.filter(service=service).order_by("-at")[:limit])


def is_revision_of(service: uuid.UUID, revision: uuid.UUID) -> bool:
    """Did this listing say that?"""
    return Revision.objects.filter(service=service, id=revision).exists()


def is_empty() -> bool:
    """Is there no listing at all?"""
    return not Service.objects.exists()
