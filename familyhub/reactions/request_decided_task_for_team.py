"""When the front door gives a request to a team, the team's tray has a task: give it to a worker."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals import queries
from familyhub.referrals.events.requests import RequestDecided
from familyhub.referrals.terms.requests import Outcome
from familyhub.work import actions as work

ON = RequestDecided
WHEN = When.NOW


def react(event: RequestDecided, *, by: Asker, at: datetime) -> None:
    """Due by the request's own clock: given back and decided again, it does not start anew."""
    if event.outcome != Outcome.TO_TEAM.value:
        return
    task = work.NewTask(
        holder=uuid.UUID(event.team_id),
        fence=event.fence,
        about_kind="referrals.request",
        about=event.about,
        words=f"Give {event.reference} to a worker",
        due_at=queries.clocks_of(by, event.about).allocate_by,
    )
    work.open_task(task, by=by, at=at)
