"""Outcome measures: the table of a family, and a score."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewMeasure
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import MeasureLine, MemberLine
from familyhub.casework.terms.measures import STAGE_LABELS, TOOLS, Stage
from familyhub.components.fields import Choice, DateParts
from familyhub.components.tables import Column, Table
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.vocabulary.terms import holding
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work
from familyhub.web.forms_once import FormKey

ADD = "casework:add_measure"
COLUMNS = [
    Column("Who"),
    Column("Measure"),
    *(Column(label, short=True) for label in STAGE_LABELS.values()),
    Column("Distance travelled", short=True),
]


class MeasureForm(FormKey, forms.Form):
    """A score of somebody by a tool of the shelf."""

    who = Choice(called="whose score it is", label="Who", small=True)
    tool = Choice(called="the measure", label="Measure", widget=forms.Select)
    stage = Choice(
        called="when", label="When", choices=[(one.value, words) for one, words in STAGE_LABELS.items()], small=True
    )
    score = forms.DecimalField(
        label="Score",
        max_digits=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        error_messages={"required": "Enter the score", "invalid": "Enter the score as a number, like 14 or 6.5"},
    )
    day = DateParts(called="the day", label="Taken on", not_after=timezone.localdate)

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.who.record), one.who.name) for one in members if not one.who.is_unborn]
        shelf = [(tool.code, tool.name) for tool in holding(TOOLS, timezone.localdate())]
        self.fields["who"].choices = people  # type: ignore[attr-defined]
        self.fields["tool"].choices = [("", "Choose"), *shelf]  # type: ignore[attr-defined]

    def new(self) -> NewMeasure:
        """What is to be kept."""
        said = self.cleaned_data
        return NewMeasure(uuid.UUID(said["who"]), said["tool"], Stage(said["stage"]), said["score"], said["day"])


@needs(SEE)
def measures(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Scores before, on the way and after, and how far each has come."""
    page, asker = case_or_404(request, case), asker_of(request)
    rows = [_row(line) for line in queries.measures_of(asker, case)]
    table = Table("Outcome measures", COLUMNS, rows, caption_hidden=True)
    context = {"page": page, "back": back_to(page), "table": table, "may": may_work(request, case)}
    return render(request, "casework/measures.html", context)


def _row(line: MeasureLine) -> list[object]:
    scores = [line.scores.get(stage) for stage in Stage]
    shown = [f"{one[0].normalize():f}, {short_day(one[1])}" if one else "" for one in scores]
    return [line.who.name, line.tool, *shown, line.distance_words]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Record a score."""
    page, back = case_or_404(request, case), reverse("casework:measures", args=[case])
    begun = {"day": timezone.localdate()} | drafts.initial_from_draft(request, ADD, case, MeasureForm)
    form = MeasureForm(request.POST or None, initial=begun, members=page.members)

    def act() -> tuple[str, str]:
        actions.record_measure(case=case, new=form.new(), by=asker_of(request), at=timezone.now())
        return "The score was recorded", back

    lead = "Of a licensed measure the score alone is recorded, never its questions or answers."
    return take(request, Sheet(ADD, case, "Record a score", "Record it", back, form, act, more={"lead": lead}))
