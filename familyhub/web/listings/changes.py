"""Changes that wait: one with its difference field by field, many at once, and the readings that feeds came in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familyhub.components.fields import Choice
from familyhub.components.tables import Column, Paging, Table, link, status
from familyhub.components.words import counted, short_day
from familyhub.core.permissions import needs
from familyhub.directory import actions, queries
from familyhub.directory.permissions import EDIT
from familyhub.directory.queries import RunLine
from familyhub.directory.terms import WHAT_WORDS, What
from familyhub.web.asking import asker_of
from familyhub.web.listings import wording
from familyhub.web.listings.ways import ways
from familyhub.web.referrals.lists import page_number

PAGE = 25
PROVIDERS = "providers"
READINGS = [
    Column("Feed"),
    Column("Read on", short=True),
    Column("Listings", numeric=True),
    Column("As they were", numeric=True),
    Column("Changes that wait", numeric=True),
    Column("State"),
]
FIGURES = (
    ("pages", "Pages read"),
    ("read", "Listings read"),
    ("added", "New"),
    ("changed", "Changed"),
    ("gone", "Gone from the feed"),
    ("same", "As they were"),
    ("duplicates", "May be here already"),
)
either = require_http_methods(["GET", "HEAD", "POST"])


class ChangesForm(forms.Form):
    """Which changes."""

    what = Choice(
        called="which changes",
        label="Changes",
        required=False,
        widget=forms.Select,
        choices=[
            ("", "Every change"),
            *((one.value, words) for one, words in WHAT_WORDS.items()),
            (PROVIDERS, "From providers"),
        ],
    )


@needs(EDIT)
@either
def changes(request: HttpRequest) -> HttpResponse:
    """All that waits, the oldest first; those that are ticked are decided together."""
    if request.method == "POST":
        _decide(request, _ticked(request))
        return redirect(request.get_full_path())
    return _list(request, None, "listings/changes.html", {})


def _ticked(request: HttpRequest) -> list[uuid.UUID]:
    found = []
    for raw in request.POST.getlist("change")[:PAGE]:
        try:
            found.append(uuid.UUID(raw))
        except ValueError:
            continue
    return found


def _decide(request: HttpRequest, numbers: Sequence[uuid.UUID]) -> None:
    by, at = asker_of(request), timezone.now()
    if not numbers:
        messages.info(request, "Tick the changes that you decide first")
    elif request.POST.get("act") == "approve":
        done = sum(actions.approve(changes=numbers, by=by, at=at).values())
        messages.success(request, f"{counted(done, 'change')} approved: the directory says so now")
    elif request.POST.get("act") == "refuse":
        done = actions.refuse(changes=numbers, by=by, at=at)
        messages.success(request, f"{counted(done, 'change')} refused: what was proposed is kept, and is not shown")


def _list(request: HttpRequest, run: uuid.UUID | None, template: str, more: dict[str, Any]) -> HttpResponse:
    asker, page = asker_of(request), page_number(request)
    form = ChangesForm(request.GET or None)
    said = form.cleaned_data.get("what", "") if form.is_bound and form.is_valid() else ""
    what = What(said) if said and said != PROVIDERS else None
    offset = (page - 1) * PAGE
    found = queries.changes_page(asker, run=run, what=what, is_provider=said == PROVIDERS, offset=offset, limit=PAGE)
    context = {
        "filters": form,
        "changes": [(one, WHAT_WORDS[What(one.what)], wording.told(one.differences)) for one in found.changes],
        "paging": Paging(page=page, size=PAGE, total=found.total),
        "ways": ways(asker, "listings:changes" if run is None else "listings:readings"),
    }
    return render(request, template, context | more)


@needs(EDIT)
@either
def change(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """One change, field by field."""
    found = queries.change_for(asker_of(request), proposal)
    if found is None:
        raise Http404
    if request.method == "POST":
        if found.is_waiting:
            _decide(request, [proposal])
        else:
            messages.info(request, "Somebody else has decided this change")
        return redirect("listings:changes")
    context = {
        "change": found,
        "what": WHAT_WORDS[What(found.what)],
        "differences": wording.told(found.differences),
        "twin": queries.name_of(found.twin) if found.twin else "",
    }
    return render(request, "listings/change.html", context)


@needs(EDIT)
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Every reading of a feed, the newest first."""
    asker = asker_of(request)
    rows = [_reading(line) for line in queries.runs(asker)]
    context = {
        "table": Table("Readings of feeds", READINGS, rows, caption_hidden=True),
        "ways": ways(asker, "listings:readings"),
    }
    return render(request, "listings/readings.html", context)


def _reading(line: RunLine) -> list[object]:
    where = link(line.feed, reverse("listings:reading", args=[line.id]))
    state = ("Refused", "stopped") if line.refused else ("Read", "done") if line.is_ended else ("Broken off", "doing")
    return [where, short_day(line.started_at), line.read, line.same, line.waits, status(*state)]


@needs(EDIT)
@either
def reading(request: HttpRequest, reading: uuid.UUID) -> HttpResponse:
    """What a reading came to, how good it was, and what of it waits."""
    asker = asker_of(request)
    if not queries.has_run(asker, reading):
        raise Http404
    if request.method == "POST":
        numbers = queries.waiting_numbers(reading, tuple(What)) if "all" in request.POST else _ticked(request)
        _decide(request, numbers)
        return redirect("listings:reading", reading=reading)
    figures = queries.run_figures(reading)
    quality = sorted(figures["quality"].items(), key=lambda one: (-one[1], one[0]))
    more = {
        "figures": [{"key": words, "value": f"{figures[key]:,}"} for key, words in FIGURES],
        "quality": Table(
            "How good it was", [Column("What"), Column("Listings", numeric=True)], quality, caption_hidden=True
        ),
        "run": figures,
    }
    return _list(request, reading, "listings/reading.html", more)
