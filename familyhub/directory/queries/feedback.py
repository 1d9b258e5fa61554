"""What people told us about listings, for editors alone: row security lets nobody else read it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.models import Feedback, Owner
from familyhub.directory.terms import FeedbackState

MOST = 100


@dataclass(frozen=True)
class Told:
    """One message. `words` are empty when it went to the front door or its time is over."""

    id: uuid.UUID
    service: uuid.UUID
    name: str
    words: str
    reach: str
    state: FeedbackState
    outcome: str
    received_at: datetime
    decided_at: datetime | None
    decided_by: str
    has_owner: bool = False


def _told(row: Feedback, has_owner: bool = False) -> Told:
    return Told(
        id=row.id,
        service=row.service_id,
        name=row.service.name,
        words=row.words,
        reach=row.reach,
        state=FeedbackState(row.state),
        outcome=row.outcome,
        received_at=row.received_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by_name,
        has_owner=has_owner,
    )


def feedback_list(asker: Asker, is_waiting: bool = True, limit: int = MOST) -> list[Told]:
    """What waits, the oldest first; or what was dealt with, the newest first."""
    if not asker.may(permissions.EDIT.code):
        return []
    rows = Feedback.objects.select_related("service")
    if is_waiting:
        rows = rows.filter(state=FeedbackState.WAITING.value).order_by("received_at", "id")
    else:
        rows = rows.exclude(state=FeedbackState.WAITING.value).order_by("-received_at", "id")
    return [_told(row) for row in rows[:limit]]


def feedback_waiting(asker: Asker) -> int:
    """How many wait: counted up to a hundred."""
    if not asker.may(permissions.EDIT.code):
        return 0
    return len(Feedback.objects.filter(state=FeedbackState.WAITING.value).values_list("id")[:MOST])


def feedback_for(asker: Asker, number: uuid.UUID) -> Told | None:
    """One message, for whoever may edit."""
    rows = Feedback.objects.filter(id=number).select_related("service")
    row = rows.first() if asker.may(permissions.EDIT.code) else None
    return _told(row, Owner.objects.filter(service=row.service_id).exists()) if row else None
