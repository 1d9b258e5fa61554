"""The request goes along when the family that it brought is handed to another worker or team."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.referrals.actions.allocation_sight import end_cover_of
from familyhub.referrals.actions.deciding import because, fences_of
from familyhub.referrals.actions.steps import locked, stay
from familyhub.referrals.models import Allocation
from familyhub.referrals.terms import WITH_TEAM, State


def pass_on(
    *, request: uuid.UUID, team: uuid.UUID, worker: uuid.UUID | None, words: str, by: Asker, at: datetime
) -> list[uuid.UUID]:
    """Who has it changes and its state does not; those before lose sight of it. Returns their numbers.

    The last thing of a verb: whoever acts may lose sight of it themselves. Errors: NoSuchRequest.
    """
    row = locked(request, None)
    fences, before = fences_of(row, by), (row.team_id, row.worker_id)
    after = {team, worker}
    gone = [one for one in before if one and one not in after]
    grants.grant([one for one in (team, worker) if one and one not in before], fences, because=because(row))
    Allocation(fence=row.fence, request=row, team_id=team, worker_id=worker, at=at, by=by.number, by_name=by.name).save(
        force_insert=True
    )
    row.team_id, row.worker_id = team, worker
    if State(row.state) in WITH_TEAM:
        stay(row, by=by, at=at, words=words)
    if before[1] and before[1] != worker:
        end_cover_of(row, before[1], by, at)
    grants.revoke(gone, fences, because=because(row))
    return gone
