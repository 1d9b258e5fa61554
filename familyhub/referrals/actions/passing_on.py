"""The request goes along when the family that it brought is handed to another worker or team."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.referrals.actions.allocation_sight import end_cover_of
from familyhub.referrals.actions.deciding import because, fences_of
from familyhub.referrals.actions.steps import locked, stay
from familyhub.referrals.models import Allocation, Request
from familyhub.referrals.terms.allocation import NOT_YET
from familyhub.referrals.terms.requests import WITH_TEAM, State
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


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
    _pass_task_on(row, worker or team, by, at)
    grants.revoke(gone, fences, because=because(row))
    return gone


def _pass_task_on(row: Request, holder: uuid.UUID, by: Asker, at: datetime) -> None:
    """Nobody has reached the family yet: that is for whoever goes on with it, by the day that it always had."""
    waited = work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    if waited and State(row.state) in NOT_YET:
        words = f"Reach the family of {row.reference}, which was handed over"
        task = work.NewTask(holder, row.fence, "referrals.request", row.id, words, due_at=row.first_contact_by)
        work.open_task(task, by=by, at=at)
