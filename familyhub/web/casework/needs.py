"""Needs: record one, look at one, say what has become of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import CasePage, NeedPage
from familyhub.core.permissions import needs
from familyhub.vocabulary import queries as vocabulary
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.plan_forms import NeedForm, NeedStateForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

ADD, SETTLE = "casework:add_need", "casework:settle"


def case_or_404(request: HttpRequest, case: uuid.UUID) -> CasePage:
    """The case; the same 404 whether there is none or the asker may not see it."""
    page = queries.case_for(asker_of(request), case)
    if page is None or not page.members or page.episode is None:
        raise Http404
    return page


def back_to(page: CasePage) -> str:
    """The episode that the case is known by."""
    return reverse("casework:episode", args=[page.episode])


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Record a need of somebody of the case, or of the whole family."""
    page = case_or_404(request, case)
    form = NeedForm(
        request.POST or None,
        initial=drafts.initial_from_draft(request, ADD, case),
        members=page.members,
        frameworks=choices_on(timezone.localdate()),
    )

    def act() -> tuple[str, str]:
        actions.add_need(case=case, new=form.new(), by=asker_of(request), at=timezone.now())
        return "The need was recorded", back_to(page)

    return take(request, Sheet(ADD, case, "Add a need", "Add the need", back_to(page), form, act))


def choices_on(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The frameworks in use that day with their needs, for a list; the code that says "none" is no need."""
    return [
        (
            frame.title,
            [
                (f"{frame.code}.{one.code}", one.name)
                for one in vocabulary.needs(frame.code, day)
                if not one.excludes_others
            ],
        )
        for frame in vocabulary.frameworks(day)
    ]


def need_or_404(request: HttpRequest, need: uuid.UUID) -> NeedPage:
    """The need; the same 404 whether there is none or the asker may not see it."""
    page = queries.need_for(asker_of(request), need)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def need(request: HttpRequest, need: uuid.UUID) -> HttpResponse:
    """One need with its history."""
    page = need_or_404(request, need)
    back = back_to(case_or_404(request, page.case))
    return render(request, "casework/need.html", {"page": page, "back": back, "may": may_work(request, page.case)})


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, need: uuid.UUID) -> HttpResponse:
    """What has become of a need, and what shows it."""
    page, back = need_or_404(request, need), reverse("casework:need", args=[need])
    begun = drafts.initial_from_draft(request, SETTLE, need)
    form = NeedStateForm(request.POST or None, initial=begun, now=page.line.state)

    def act() -> tuple[str, str]:
        seen, words = form.cleaned_data["version"], form.cleaned_data["words"]
        by, at = asker_of(request), timezone.now()
        actions.set_need(need=need, state=form.new_state, words=words, by=by, at=at, version_seen=seen)
        return "It was kept", back

    lead = f"{page.line.name}: {page.line.of_whom}. {page.line.words}"
    more, words, stands = {"lead": lead}, ("Say how the need stands now", "Save"), _stands(page)
    return take(request, Sheet(SETTLE, need, *words, back, form, act, more=more, stands=stands))


def _stands(page: NeedPage) -> Stands:
    last = page.steps[0]
    facts = {"How the need stands": page.line.state_label, "What shows it": last.words, "Who said so": last.by}
    return Stands(page.line.version, facts=facts)
