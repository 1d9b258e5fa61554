"""Family plans: one version as a page; begin, agree, and say how far an action has come."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import ActionPage, PlanPage
from familyhub.casework.terms.plans import ActionState
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.plan_forms import JustSend, MoveForm
from familyhub.web.casework.programmes import supports_table
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

BEGIN, AGREE, MOVE = "casework:begin_plan", "casework:agree_plan", "casework:move_action"


def plan_or_404(request: HttpRequest, plan: uuid.UUID) -> PlanPage:
    """The version; the same 404 whether there is none or the asker may not see it."""
    page = queries.plan_for(asker_of(request), plan)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def plan(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """One version of a family's plan."""
    page = plan_or_404(request, plan)
    case = case_or_404(request, page.case)
    may = may_work(request, page.case)
    context = {
        "page": page,
        "back": back_to(case),
        "rows": _rows(page),
        "supports": supports_table(queries.supports_of(asker_of(request), page.case)),
        "may_change": may and page.published_at is None,
        "may_begin": may and page.published_at is not None and page.versions[0].id == page.id,
        "older": [one for one in page.versions if one.id != page.id],
    }
    return render(request, "casework/plan.html", context)


def _rows(page: PlanPage) -> list[dict[str, str]]:
    said = [
        ("In the family's words", page.family_words or "Not written yet"),
        ("If it gets worse", page.contingency or "Not written yet"),
        ("Lead practitioner", page.lead or "Not chosen yet"),
        ("Looked at again", short_day(page.review_on) if page.review_on else "No day yet"),
    ]
    return [{"key": key, "value": value} for key, value in said]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """The first version, or the next one with what is still open."""
    page = case_or_404(request, case)
    last = next((one.number for one in queries.plans_of(asker_of(request), case)), 0)
    form = JustSend(request.POST or None, initial={"version": last})  # the next one is not the last one sent twice

    def act() -> tuple[str, str]:
        number = actions.begin_plan(case=case, by=asker_of(request), at=timezone.now())
        return "A plan was begun", reverse("casework:plan", args=[number])

    lead = "Of a plan that was agreed, the next version starts with what is still open. What was agreed stays as it is."
    sheet = Sheet(BEGIN, case, "Begin a plan", "Begin", back_to(page), form, act, more={"lead": lead})
    return take(request, sheet)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """The family and those who work with them have agreed the plan."""
    page, back = plan_or_404(request, plan), reverse("casework:plan", args=[plan])
    form = JustSend(request.POST or None)

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        actions.publish_plan(plan=plan, by=asker_of(request), at=timezone.now(), version_seen=seen)
        return "The plan was agreed", back

    lead = (
        "It is never changed after this: a change begins the next version. What is due goes into trays, and so does the"
        " day on which the plan is looked at again."
    )
    more, words = {"lead": lead}, ("Agree the plan", "Agree")
    return take(request, Sheet(AGREE, plan, *words, back, form, act, more=more, stands=_stands(page)))


def _stands(page: PlanPage) -> Stands:
    """What is agreed: the words, and each goal with its actions."""
    goals = [f"{goal.words}: {'; '.join(one.words for one in goal.actions) or 'no action'}" for goal in page.goals]
    return Stands(page.version, facts={row["key"]: row["value"] for row in _rows(page)} | {"Goals": "\n".join(goals)})


def action_or_404(request: HttpRequest, action: uuid.UUID) -> ActionPage:
    """The action; the same 404 whether there is none or the asker may not see it."""
    page = queries.action_for(asker_of(request), action)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def action(request: HttpRequest, action: uuid.UUID) -> HttpResponse:
    """One action of the agreed plan, with how far it has come."""
    page = action_or_404(request, action)
    back = reverse("casework:plan", args=[page.plan])
    context: dict[str, Any] = {"page": page, "back": back, "may": may_work(request, page.case)}
    return render(request, "casework/action.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, action: uuid.UUID) -> HttpResponse:
    """How far an action has come."""
    page, back = action_or_404(request, action), reverse("casework:action", args=[action])
    begun = drafts.initial_from_draft(request, MOVE, action)
    form = MoveForm(request.POST or None, initial=begun, line=page.line)

    def act() -> tuple[str, str]:
        state, words = ActionState(form.cleaned_data["state"]), form.cleaned_data["words"]
        by, at, seen = asker_of(request), timezone.now(), form.cleaned_data["version"]
        actions.move_action(thread=action, state=state, words=words, by=by, at=at, version_seen=seen)
        return "It was kept", reverse("casework:plan", args=[page.plan])

    last = page.steps[0] if page.steps else None
    facts = {"How far it has come": page.line.state_label}
    facts |= {"What came of it": last[1], "Who said so": last[3]} if last else {}
    more, words = {"lead": page.line.words}, ("Say how far it has come", "Save")
    stands = Stands(page.version, facts=facts)
    return take(request, Sheet(MOVE, action, *words, back, form, act, more=more, stands=stands))
