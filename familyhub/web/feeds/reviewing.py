"""Rows that wait for a person: the list, and one with whom it may be about."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.tables import Column, Table, link
from familyhub.components.words import day, short_day
from familyhub.core.permissions import needs
from familyhub.imports import actions, queries
from familyhub.imports.permissions import REVIEW
from familyhub.imports.queries import ReviewLine
from familyhub.imports.terms.rows import Decision
from familyhub.web.asking import asker_of
from familyhub.web.feeds.forms import DecideForm, choices_for

COLUMNS = [Column("Since", short=True), Column("Row", short=True), Column("About", short=True), Column("Why it waits")]
CANDIDATES = [
    Column("Name"),
    Column("Age", short=True),
    Column("Sex", short=True),
    Column("Postcode", short=True),
    Column("How likely", short=True),
    Column("What agrees, and what differs"),
]
ABOUT = {
    "birth": "a birth",
    "death": "a death",
    "address": "a move",
    "practice": "a change of practice",
    "antenatal": "a pregnancy",
    "check": "a 14-day check",
}
ASKED = {
    "baby": "Who is this child?",
    "mother": "Who is the mother?",
    "expected": "Is this the child whom the mother expects?",
}


@needs(REVIEW)
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first. No name stands in this list."""
    lines = queries.to_review(asker_of(request))
    table = Table("Rows that wait", COLUMNS, [_row(line) for line in lines], caption_hidden=True)
    return render(request, "feeds/waiting.html", {"table": table})


def _row(line: ReviewLine) -> list[object]:
    where = link(f"Row {line.row}", reverse("feeds:row", args=[line.id]))
    return [short_day(line.since), where, ABOUT.get(line.event, line.event), line.why]


@needs(REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, row: uuid.UUID) -> HttpResponse:
    """One row beside whom it may be; link, make new, or leave out."""
    found = queries.review(asker_of(request), row)
    if found is None:
        raise Http404
    choices = choices_for(found)
    form = DecideForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid() and _decided(request, row, form.cleaned_data["who"]):
        return redirect("feeds:waiting")
    told = [{"key": words, "value": day(value) if isinstance(value, date) else value} for words, value in found.told]
    seen = [[c.name, c.age, c.sex, c.postcode, c.likely.capitalize(), c.reasons] for c in found.candidates]
    context = {
        "found": found,
        "told": told,
        "asked": ASKED.get(found.asked, "Who is this?"),
        "about": ABOUT.get(found.line.event, ""),
        "table": Table("People on record who are near", CANDIDATES, seen),
        "form": form,
    }
    return render(request, "feeds/row.html", context, status=422 if request.method == "POST" else 200)


def _decided(request: HttpRequest, row: uuid.UUID, who: str) -> bool:
    by, at = asker_of(request), timezone.now()
    try:
        if who in {Decision.NEW, Decision.LEAVE_OUT}:
            intake = actions.decide(row=row, decision=Decision(who), by=by, at=at)
        else:
            intake = actions.decide(row=row, decision=Decision.LINK, record=uuid.UUID(who), by=by, at=at)
    except actions.NotWaiting:
        messages.info(request, "Somebody else has decided this row")
        return True
    actions.go_on(intake=intake)
    messages.success(request, "The decision was recorded")
    return True
