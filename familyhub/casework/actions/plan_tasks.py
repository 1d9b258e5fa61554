"""What a plan puts into trays: its actions, the replies that are waited for, and its review. No task names anybody."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.needing import everybody_of
from familyhub.casework.events.plans import PlanActionMoved
from familyhub.casework.models import ActionStep, Episode, Plan, PlanAction
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.queries.sight import who_can_open
from familyhub.casework.terms.plans import STILL_OPEN, ActionState
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


def reference_of(case: uuid.UUID) -> str:
    """How a task speaks of the family: by the reference of its request."""
    return str(Episode.objects.filter(fence=case).order_by("opened_on", "id").values_list("reference", flat=True)[0])


def whoever_leads(case: uuid.UUID, lead: uuid.UUID | None = None) -> uuid.UUID:
    """In whose tray it goes where nobody of ours has it: the lead worker's, else the team's."""
    row = Episode.objects.filter(fence=case).order_by("closed_on", "opened_on", "id").last()
    open_one = Episode.objects.filter(fence=case, closed_on__isnull=True).order_by("opened_on", "id").first()
    found = open_one or row
    if found is None:
        raise NotThere(str(case))
    return lead or found.lead_id or found.team_id


def open_tasks_of(
    plan: Plan, actions: Iterable[PlanAction], *, by: Asker, at: datetime, can: Collection[uuid.UUID] | None = None
) -> None:
    """A task an action, with its owner or with whoever leads; and the review. Those who cannot open the case get none.

    `can`: who can, where that is known.
    """
    rows = list(actions)
    fences = {plan.case, *(one.fence for one in rows)}
    able = {fence: who_can_open({fence}, day_of(at)) if can is None else can for fence in fences}
    leads = whoever_leads(plan.case, plan.lead_id if plan.lead_id in able[plan.case] else None)
    reference = reference_of(plan.case)
    for one in rows:
        _open(one, one.owner_id if one.owner_id and one.owner_id in able[one.fence] else leads, reference, by, at)
    assert plan.review_on is not None  # the policy refuses a plan without one
    task = work.NewTask(
        holder=leads,
        fence=plan.fence,
        about_kind="casework.plan",
        about=plan.id,
        words=f"Look again at the plan of the family of {reference}",
        due_at=end_of_day(plan.review_on),
    )
    work.open_task(task, by=by, at=at)


def _open(one: PlanAction, holder: uuid.UUID, reference: str, by: Asker, at: datetime) -> None:
    what = "Do what the plan says" if one.owner_id else "See that it is done"
    what = "Refer the family on and wait for the reply" if one.referred_to else what
    task = work.NewTask(
        holder=holder,
        fence=one.fence,
        about_kind="casework.action",
        about=one.thread,
        words=f"{what}: family of {reference}",
        due_at=end_of_day(one.due_on),
    )
    work.open_task(task, by=by, at=at)


def _holder(row: PlanAction, at: datetime) -> uuid.UUID:
    """In whose tray an action lies: its owner's while they can open it, else the lead's."""
    able = who_can_open([row.fence], day_of(at))
    lead = row.plan.lead_id if row.plan.lead_id in able else None
    return row.owner_id if row.owner_id in able else whoever_leads(row.plan.case, lead)  # type: ignore[return-value]


def close_tasks_of(plan: Plan, *, by: Asker, at: datetime) -> None:
    """What the versions before put into trays goes."""
    older = Plan.objects.filter(case=plan.case, number__lt=plan.number).values_list("id", flat=True)
    threads = PlanAction.objects.filter(plan__in=older).values_list("thread", flat=True).distinct()
    for about in [*older, *threads]:
        work.close_all_about(about=about, because=DoneBecause.NOT_NEEDED, by=by, at=at)


def move_action(
    *, thread: uuid.UUID, state: ActionState, words: str, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """How far an action of the agreed plan has come. Errors: NotThere, ChangedMeanwhile, Refused."""
    rows = PlanAction.objects.filter(thread=thread, is_dropped=False, plan__published_at__isnull=False)
    row = rows.select_related("plan").order_by("-at").first()
    if row is None:
        raise NotThere(str(thread))
    Plan.objects.select_for_update(of=("self",)).get(id=row.plan_id)
    steps = ActionStep.objects.filter(thread=thread).order_by("-at", "-id")
    if version_seen is not None and version_seen != len(steps) + 1:
        raise ChangedMeanwhile("Somebody else said how far this has come since you opened it: look again first")
    now = ActionState(steps[0].state) if steps else ActionState.OPEN
    refuse(plan_policy.action_state_problem(now, state, has_referral=bool(row.referred_to)), "state")
    refuse(plan_policy.text_problem(words, "Say what came of it"), "words")
    ActionStep(
        fence=row.fence,
        action=row,
        thread=thread,
        state=state.value,
        words=words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    if state not in STILL_OPEN:
        work.close_all_about(about=thread, because=DoneBecause.DONE, by=by, at=at)
    elif now not in STILL_OPEN:
        _open(row, _holder(row, at), reference_of(row.plan.case), by, at)
    subjects = tuple(everybody_of(row.plan.case, by))
    event = PlanActionMoved(fence=row.fence, about=row.plan_id, subjects=subjects, state=state.value)
    events.record(event, by=by, at=at)
