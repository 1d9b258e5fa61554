"""Help ends with an outcome for each need, steps to another tier, or goes back to the front door with its story."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from familyhub.casework.actions.alongside import end_alongside
from familyhub.casework.actions.case_tasks import end_tasks, leave_tasks
from familyhub.casework.actions.finding import NotThere, Refused, locked, refuse, step, store
from familyhub.casework.actions.needing import settle_needs
from familyhub.casework.actions.sight import take_from
from familyhub.casework.actions.supporting import end_supports
from familyhub.casework.actions.visits import drop_visits
from familyhub.casework.events.episodes import EpisodeClosed, EpisodeStepped
from familyhub.casework.events.plans import SustainmentChecked
from familyhub.casework.models import Episode, Involvement, SustainmentCheck
from familyhub.casework.policy import episodes as policy
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.queries.needs import needs_of_child, needs_to_settle
from familyhub.casework.terms.episodes import CloseReason, StepKind, Tier
from familyhub.casework.terms.plans import NeedState, Sustained
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.queries.feeds import dead_among
from familyhub.referrals import actions as referrals
from familyhub.referrals.actions.allocating import NotYours
from familyhub.referrals.actions.allocation_back import NewBack
from familyhub.referrals.actions.allocation_sight import Refused as NotNow
from familyhub.referrals.terms.allocation import BackReason, BackTo
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


@dataclass(frozen=True)
class Ending:
    """Why help ends, what came of it, and of each need that is still open what came of it and what shows it.

    Where the child has died: when, and how it is known.
    """

    reason: CloseReason
    words: str
    outcomes: Mapping[uuid.UUID, tuple[NeedState, str]] = field(default_factory=dict)
    died_on: date | None = None
    known_by: str = ""


@transaction.atomic
def close(*, episode: uuid.UUID, new: Ending, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Help for this child ends; a sibling's goes on (edge case 3).

    Refused while a need is open of which nobody says what came of it: the child's own, and with the last episode of the
    case everybody's. Errors: NoSuchEpisode, ChangedMeanwhile, Refused, NotThere.
    """
    row = locked(episode, version_seen)
    refuse(policy.close_problem(is_open=row.closed_on is None, words=new.words), "words")
    open_needs = needs_to_settle(row)
    refuse(plan_policy.outcome_problem(new.reason, open_needs, new.outcomes))
    if any(need not in open_needs for need in new.outcomes):
        raise NotThere("no open need of this child")
    settle_needs(new.outcomes, by=by, at=at)
    if new.reason is CloseReason.DIED:
        gone = {need: (NeedState.WITHDRAWN, "The child has died") for need in needs_of_child(row)}
        settle_needs(gone, by=by, at=at)
        _record_death(row, new, by, at)
    _end(row, new.reason, new.words, by, at)
    _ask_later(row, new.reason, by, at)


def _record_death(row: Episode, new: Ending, by: Asker, at: datetime) -> None:
    """Recorded of the person, whom every room asks about; nothing where it was told already."""
    if dead_among([row.record_id]):
        return
    refuse("" if new.died_on else "Enter the day on which the child died", "died_on")
    assert new.died_on is not None
    try:
        people.has_died(record=row.record_id, died_on=new.died_on, known_by=new.known_by, by=by, at=at)
    except people.Refused as refused:
        raise Refused(refused.problems[0].words, refused.problems[0].field) from refused


def _end(row: Episode, reason: CloseReason, words: str, by: Asker, at: datetime) -> None:
    today = day_of(at)
    store(row, closed_on=today, close_reason=reason.value)
    kind = StepKind.HANDED_BACK if reason is CloseReason.HANDED_BACK else StepKind.CLOSED
    step(row, kind, by=by, at=at, reason="" if kind is StepKind.HANDED_BACK else reason.value, words=words)
    Involvement.objects.filter(episode=row.id).update(until=today)
    event = EpisodeClosed(fence=row.fence, about=row.id, subjects=(row.record_id,), kind=row.kind, reason=reason.value)
    events.record(event, by=by, at=at)
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    if not Episode.objects.filter(fence=row.fence, closed_on__isnull=True).exists():
        end_tasks(row.fence, by=by, at=at)
        if reason is not CloseReason.HANDED_BACK:
            end_supports(row.fence, "Help has ended", by=by, at=at)
        end_alongside(row.fence, by=by, at=at)
        drop_visits(row.fence, (), "Help has ended", by=by, at=at)


