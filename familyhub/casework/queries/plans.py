"""Family plans: a case's newest, one version, one action with how far it has come, and the menu of interventions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from familyhub.casework.models import ActionStep, CaseMember, Goal, Offer, Plan, PlanAction
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.needs import words_of
from familyhub.casework.terms.plans import ACTION_LABELS, OWNER_LABELS, ActionState, OwnerKind
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people

MOST_VERSIONS = 50


@dataclass(frozen=True)
class ActionLine:
    """One action and how far it has come."""

    id: uuid.UUID
    thread: uuid.UUID
    words: str
    owner_kind: OwnerKind
    owner: str
    due_on: date
    offer: str
    referred_to: str
    state: ActionState
    state_label: str


@dataclass(frozen=True)
class GoalLine:
    """One goal, the need that it is for, and its actions."""

    id: uuid.UUID
    need: uuid.UUID
    need_name: str
    words: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class PlanPage:
    """One version of a plan. `later` is the version that came after it, where there is one."""

    id: uuid.UUID
    case: uuid.UUID
    number: int
    version: int
    family_words: str
    contingency: str
    review_on: date | None
    lead_id: uuid.UUID | None
    lead: str
    lead_name: str
    lead_agency: str
    published_at: datetime | None
    published_by: str
    begun_by: str
    goals: tuple[GoalLine, ...]
    versions: tuple[PlanLine, ...]


@dataclass(frozen=True)
class PlanLine:
    """A version in a list."""

    id: uuid.UUID
    number: int
    published_at: datetime | None
    review_on: date | None


@dataclass(frozen=True)
class ActionPage:
    """One action of the agreed plan, by the number that it keeps through all versions."""

    line: ActionLine
    case: uuid.UUID
    plan: uuid.UUID
    goal: str
    steps: tuple[tuple[str, str, datetime, str], ...]

    @property
    def version(self) -> int:
        """One more with each word about how far it has come."""
        return len(self.steps) + 1


@dataclass(frozen=True)
class OfferLine:
    """One line of the menu."""

    id: uuid.UUID
    name: str
    about: str


def plans_of(asker: Asker, case: uuid.UUID) -> list[PlanLine]:
    """The versions of a case's plan, the newest first; one that is being drawn up has no day. One query."""
    if not asker.may(SEE.code):
        return []
    rows = Plan.objects.filter(case=case).order_by("-number")[:MOST_VERSIONS]
    return [PlanLine(row.id, row.number, row.published_at, row.review_on) for row in rows]


def plan_for(asker: Asker, plan: uuid.UUID) -> PlanPage | None:
    """One version, or None where it does not exist for this asker. A fixed number of queries."""
    row = Plan.objects.filter(id=plan).select_related("lead").first() if asker.may(SEE.code) else None
    if row is None:
        return None
    people.note(people_of(row.case))
    return PlanPage(
        id=row.id,
        case=row.case,
        number=row.number,
        version=row.version,
        family_words=row.family_words,
        contingency=row.contingency,
        review_on=row.review_on,
        lead_id=row.lead_id,
        lead=_lead(row),
        lead_name=row.lead_name,
        lead_agency=row.lead_agency,
        published_at=row.published_at,
        published_by=row.published_by,
        begun_by=row.by_name,
        goals=tuple(_goals(row)),
        versions=tuple(plans_of(asker, row.case)),
    )


def people_of(case: uuid.UUID) -> list[uuid.UUID]:
    """The records of everybody of the case, for the access log."""
    return list(CaseMember.objects.filter(fence=case).values_list("record", flat=True))


def _lead(row: Plan) -> str:
    if row.lead:
        return row.lead.name
    return ", ".join(part for part in (row.lead_name, row.lead_agency) if part)


def _goals(row: Plan) -> list[GoalLine]:
    goals = list(Goal.objects.filter(plan=row, is_dropped=False).select_related("need").order_by("at", "id"))
    lines = _actions(PlanAction.objects.filter(plan=row, is_dropped=False).order_by("due_on", "id"))
    return [
        GoalLine(
            id=goal.id,
            need=goal.need_id,
            need_name=words_of(goal.need.framework, goal.need.code, day_of(goal.need.at))[1],
            words=goal.words,
            actions=tuple(line for of, line in lines if of == goal.id),
        )
        for goal in goals
    ]


def _actions(rows: Iterable[PlanAction]) -> list[tuple[uuid.UUID, ActionLine]]:
    found = list(rows.select_related("owner", "offer"))  # type: ignore[attr-defined]
    steps = ActionStep.objects.filter(thread__in=[row.thread for row in found])
    newest = steps.order_by("thread", "-at", "-id").distinct("thread").values_list("thread", "state")
    states = {thread: ActionState(state) for thread, state in newest}
    return [(row.goal_id, _action(row, states.get(row.thread, ActionState.OPEN))) for row in found]


def _action(row: PlanAction, state: ActionState) -> ActionLine:
    kind = OwnerKind(row.owner_kind)
    return ActionLine(
        id=row.id,
        thread=row.thread,
        words=row.words,
        owner_kind=kind,
        owner=row.owner.name if row.owner else row.owner_name or OWNER_LABELS[kind],
        due_on=row.due_on,
        offer=row.offer.name if row.offer else "",
        referred_to=row.referred_to,
        state=state,
        state_label=ACTION_LABELS[state],
    )


def action_for(asker: Asker, thread: uuid.UUID) -> ActionPage | None:
    """An action of the newest version that was agreed; None where it does not exist for this asker."""
    if not asker.may(SEE.code):
        return None
    rows = PlanAction.objects.filter(thread=thread, is_dropped=False, plan__published_at__isnull=False)
    row = rows.select_related("goal", "plan").order_by("-at").first()
    if row is None:
        return None
    people.note(people_of(row.plan.case))
    steps = ActionStep.objects.filter(thread=thread).order_by("-at", "-id")
    return ActionPage(
        line=_actions(PlanAction.objects.filter(id=row.id))[0][1],
        case=row.plan.case,
        plan=row.plan_id,
        goal=row.goal.words,
        steps=tuple((ACTION_LABELS[ActionState(one.state)], one.words, one.at, one.by_name) for one in steps),
    )


def menu(on: date) -> list[OfferLine]:
    """The menu of interventions on that day. It names nobody, so nobody needs to ask."""
    holding = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Offer.objects.filter(holding, valid_from__lte=on).order_by("name", "id")[:100]
    return [OfferLine(row.id, row.name, row.about) for row in rows]
