"""When a request is given to a worker, the team's task is done and the worker's tray has one."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals import queries
from familyhub.referrals.events.requests import RequestGivenToWorker
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ON = RequestGivenToWorker
WHEN = When.NOW


def react(event: RequestGivenToWorker, *, by: Asker, at: datetime) -> None:
    """Due by the request's own clock, whichever worker it is given to."""
    work.close_all_about(about=event.about, because=DoneBecause.DONE, by=by, at=at)
    task = work.NewTask(
        holder=uuid.UUID(event.worker_id),
        fence=event.fence,
        about_kind="referrals.request",
        about=event.about,
        words=f"Accept {event.reference} and reach the family",
        due_at=queries.clocks_of(by, event.about).first_contact_by,
    )
    work.open_task(task, by=by, at=at)
