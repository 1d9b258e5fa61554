"""Question sets: which there are, what one asks, and one brought in as text."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions import Refused
from familyhub.casework.actions.set_drafts import draft_from_text
from familyhub.casework.permissions import SEE, SETS
from familyhub.casework.queries.question_sets import all_sets, published, set_numbered
from familyhub.casework.queries.set_drafts import DraftLine, open_drafts
from familyhub.casework.question_sets import BadQuestionSet, QuestionSet
from familyhub.casework.question_sets.checking import needs_on
from familyhub.casework.question_sets.drafting import kept
from familyhub.casework.question_sets.writing import raw_of
from familyhub.casework.terms.assessments import PER_LABELS
from familyhub.components.tables import Column, Table, link
from familyhub.components.words import moment, short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.set_forms import TextForm
from familyhub.web.casework.set_shown import words_of

ADD = "casework:set_add"
COLUMNS = [Column("Question set"), Column("Version", numeric=True, short=True), Column("In force"), Column("Whose")]
OF_DRAFTS = [Column("Draft"), Column("Version", numeric=True, short=True), Column("Stands"), Column("Last changed")]


@needs(SEE, SETS)
def sets(request: HttpRequest) -> HttpResponse:
    """Every version of every set; the drafts for whoever looks after them."""
    asker = asker_of(request)
    rows = [_row(one) for one in all_sets()]
    drafted = [_draft_row(one) for one in open_drafts(asker)]
    context = {
        "table": Table("Question sets", COLUMNS, rows, caption_hidden=True),
        "drafted": Table("Drafts", OF_DRAFTS, drafted, caption_hidden=True, empty="Nothing is being drafted."),
        "may_add": asker.may(SETS.code),
    }
    return render(request, "casework/question_sets.html", context)


def _row(one: QuestionSet) -> list[object]:
    return [
        link(one.title, reverse("casework:question_set", args=[one.number])),
        one.version,
        in_force(one),
        "the authority's own" if one.is_local else "delivered",
    ]


def _draft_row(one: DraftLine) -> list[object]:
    changed = f"{moment(one.changed_at)}, {one.changed_by}"
    return [link(one.title, reverse("casework:set_draft", args=[one.id])), one.version, one.state_words, changed]


def in_force(one: QuestionSet) -> str:
    """From when to when, in words."""
    begins = f"from {short_day(one.valid_from)}" if one.valid_from else "always"
    return f"{begins} until {short_day(one.valid_to)}" if one.valid_to else begins


@needs(SEE, SETS)
def question_set(request: HttpRequest, chosen: uuid.UUID) -> HttpResponse:
    """What one version asks, and who drafted and published it."""
    found = set_numbered(chosen)
    if found is None:
        raise Http404
    named = needs_on(found.valid_from or date.max)
    context = {
        "asked": found,
        "in_force": in_force(found),
        "published": published(chosen),
        "may_add": asker_of(request).may(SETS.code),
        "sections": [
            (section, PER_LABELS[section.per], [(one["ask"], words_of(kept(one), named)) for one in raw["questions"]])
            for section, raw in zip(found.sections, raw_of(found)["sections"], strict=True)
        ],
    }
    return render(request, "casework/question_set.html", context)


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Bring in a set, or a new version of one: its text is read, and everything that is wrong is said at once."""
    form = TextForm(request.POST or None, initial=drafts.initial_from_draft(request, ADD, None, TextForm))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_from_text(text=form.cleaned_data["text"], by=asker_of(request), at=timezone.now())
            drafts.drop(request, ADD)
            messages.success(request, "The draft asks what the text says")
            return redirect("casework:set_draft", made)
        except BadQuestionSet as bad:
            problems = bad.problems
            form.add_error("text", "The set cannot be used yet: what is wrong stands above it")
        except Refused as refused:
            form.add_error("text", str(refused))
    if request.method == "POST":
        drafts.keep(request, ADD)
    context = {"form": form, "problems": problems, "draft_url": reverse("draft", args=[ADD])}
    return render(request, "casework/question_set_add.html", context, status=422 if form.errors else 200)
