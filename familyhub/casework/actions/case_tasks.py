"""What a case has put into trays, when its people change: it goes to whoever goes on, or ends with the help."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from familyhub.casework.actions.plan_tasks import open_tasks_of, reference_of, whoever_leads
from familyhub.casework.models import ActionStep, Decision, Episode, Meeting, Plan, PlanAction, SustainmentCheck
from familyhub.casework.plan_terms import STILL_OPEN
from familyhub.core.asker import Asker
from familyhub.core.clocks import end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


def end_tasks(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """With the last episode of a case its plan, meetings and decisions ask nothing more of anybody."""
    plans = list(Plan.objects.filter(case=case).values_list("id", flat=True))
    threads = PlanAction.objects.filter(plan__in=plans).values_list("thread", flat=True).distinct()
    meetings = Meeting.objects.filter(case=case).values_list("id", flat=True)
    decisions = Decision.objects.filter(fence=case, done_at__isnull=True).values_list("id", flat=True)
    for about in [*plans, *threads, *meetings, *decisions]:
        work.close_all_about(about=about, because=DoneBecause.NOT_NEEDED, by=by, at=at)


def pass_tasks_on(case: uuid.UUID, gone: Collection[uuid.UUID], *, by: Asker, at: datetime) -> None:
    """What those who are gone had to do goes to whoever leads now. The last of a hand-over that still sees the case.

    What lies in the compartment and this asker does not see stays, and is asked anew with the next version of the plan.
    """
    end_tasks(case, by=by, at=at)
    plan = Plan.objects.filter(case=case, published_at__isnull=False).order_by("-number").first()
    if plan is not None:
        open_tasks_of(plan, _open_actions(plan), by=by, at=at, gone=gone)
    leads, reference = whoever_leads(case), reference_of(case)

    def ask(kind: str, about: uuid.UUID, words: str, due_at: datetime, holder: uuid.UUID) -> None:
        task = work.NewTask(holder, case, kind, about, f"{words}: family of {reference}", due_at)
        work.open_task(task, by=by, at=at)

    for row in Meeting.objects.filter(case=case, state="called"):
        ask("casework.meeting", row.id, "Hold the meeting", row.starts_at, leads)
    last = Meeting.objects.filter(case=case).exclude(state="cancelled").order_by("-starts_at", "id").first()
    if last is not None and last.state == "held" and last.next_on:
        ask("casework.meeting", last.id, "Call the next meeting", end_of_day(last.next_on), leads)
    for one in Decision.objects.filter(fence=case, done_at__isnull=True):
        holder = one.owner_id if one.owner_id and one.owner_id not in gone else leads
        ask("casework.decision", one.id, "Do what the meeting decided", end_of_day(one.due_on), holder)
    team = Episode.objects.filter(fence=case, closed_on__isnull=True).values_list("team", flat=True)[0]
    for check in SustainmentCheck.objects.filter(fence=case, done_at__isnull=True):
        work.close_all_about(about=check.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        ask("casework.check", check.id, "Ask if it has lasted", end_of_day(check.due_on), team)


def _open_actions(plan: Plan) -> list[PlanAction]:
    rows = list(plan.actions.filter(is_dropped=False).order_by("due_on", "id"))
    steps = ActionStep.objects.filter(thread__in=[row.thread for row in rows])
    newest = steps.order_by("thread", "-at", "-id").distinct("thread").values_list("thread", "state")
    ended = {thread for thread, state in newest if state not in {one.value for one in STILL_OPEN}}
    return [row for row in rows if row.thread not in ended]
