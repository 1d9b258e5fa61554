"""A family plan is drawn up, agreed and carried out; what was agreed stays as it was."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.needing import CLOSED, everybody_of
from familyhub.casework.actions.plan_tasks import close_tasks_of, open_tasks_of
from familyhub.casework.events.plans import PlanAgreed
from familyhub.casework.models import ActionStep, Episode, Goal, Need, Offer, Plan, PlanAction
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.queries.sight import who_can_open
from familyhub.casework.terms.plans import MOST_ACTIONS, MOST_GOALS, STILL_OPEN, ActionState, NeedState, OwnerKind
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of

AGREED = "This plan was agreed: begin the next version to change something"
CANNOT_OPEN = (
    "They cannot open this family’s record, and would find nothing behind the task: choose somebody who works with the"
    " family, or hand the family over to them first"
)


@dataclass(frozen=True)
class Owner:
    """Who does it, or leads: one of us by number, or somebody named, of an agency or of the family."""

    kind: OwnerKind
    staff: uuid.UUID | None = None
    name: str = ""
    agency: str = ""


@dataclass(frozen=True)
class NewAction:
    """What is done, by whom and when; from the menu of interventions, or by referring the family on."""

    words: str
    owner: Owner
    due_on: date
    offer: uuid.UUID | None = None
    referred_to: str = ""


@dataclass(frozen=True)
class PlanWords:
    """The family's own words, what is done if it gets worse, who leads, when it is looked at again."""

    family_words: str
    contingency: str
    lead: Owner
    review_on: date


