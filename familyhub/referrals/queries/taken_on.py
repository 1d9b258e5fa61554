"""What a higher room needs of a request that a team has taken on. For that room, never for a screen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.referrals.belonging import subjects_of
from familyhub.referrals.models import Request
from familyhub.referrals.terms.requests import SubjectRole

CHILDREN = {SubjectRole.CHILD.value, SubjectRole.UNBORN.value}


@dataclass(frozen=True)
class TakenOn:
    """Who has the request and of whom it is. `holders` are those of team and worker who see it now."""

    id: uuid.UUID
    reference: str
    level: int | None
    team: uuid.UUID
    worker: uuid.UUID | None
    holders: tuple[uuid.UUID, ...]
    children: tuple[uuid.UUID, ...]
    adults: tuple[uuid.UUID, ...]


def taken_on(asker: Asker, request: uuid.UUID) -> TakenOn | None:
    """None where this asker sees no such request, or no team has it. Records in the order in which they are named."""
    row = Request.objects.filter(id=request, team__isnull=False).first()
    if row is None or row.team_id is None:
        return None
    holding = set(grants.holders_of(row.fence))
    named: dict[uuid.UUID, bool] = {}
    rows = subjects_of(row.id).filter(record__isnull=False).order_by("contact__received_at", "number")
    for record, role in rows.values_list("record", "role"):
        named[record] = named.get(record, False) or role in CHILDREN  # type: ignore[index]
    return TakenOn(
        id=row.id,
        reference=row.reference,
        level=row.level,
        team=row.team_id,
        worker=row.worker_id,
        holders=tuple(one for one in (row.team_id, row.worker_id) if one in holding),  # type: ignore[misc]
        children=tuple(record for record, is_child in named.items() if is_child),
        adults=tuple(record for record, is_child in named.items() if not is_child),
    )
