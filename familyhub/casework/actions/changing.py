"""An episode changes hands, or is opened again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from familyhub.accounts import queries as accounts
from familyhub.casework.actions.case_tasks import pass_tasks_on
from familyhub.casework.actions.closing import drop_checks
from familyhub.casework.actions.finding import locked, refuse, step, store
from familyhub.casework.actions.sight import let_in, take_from
from familyhub.casework.events.episodes import EpisodeHandedOver, EpisodeReopened
from familyhub.casework.models import Episode, EpisodeStep, Involvement
from familyhub.casework.policy import episodes as policy
from familyhub.casework.terms.episodes import EpisodeKind, HandOverReason, StepKind
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as known
from familyhub.referrals import actions as referrals
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


@dataclass(frozen=True)
class HandOver:
    """To whom, and why. Without a worker the team's coordinator chooses one."""

    team: uuid.UUID
    worker: uuid.UUID | None
    reason: HandOverReason
    words: str


def hand_over(*, episode: uuid.UUID, new: HandOver, by: Asker, at: datetime, version_seen: int | None = None) -> int:
    """Somebody else goes on with the family: every open episode of the case that the same worker has, and the request.

    Those before lose sight of it at once. Returns how many episodes. Errors: NoSuchEpisode, ChangedMeanwhile, Refused.
    """
    row = locked(episode, version_seen)
    same = (row.team_id, row.lead_id) == (new.team, new.worker)
    refuse(policy.hand_over_problem(is_open=row.closed_on is None, same=same, words=new.words), "words")
    members = {member.id: member.name for member in accounts.members_of(new.team, day_of(at))}
    refuse("" if new.worker is None or new.worker in members else "They do not work in that team", "worker")
    rows = list(
        Episode.objects.select_for_update(of=("self",))
        .filter(fence=row.fence, team=row.team_id, lead=row.lead_id, closed_on__isnull=True)
        .order_by("id")
    )
    before = (row.team_id, row.lead_id)
    let_in(row.fence, [one for one in (new.team, new.worker) if one and one not in before], new.worker, by)
    lead = members[new.worker] if new.worker else ""
    for one in rows:
        _pass(one, new, lead, by, at)
    _tell_team(row, new, by, at)
    requests = sorted({one.request for one in rows})
    gone = [one for one in before if one and one not in (new.team, new.worker)]
    pass_tasks_on(row.fence, gone, by=by, at=at)
    for request in requests:
        referrals.pass_on(request=request, team=new.team, worker=new.worker, words=new.words, by=by, at=at)
    take_from(row.fence, gone, new.worker, by, same_team=new.team == before[0])
    return len(rows)


def _pass(row: Episode, new: HandOver, lead: str, by: Asker, at: datetime) -> None:
    store(row, team_id=new.team, lead_id=new.worker)
    step(row, StepKind.HANDED_OVER, by=by, at=at, reason=new.reason.value, words=new.words)
    Involvement.objects.filter(episode=row.id).update(team=new.team, lead=new.worker)
    event = EpisodeHandedOver(
        fence=row.fence,
        about=row.id,
        subjects=(row.record_id,),
        reason=new.reason.value,
        team=accounts.team_named(new.team),
        lead=lead,
    )
    events.record(event, by=by, at=at)
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)


def _tell_team(row: Episode, new: HandOver, by: Asker, at: datetime) -> None:
    words = "was handed over to you" if new.worker else "was handed over to your team: choose a worker"
    task = work.NewTask(
        holder=new.worker or new.team,
        fence=row.fence,
        about_kind="casework.episode",
        about=row.id,
        words=f"The family of {row.reference} {words}",
    )
    work.open_task(task, by=by, at=at)


def reopen(*, episode: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Help goes on with whoever works with the family now: while it was closed the rest may have been handed over.

    Errors: NoSuchEpisode, ChangedMeanwhile, Refused.
    """
    row = locked(episode, version_seen)
    person = next((one.person for one in known.names_of(by, [row.record_id]).values()), None)
    others = Involvement.objects.about(person).filter(kind=row.kind, until__isnull=True) if person else None
    has_other = others is not None and others.exclude(episode=row.id).exists()
    refuse(policy.reopen_problem(is_open=row.closed_on is None, has_other=has_other, words=words), "words")
    last = EpisodeStep.objects.filter(fence=row.fence).order_by("-at", "-version", "-id").first()
    now = {"team_id": last.team_id, "lead_id": last.lead_id} if last else {}
    try:
        with transaction.atomic():
            store(row, closed_on=None, close_reason="", **now)
    except IntegrityError:
        refuse(policy.reopen_problem(is_open=False, has_other=True, words=words), "words")
    step(row, StepKind.REOPENED, by=by, at=at, words=words)
    Involvement.objects.filter(episode=row.id).update(until=None, team=row.team_id, lead=row.lead_id)
    drop_checks(row, by=by, at=at)
    event = EpisodeReopened(fence=row.fence, about=row.id, subjects=(row.record_id,), kind=EpisodeKind(row.kind).value)
    events.record(event, by=by, at=at)