def begin_plan(*, case: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID:
    """A draft; of a plan that stands the next version, with what is still open. Returns its number.

    Errors: NotThere, Refused, ChangedMeanwhile where somebody else has begun one.
    """
    behind = everybody_of(case, by)
    refuse("" if Episode.objects.filter(fence=case, closed_on__isnull=True).exists() else CLOSED)
    last = Plan.objects.filter(case=case).order_by("-number").first()
    if last is not None and last.published_at is None:
        return last.id
    row = Plan(
        id=uuid.uuid4(),
        fence=case,
        case=case,
        behind=sorted(set(behind.values())),
        number=last.number + 1 if last else 1,
        at=at,
        by=by.number,
        by_name=by.name,
    )
    if last is not None:
        for name in ("family_words", "contingency", "lead_id", "lead_name", "lead_agency"):
            setattr(row, name, getattr(last, name))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise ChangedMeanwhile("Somebody else has just begun this plan: look again first") from twice
    if last is not None:
        _carry_over(last, row, at)
    return row.id


def _carry_over(last: Plan, row: Plan, at: datetime) -> None:
    """Goals whose need is not met yet, with the actions that are still open."""
    actions = list(last.actions.filter(is_dropped=False).order_by("due_on", "id"))
    states = states_of([one.thread for one in actions])
    unmet = (NeedState.OPEN.value, NeedState.PARTLY.value)
    for goal in last.goals.filter(is_dropped=False, need__state__in=unmet).order_by("at", "id"):
        number = goal.id
        goal.id, goal.plan, goal.at = uuid.uuid4(), row, at
        goal.save(force_insert=True)
        for one in actions:
            if one.goal_id == number and states[one.thread] in STILL_OPEN:
                one.id, one.plan, one.goal, one.at = uuid.uuid4(), row, goal, at
                one.save(force_insert=True)


def states_of(threads: list[uuid.UUID]) -> dict[uuid.UUID, ActionState]:
    """How far each of these actions has come. One query."""
    rows = ActionStep.objects.filter(thread__in=threads).order_by("thread", "-at", "-id").distinct("thread")
    told = {row.thread: ActionState(row.state) for row in rows}
    return {thread: told.get(thread, ActionState.OPEN) for thread in threads}


def draft(plan: uuid.UUID, version_seen: int | None = None) -> Plan:
    """The draft, locked. Errors: NotThere, Refused where it was agreed, ChangedMeanwhile."""
    row: Plan | None = Plan.objects.select_for_update(of=("self",)).filter(id=plan).first()
    if row is None:
        raise NotThere(str(plan))
    refuse("" if row.published_at is None else AGREED)
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this plan since you opened it: look again first")
    return row


def _changed(row: Plan, **values: object) -> None:
    if Plan.objects.filter(id=row.id).update(version=row.version + 1, **values) != 1:
        raise NotThere(str(row.id))


def word_plan(*, plan: uuid.UUID, new: PlanWords, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """The words of the whole plan. Errors: NotThere, ChangedMeanwhile, Refused."""
    row = draft(plan, version_seen)
    refuse(plan_policy.text_problem(new.family_words, "Write what the family says, in their words"), "family_words")
    refuse(plan_policy.text_problem(new.contingency, "Say what happens if it gets worse"), "contingency")
    refuse(plan_policy.review_problem(new.review_on, day_of(at)), "review_on")
    check_owner([row.case, *row.behind], new.lead, at)
    _changed(
        row,
        family_words=new.family_words.strip(),
        contingency=new.contingency.strip(),
        review_on=new.review_on,
        lead=new.lead.staff,
        lead_name=new.lead.name.strip(),
        lead_agency=new.lead.agency.strip(),
    )


def check_owner(fences: Iterable[uuid.UUID], owner: Owner, at: datetime) -> None:
    """One of us is somebody who can open what lies behind these fences. Errors: Refused."""
    refuse(plan_policy.owner_problem(owner.kind, owner.staff, owner.name), "owner")
    if owner.kind is OwnerKind.STAFF:
        refuse("" if owner.staff in who_can_open(fences, day_of(at)) else CANNOT_OPEN, "owner")


def add_goal(*, plan: uuid.UUID, need: uuid.UUID, words: str, by: Asker, at: datetime) -> uuid.UUID:
    """A goal for one of the needs. Returns its number. Errors: NotThere, Refused."""
    row = draft(plan)
    about = Need.objects.filter(id=need, case=row.case).first()
    if about is None:
        raise NotThere(str(need))
    refuse(plan_policy.text_problem(words, "Say what the family wants to reach, in their words"), "words")
    many = row.goals.filter(is_dropped=False).count() >= MOST_GOALS
    refuse(f"A plan holds {MOST_GOALS} goals at most" if many else "")
    number = uuid.uuid4()
    Goal(id=number, fence=about.fence, plan=row, need=about, thread=number, words=words.strip(), at=at).save(
        force_insert=True
    )
    _changed(row)
    return number


def add_action(*, goal: uuid.UUID, new: NewAction, by: Asker, at: datetime) -> uuid.UUID:
    """An action towards a goal. Returns its number. Errors: NotThere, Refused."""
    aim = Goal.objects.filter(id=goal, is_dropped=False).first()
    if aim is None:
        raise NotThere(str(goal))
    row = draft(aim.plan_id)
    problem = plan_policy.action_problem(
        words=new.words,
        due_on=new.due_on,
        begun_on=day_of(at),
        has_referral=bool(new.referred_to.strip()),
        owner=new.owner.kind,
    )
    refuse(problem, "due_on" if "past" in problem else "words")
    check_owner([aim.fence, row.case, *row.behind], new.owner, at)
    offer = Offer.objects.filter(id=new.offer, valid_to__isnull=True).first() if new.offer else None
    refuse("" if offer or not new.offer else "This is not on the menu any more", "offer")
    many = row.actions.filter(is_dropped=False).count() >= MOST_ACTIONS
    refuse(f"A plan holds {MOST_ACTIONS} actions at most" if many else "")
    number = uuid.uuid4()
    PlanAction(
        id=number,
        fence=aim.fence,
        plan=row,
        goal=aim,
        thread=number,
        words=new.words.strip(),
        owner_kind=new.owner.kind.value,
        owner_id=new.owner.staff,
        owner_name=new.owner.name.strip(),
        due_on=new.due_on,
        offer=offer,
        referred_to=new.referred_to.strip(),
        at=at,
    ).save(force_insert=True)
    _changed(row)
    return number


def take_out(*, plan: uuid.UUID, what: uuid.UUID, by: Asker, at: datetime) -> None:
    """A goal with its actions, or one action, leaves the draft. Errors: NotThere, Refused."""
    row = draft(plan)
    actions = row.actions.filter(is_dropped=False)
    if row.goals.filter(id=what, is_dropped=False).update(is_dropped=True):
        actions.filter(goal=what).update(is_dropped=True)
    elif not actions.filter(id=what).update(is_dropped=True):
        raise NotThere(str(what))
    _changed(row)


def publish_plan(*, plan: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """The family and those who work with them have agreed it. Due actions and the review go into trays.

    Errors: NotThere, ChangedMeanwhile, Refused.
    """
    row = draft(plan, version_seen)
    goals = list(row.goals.filter(is_dropped=False))
    actions = list(row.actions.filter(is_dropped=False))
    whole = plan_policy.Whole(
        tuple(sum(one.goal_id == goal.id for one in actions) for goal in goals),
        bool(row.lead_id or row.lead_name),
        row.contingency,
        row.review_on,
    )
    refuse(plan_policy.publish_problem(whole, day_of(at)))
    _changed(row, published_at=at, published_by=by.name)
    close_tasks_of(row, by=by, at=at)
    states = states_of([one.thread for one in actions])
    open_tasks_of(row, [one for one in actions if states[one.thread] in STILL_OPEN], by=by, at=at)
    event = PlanAgreed(
        fence=row.fence,
        about=row.id,
        subjects=tuple(everybody_of(row.case, by)),
        number=row.number,
        review_on=f"{row.review_on:%-d %B %Y}",
    )
    events.record(event, by=by, at=at)
