"""What a case has put into trays, when its people change: it goes to whoever goes on, or ends with the help."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from familyhub.casework.actions.alongside import ALONGSIDE
from familyhub.casework.actions.partners_items import AGREED, open_agreed_of
from familyhub.casework.actions.plan_tasks import open_tasks_of, reference_of, whoever_leads
from familyhub.casework.actions.sight import restricted_of
from familyhub.casework.actions.visits import drop_visits
from familyhub.casework.models import (
    ActionStep,
    Assessment,
    Decision,
    Episode,
    Meeting,
    Plan,
    PlanAction,
    SustainmentCheck,
    Visit,
)
from familyhub.casework.queries.sight import who_can_open
from familyhub.casework.terms.assessments import UNFINISHED
from familyhub.casework.terms.plans import STILL_OPEN
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause
from familyhub.workforce import actions as workforce
from familyhub.workforce import queries as audits


def end_tasks(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """With the last episode of a case its plan, meetings and decisions ask nothing more of anybody."""
    plans = list(Plan.objects.filter(case=case).values_list("id", flat=True))
    threads = PlanAction.objects.filter(plan__in=plans).values_list("thread", flat=True).distinct()
    meetings = Meeting.objects.filter(case=case).values_list("id", flat=True)
    decisions = Decision.objects.filter(fence=case, done_at__isnull=True).values_list("id", flat=True)
    visits = Visit.objects.filter(case=case, written_at__isnull=True).values_list("id", flat=True)
    workforce.end_decisions_about(case=case, by=by, at=at)
    workforce.end_audit_actions(case=case, by=by, at=at)
    agreed = [number for number, _, _ in open_agreed_of(case)]
    for about in [*plans, *threads, *meetings, *decisions, *visits, *agreed]:
        work.close_all_about(about=about, because=DoneBecause.NOT_NEEDED, by=by, at=at)


def pass_tasks_on(case: uuid.UUID, gone: Collection[uuid.UUID], *, by: Asker, at: datetime) -> None:
    """What those who are gone had to do goes to whoever leads now. The last of a hand-over that still sees the case.

    Whoever cannot open the case any more is gone too. What lies in the compartment follows by
    itself (`compartment_follows`): whoever hands over may not see it.
    """
    end_tasks(case, by=by, at=at)
    dropped = drop_visits(case, gone, "The family was handed over", by=by, at=at)
    team = Episode.objects.filter(fence=case, closed_on__isnull=True).values_list("team", flat=True)[0]
    can = who_can_open([case], day_of(at), without=gone)
    plan = Plan.objects.filter(case=case, published_at__isnull=False).order_by("-number").first()
    if plan is not None:
        open_tasks_of(plan, _open_actions(plan), by=by, at=at, can=can)
    leads = whoever_leads(case)
    asked = [Asked("casework.case_visits", case, "Plan the visits anew", at, leads)] if dropped else []
    asked += [*_meetings(case, leads), *_to_do(case, leads, can)]
    for check in SustainmentCheck.objects.filter(fence=case, done_at__isnull=True):
        work.close_all_about(about=check.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        asked.append(Asked("casework.check", check.id, "Ask if it has lasted", end_of_day(check.due_on), team))
    reference = reference_of(case)
    work.give_anew(fence=case, kinds=ALONGSIDE, keep=[*can, team], to=leads, by=by, at=at)
    for one in asked:
        words = f"{one.words}: family of {reference}"
        work.open_task(work.NewTask(one.holder, case, one.kind, one.about, words, one.due_at), by=by, at=at)


class Asked(NamedTuple):
    """What somebody is asked to do about a case."""

    kind: str
    about: uuid.UUID
    words: str
    due_at: datetime
    holder: uuid.UUID


def _meetings(case: uuid.UUID, leads: uuid.UUID) -> Iterator[Asked]:
    for row in Meeting.objects.filter(case=case, state="called"):
        yield Asked("casework.meeting", row.id, "Hold the meeting", row.starts_at, leads)
    last = Meeting.objects.filter(case=case).exclude(state="cancelled").order_by("-starts_at", "id").first()
    if last is not None and last.state == "held" and last.next_on:
        yield Asked("casework.meeting", last.id, "Call the next meeting", end_of_day(last.next_on), leads)


def _to_do(case: uuid.UUID, leads: uuid.UUID, can: Collection[uuid.UUID]) -> Iterator[Asked]:
    """What meetings left to do, with whoever it was given to where they can still open it."""
    for one in Decision.objects.filter(fence=case, done_at__isnull=True):
        holder = one.owner_id if one.owner_id and one.owner_id in can else leads
        yield Asked("casework.decision", one.id, "Do what the meeting decided", end_of_day(one.due_on), holder)
    for number, owner, due_on in open_agreed_of(case):
        holder = owner if owner and owner in can else leads
        yield Asked(AGREED, number, "Do what the partners meeting agreed", end_of_day(due_on), holder)
    for number, owner, due_on in audits.open_audit_actions(case):
        holder = owner if owner in can else leads
        yield Asked(workforce.AUDIT_ACTION, number, "Do what an audit asked", end_of_day(due_on), holder)


def compartment_follows(*, episode: uuid.UUID, by: Asker, at: datetime) -> int:
    """What the compartment has put into trays goes to whoever leads now and reads it. By the system; safe to repeat.

    Without a lead worker it waits for one. Returns how many.
    """
    row = Episode.objects.filter(id=episode, closed_on__isnull=True).first()
    if row is None or row.lead_id is None:
        return 0
    return work.pass_all(fence=restricted_of(row.fence), to=row.lead_id, by=by, at=at)


def leave_tasks(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """The family goes back to the front door: whoever accepts it next is asked anew (`pass_tasks_on`)."""
    end_tasks(case, by=by, at=at)
    checks = SustainmentCheck.objects.filter(fence=case, done_at__isnull=True).values_list("id", flat=True)
    waiting = Assessment.objects.filter(fence=case, state__in=[one.value for one in UNFINISHED])
    for about in [*checks, *waiting.values_list("id", flat=True)]:
        work.close_all_about(about=about, because=DoneBecause.NOT_NEEDED, by=by, at=at)


def _open_actions(plan: Plan) -> list[PlanAction]:
    rows = list(plan.actions.filter(is_dropped=False).order_by("due_on", "id"))
    steps = ActionStep.objects.filter(thread__in=[row.thread for row in rows])
    newest = steps.order_by("thread", "-at", "-id").distinct("thread").values_list("thread", "state")
    ended = {thread for thread, state in newest if state not in {one.value for one in STILL_OPEN}}
    return [row for row in rows if row.thread not in ended]
