"""Feeds, their readings and the changes that wait, for editors."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.models import Change, Origin, Revision, Run, Service
from familyhub.directory.terms import Decision


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


def waiting_changes(asker: Asker, run: uuid.UUID | None = None, limit: int = 50) -> list[Waiting]:
    """The oldest first; none for whoever may not decide."""
    if not asker.may(permissions.EDIT.code):
        return []
    rows = Change.objects.filter(decision=Decision.WAITING.value).select_related("run__feed", "service")
    rows = rows.filter(run=run) if run else rows
    return [
        Waiting(
            id=row.id,
            what=row.what,
            name=(row.document or {}).get("name") or (row.service.name if row.service else row.key),
            feed=row.run.feed.code if row.run else "",
            service=row.service_id,
            twin=row.twin_id,
            differences=row.differences,
            warnings=row.warnings,
        )
        for row in rows.order_by("made_at", "id")[:limit]
    ]


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


def is_empty() -> bool:
    """Is there no listing at all?"""
    return not Service.objects.exists()