def _ask_later(row: Episode, reason: CloseReason, by: Asker, at: datetime) -> None:
    due_on = plan_policy.sustained_due(day_of(at), reason)
    if due_on is None:
        return
    behind = sorted(known.made_as(by, [row.record_id]).values())
    check = SustainmentCheck(id=uuid.uuid4(), fence=row.fence, behind=behind, episode=row, due_on=due_on)
    check.save(force_insert=True)
    task = work.NewTask(
        holder=row.team_id,
        fence=row.fence,
        about_kind="casework.check",
        about=check.id,
        words=f"Ask the family of {row.reference} if it has lasted: help ended six months ago",
        due_at=end_of_day(due_on),
    )
    work.open_task(task, by=by, at=at)


def record_sustained(*, check: uuid.UUID, result: Sustained, words: str, by: Asker, at: datetime) -> None:
    """What was found six months on. Errors: NotThere, Refused."""
    row = SustainmentCheck.objects.select_for_update(of=("self",)).filter(id=check).first()
    if row is None:
        raise NotThere(str(check))
    refuse("" if row.done_at is None else "What was found is recorded already")
    refuse(plan_policy.text_problem(words, "Say what was found, and how"), "words")
    _finish(row, result, words, by, at)
    about = row.episode
    event = SustainmentChecked(fence=row.fence, about=about.id, subjects=(about.record_id,), result=result.value)
    events.record(event, by=by, at=at)


def _finish(row: SustainmentCheck, result: Sustained, words: str, by: Asker, at: datetime) -> None:
    waits = SustainmentCheck.objects.filter(id=row.id, done_at__isnull=True)
    if waits.update(result=result.value, words=words.strip(), done_at=at, done_by=by.name) != 1:
        raise NotThere(str(row.id))
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)


def drop_checks(row: Episode, *, by: Asker, at: datetime) -> None:
    """Help goes on after all: nobody is asked if it has lasted."""
    for one in SustainmentCheck.objects.filter(episode=row, done_at__isnull=True):
        _finish(one, Sustained.NOT_NEEDED, "", by, at)


def step_tier(
    *, episode: uuid.UUID, tier: Tier, words: str, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """Help goes on at another tier, up or down (S2-10). Errors: NoSuchEpisode, ChangedMeanwhile, Refused."""
    row = locked(episode, version_seen)
    before = Tier(row.tier)
    refuse(plan_policy.step_problem(is_open=row.closed_on is None, now=before, new=tier, words=words), "words")
    store(row, tier=tier.value)
    step(row, StepKind.STEPPED, by=by, at=at, words=words)
    event = EpisodeStepped(
        fence=row.fence, about=row.id, subjects=(row.record_id,), before=before.value, now=tier.value
    )
    events.record(event, by=by, at=at)


@transaction.atomic
def hand_back(*, episode: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> int:
    """The whole case goes back to the front door with its request, by whoever leads the team.

    Needs, plan and notes stay in the case: whoever accepts the request next goes on with it. The team loses sight at
    once. Returns how many episodes. Errors: NoSuchEpisode, ChangedMeanwhile, Refused.
    """
    row = locked(episode, version_seen)
    refuse("" if row.closed_on is None else "This episode is closed already")
    refuse(plan_policy.text_problem(words, "Say what the front door needs to know"), "words")
    mine = Q(team=row.team_id, lead=row.lead_id)
    rows = list(Episode.objects.select_for_update(of=("self",)).filter(mine, fence=row.fence, closed_on__isnull=True))
    for one in rows:
        Involvement.objects.filter(episode=one.id).update(passed_on=one.request)
        _end(one, CloseReason.HANDED_BACK, words, by, at)
    leave_tasks(row.fence, by=by, at=at)  # while whoever hands back still sees everybody of the case
    back = NewBack(BackTo.FRONT_DOOR, BackReason.OTHER_LEVEL, words)
    for request in sorted({one.request for one in rows}):
        try:
            referrals.give_back(request=request, new=back, by=by, at=at)
        except NotYours as theirs:
            raise Refused("Whoever leads the team hands a family back to the front door") from theirs
        except NotNow as not_now:
            raise Refused(str(not_now)) from not_now
    take_from(row.fence, [one for one in (row.team_id, row.lead_id) if one], None, by)
    return len(rows)
