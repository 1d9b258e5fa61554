"""Back: a worker gives a request back to the coordinator, a team to the front door. Its clocks run on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions.allocating import NotYours
from familyhub.referrals.actions.allocation_sight import Refused, stands_for, take_from
from familyhub.referrals.actions.steps import locked, move
from familyhub.referrals.belonging import records_of
from familyhub.referrals.events.allocation import RequestGivenBack
from familyhub.referrals.models import GivenBack, Request
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.terms.allocation import BACK_LABELS, BackReason, BackTo
from familyhub.referrals.terms.requests import Lane, State
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


@dataclass(frozen=True)
class NewBack:
    """To whom it goes back, and why."""

    to: BackTo
    reason: BackReason
    words: str = ""


def give_back(*, request: uuid.UUID, new: NewBack, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Back with a coded reason. Whoever gives it back loses sight of it; no clock starts again.

    A worker gives back their own; a team's is given back by whoever leads it.
    Errors: NoSuchRequest, ChangedMeanwhile, NotYours, Refused.
    """
    row = locked(request, version_seen)
    team, worker = row.team_id, row.worker_id
    is_theirs = worker in stands_for(by, at) if new.to is BackTo.COORDINATOR else team in by.holders
    if team is None or not is_theirs:
        raise NotYours
    problem = policy.back_problem(new.to, State(row.state), new.words, new.reason)
    if problem:
        raise Refused(problem)
    GivenBack(
        fence=row.fence,
        request=row,
        to=new.to.value,
        team_id=team,
        worker_id=worker,
        reason=new.reason.value,
        words=new.words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    _move(row, new, by, at)
    event = RequestGivenBack(
        fence=row.fence,
        about=row.id,
        subjects=records_of(row.id),
        reference=row.reference,
        to=new.to.value,
        reason=new.reason.value,
    )
    events.record(event, by=by, at=at)
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    if new.to is BackTo.COORDINATOR:
        task_for_team(row, team, by, at)
    take_from(row, team if new.to is BackTo.FRONT_DOOR else None, worker, by, at)


def _move(row: Request, new: NewBack, by: Asker, at: datetime) -> None:
    words = f"{BACK_LABELS[new.reason]}. {new.words}".strip()
    row.worker_id = None
    if new.to is BackTo.COORDINATOR:
        move(row, State.ALLOCATED_TO_TEAM, by=by, at=at, words=words)
        return
    row.team_id = None
    move(row, State.ESCALATED if row.lane == Lane.MASH.value else State.RECEIVED, by=by, at=at, words=words)


def task_for_team(row: Request, team: uuid.UUID, by: Asker, at: datetime) -> None:
    """The coordinator gives it to a worker, by the day that it always had."""
    task = work.NewTask(
        holder=team,
        fence=row.fence,
        about_kind="referrals.request",
        about=row.id,
        words=f"Give {row.reference} to another worker",
        due_at=row.allocate_by,
    )
    work.open_task(task, by=by, at=at)
