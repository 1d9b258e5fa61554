"""Somebody new: first who they may already be, then the record."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.people import actions, queries
from familyhub.people.permissions import REGISTER
from familyhub.people.policy import records as policy
from familyhub.people.queries import PersonPage
from familyhub.people.terms import PairSource
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.forms import PersonForm, RelativeForm
from familyhub.web.people.records import frame_of, page_or_404
from familyhub.web.people.searching import asker_of, last_search, table_of, why

NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "next_step", "doubted"})


@needs(REGISTER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A person who is related to nobody on record, as far as is known."""
    if request.method == "GET":
        return _show(request, PersonForm(initial=_begun(request)))
    return _sent(request, PersonForm(request.POST))


@needs(REGISTER)
@require_http_methods(["GET", "POST"])
def relative(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A person who is related to one on record."""
    page = page_or_404(request, number)
    name = page.identity.name
    if request.method == "GET":
        begun = drafts.initial_from_draft(request, "people:relative", number, RelativeForm)
        return _show(request, RelativeForm(initial=begun, name=name), page)
    return _sent(request, RelativeForm(request.POST, name=name), page)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """What was typed before; else, coming from a search, what was looked for."""
    kept = drafts.initial_from_draft(request, "people:new", None, PersonForm)
    asked = last_search(request) if not kept and "searched" in request.GET else None
    if asked is None or not asked.is_valid():
        return kept
    return {name: value for name, value in asked.cleaned_data.items() if value}


def _show(request: HttpRequest, form: PersonForm, page: PersonPage | None = None, status: int = 200) -> HttpResponse:
    code = "people:relative" if page else "people:new"
    context: dict[str, Any] = frame_of(page, "", asker_of(request)) if page else {}
    draft = reverse("draft_about", args=[code, page.person]) if page else reverse("draft", args=[code])
    return render(request, "people/new.html", context | {"form": form, "draft_url": draft}, status=status)


def _sent(request: HttpRequest, form: PersonForm, page: PersonPage | None = None) -> HttpResponse:
    if not form.is_valid() or not _can_be_right(form):
        return _show(request, form, page, 422)
    step = request.POST.get("next_step", "")
    if step == "change":
        return _show(request, form, page)
    found = queries.candidates(asker_of(request), form.new_person()) if step != "make" else []
    doubted = _doubted(request, found) if step == "unsure" else []
    if found and not doubted:
        sent = [(name, values) for name, values in request.POST.lists() if name not in NOT_CARRIED]
        carried = [(name, value) for name, values in sent for value in values]
        context: dict[str, Any] = frame_of(page, "", asker_of(request)) if page else {}
        context |= {
            "table": table_of(found),
            "carried": carried,
            "new_name": _name(form),
            "is_missing": step == "unsure",
        }
        context["doubts"] = [(one.record, f"{one.name}, {one.age}: {why(one)}") for one in found] if found[1:] else []
        return render(request, "people/candidates.html", context, status=422 if step == "unsure" else 200)
    return _make(request, form, page, doubted)


def _doubted(request: HttpRequest, found: list[queries.Found]) -> list[queries.Found]:
    """Whom the officer is not sure about: those ticked; where one alone was found, that one."""
    ticked = set(request.POST.getlist("doubted"))
    return [one for one in found if str(one.record) in ticked] if found[1:] else found


def _can_be_right(form: PersonForm) -> bool:
    """Ask the room's policy; what cannot be right becomes words beside its field."""
    problems = list(policy.problems_with(form.new_person(), timezone.localdate()))
    if isinstance(form, RelativeForm):
        tie = form.new_tie()
        problem = policy.responsibility_problem(tie.parental_responsibility, tie.evidence)
        problems += [problem] if problem else []
    show_problems(form, problems)
    return not problems


def show_problems(form: Any, problems: Any) -> None:
    """What an action or a policy found, beside the field that holds it."""
    for problem in problems:
        name = form.problem_fields.get(problem.field, problem.field)
        form.add_error(name if name in form.fields else None, problem.words)


def _name(form: PersonForm) -> str:
    return f"{form.cleaned_data['given']} {form.cleaned_data['family']}".strip() or "this baby"


def _make(request: HttpRequest, form: PersonForm, page: PersonPage | None, maybe: list[queries.Found]) -> HttpResponse:
    """`maybe`: who it may be after all; somebody compares them later."""
    asker = asker_of(request)

    def act() -> str:
        made = _register(form, page, asker, maybe)
        messages.success(request, "The person was registered")
        return reverse("people:person", args=[made])

    try:
        code, about = ("people:relative", page.person) if page else ("people:new", None)
        return redirect(sent_once(request, code, act, about=about))
    except actions.Refused as refused:
        show_problems(form, refused.problems)
    except actions.NoSuchPerson as gone:
        raise Http404 from gone
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return _show(request, form, page, 409)


def _register(form: PersonForm, page: PersonPage | None, by: Asker, maybe: list[queries.Found]) -> uuid.UUID:
    """The person's id. Whoever does not see the whole county goes on seeing whom they registered, with their team."""
    at = timezone.now()
    holders = [] if "people" in by.wide else sorted(by.holders)
    made = actions.register_many(new=[form.new_person()], by=by, at=at, holders=holders)[0]
    if page and isinstance(form, RelativeForm):
        known = page.identity.record
        first, second = (made.record, known) if form.is_first else (known, made.record)
        actions.relate(first=first, second=second, tie=form.new_tie(), by=by, at=at)
    for one in maybe:
        pair = actions.NewPair(one.record, made.record, one.why, PairSource.REGISTERING, one.probability)
        actions.notice(new=pair, by=by, at=at)
    return made.person
