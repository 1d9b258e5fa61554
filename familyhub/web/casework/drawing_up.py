"""Drawing up a plan: its words, goals, actions, and what leaves it again."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import WORK
from familyhub.casework.queries import PlanPage
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.drawing_forms import ActionForm, GoalForm, TakeOutForm, WordsForm
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.plans import plan_or_404
from familyhub.web.casework.taking import Sheet, take

WORDS, GOAL, ACTION, OUT = (
    "casework:word_plan",
    "casework:add_goal",
    "casework:add_action",
    "casework:take_out",
)


MENU_LINK = {"link": "What is on the menu of interventions", "link_to": reverse_lazy("casework:read_menu")}


def _staff(request: HttpRequest, page: PlanPage) -> list[tuple[uuid.UUID, str]]:
    return queries.who_may_do(asker_of(request), page.case, timezone.localdate())


def _back(page: PlanPage) -> str:
    return reverse("casework:plan", args=[page.id])


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """The words of the whole plan, who leads, and when it is looked at again."""
    page = plan_or_404(request, plan)
    begun = WordsForm.begun(page) | drafts.initial_from_draft(request, WORDS, plan, WordsForm)
    others = queries.possible_leads(asker_of(request), page.case)
    form = WordsForm(request.POST or None, initial=begun, staff=_staff(request, page), others=others)

    def act() -> tuple[str, str]:
        by, at, seen = asker_of(request), timezone.now(), form.cleaned_data["version"]
        actions.word_plan(plan=plan, new=form.new(), by=by, at=at, version_seen=seen)
        return "The words of the plan were kept", _back(page)

    stands = Stands(page.version, boxes=WordsForm.begun(page))
    return take(request, Sheet(WORDS, plan, "The plan as a whole", "Save", _back(page), form, act, stands=stands))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """A goal for one of the needs."""
    page = plan_or_404(request, plan)
    begun = drafts.initial_from_draft(request, GOAL, plan)
    form = GoalForm(request.POST or None, initial=begun, needs=queries.needs_of(asker_of(request), page.case))

    def act() -> tuple[str, str]:
        need, said = uuid.UUID(form.cleaned_data["need"]), form.cleaned_data["words"]
        actions.add_goal(plan=plan, need=need, words=said, by=asker_of(request), at=timezone.now())
        return "The goal was added", _back(page)

    return take(request, Sheet(GOAL, plan, "Add a goal", "Add the goal", _back(page), form, act))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """An action towards one of the goals."""
    page = plan_or_404(request, plan)
    begun = drafts.initial_from_draft(request, ACTION, plan, ActionForm)
    form = ActionForm(
        request.POST or None,
        initial=begun,
        goals=page.goals,
        staff=_staff(request, page),
        menu=queries.menu(timezone.localdate()),
    )

    def act() -> tuple[str, str]:
        aim = uuid.UUID(form.cleaned_data["goal"])
        actions.add_action(goal=aim, new=form.new(), by=asker_of(request), at=timezone.now())
        return "The action was added", _back(page)

    return take(request, Sheet(ACTION, plan, "Add an action", "Add the action", _back(page), form, act, more=MENU_LINK))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def out(request: HttpRequest, plan: uuid.UUID) -> HttpResponse:
    """Take a goal or an action out of a plan that is being drawn up."""
    page = plan_or_404(request, plan)
    form = TakeOutForm(request.POST or None, goals=page.goals)

    def act() -> tuple[str, str]:
        what = uuid.UUID(form.cleaned_data["what"])
        actions.take_out(plan=plan, what=what, by=asker_of(request), at=timezone.now())
        return "It was taken out", _back(page)

    return take(request, Sheet(OUT, plan, "Take something out", "Take it out", _back(page), form, act))
