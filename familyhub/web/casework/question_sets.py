"""Question sets: which there are, what one asks, and a new one of the authority's own."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions import Refused
from familyhub.casework.actions.assessing_sets import adopt_set
from familyhub.casework.assessment_terms import KIND_LABELS, PER_LABELS
from familyhub.casework.permissions import SEE, SETS
from familyhub.casework.queries.question_sets import all_sets, set_numbered
from familyhub.casework.question_sets import BadQuestionSet, QuestionSet
from familyhub.components.tables import Column, Table, link
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import SetForm

ADD = "casework:set_add"
COLUMNS = [Column("Question set"), Column("Version", numeric=True, short=True), Column("In force"), Column("Whose")]


@needs(SEE, SETS)
def sets(request: HttpRequest) -> HttpResponse:
    """Every version of every set."""
    rows = [_row(one) for one in all_sets()]
    context = {
        "table": Table("Question sets", COLUMNS, rows, caption_hidden=True),
        "may_add": asker_of(request).may(SETS.code),
    }
    return render(request, "casework/question_sets.html", context)


def _row(one: QuestionSet) -> list[object]:
    return [
        link(one.title, reverse("casework:question_set", args=[one.number])),
        one.version,
        in_force(one),
        "the authority's own" if one.is_local else "delivered",
    ]


def in_force(one: QuestionSet) -> str:
    """From when to when, in words."""
    begins = f"from {short_day(one.valid_from)}" if one.valid_from else "always"
    return f"{begins} until {short_day(one.valid_to)}" if one.valid_to else begins


@needs(SEE, SETS)
def question_set(request: HttpRequest, chosen: uuid.UUID) -> HttpResponse:
    """What one version asks, as whoever writes an assessment meets it."""
    found = set_numbered(chosen)
    if found is None:
        raise Http404
    context = {
        "asked": found,
        "in_force": in_force(found),
        "sections": [
            (section, PER_LABELS[section.per], [(one, KIND_LABELS[one.kind]) for one in section.questions])
            for section in found.sections
        ],
    }
    return render(request, "casework/question_set.html", context)


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Take on a set, or a new version of one: its text is read, and everything that is wrong is said at once."""
    form = SetForm(request.POST or None, initial=drafts.initial_from_draft(request, ADD, None, SetForm))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = adopt_set(text=form.cleaned_data["text"], by=asker_of(request), at=timezone.now())
            drafts.drop(request, ADD)
            messages.success(request, f"{made.title}, version {made.version}, is kept")
            return redirect("casework:question_set", made.number)
        except BadQuestionSet as bad:
            problems = bad.problems
            form.add_error("text", "The set cannot be used yet: what is wrong stands above it")
        except Refused as refused:
            form.add_error("text", str(refused))
    if request.method == "POST":
        drafts.keep(request, ADD)
    context = {"form": form, "problems": problems, "draft_url": reverse("draft", args=[ADD])}
    return render(request, "casework/question_set_add.html", context, status=422 if form.errors else 200)
