"""When two records may be linked with nobody looking: what each line would have done in a year, and who set it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.components.tables import Column, Table
from familyhub.core.permissions import needs
from familyhub.people import actions, queries
from familyhub.people.permissions import SET_LINE
from familyhub.people.policy.line import Forecast
from familyhub.people.queries import LineChange
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.pair_forms import LineForm, OffForm
from familyhub.web.people.registering import show_problems
from familyhub.web.people.searching import asker_of
from familyhub.web.stepup import fresh_factor

COLUMNS = [
    Column("Linked alone from"),
    Column("Pairs in a year", numeric=True),
    Column("Decided: the same", numeric=True),
    Column("Decided: two people", numeric=True),
    Column("Wrong links in a year"),
    Column("Known from"),
]


def range_words(wrong: float | None, low: float | None, high: float | None) -> str:
    """How many of them wrong, with the range."""
    if wrong is None or low is None or high is None:
        return "Not known"
    return f"about {_count(wrong)}, between {_count(low)} and {_count(high)}"


def _count(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value < 10 else f"{value:,.0f}"


def line_words(line: float | None) -> str:
    """A line in words."""
    return "off" if line is None else f"{100 * line:g}%"


def _row(one: Forecast) -> list[object]:
    known = "What people decided" if one.is_decided else "The matching’s own reckoning: too few were decided"
    return [
        f"{100 * one.line:g}% likely",
        one.linked,
        one.same,
        one.different,
        range_words(one.wrong, one.low, one.high),
        known if one.linked else "No pair as likely as this was noticed",
    ]


@needs(SET_LINE)
@fresh_factor
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest) -> HttpResponse:
    """The line as it is, what others would have done, and the form that proposes one."""
    if request.method != "POST":
        form = LineForm(initial=drafts.initial_from_draft(request, "people:line", None, LineForm))
        return _show(
            request, form, OffForm(initial=drafts.initial_from_draft(request, "people:line_off", None, OffForm))
        )
    form = LineForm(request.POST)
    return _done(request, form, lambda: _propose(request, form), "people:line")


def _propose(request: HttpRequest, form: LineForm) -> str:
    given = form.cleaned_data
    actions.propose_line(line=float(given["line"]), why=given["why"], by=asker_of(request), at=timezone.now())
    messages.success(request, "Proposed. Nothing changes until somebody else confirms it")
    return reverse("people:line")


def _show(request: HttpRequest, form: LineForm, off_form: OffForm, code: int = 200) -> HttpResponse:
    changes, year = queries.line_changes(), queries.year_of_lines(timezone.now())
    waiting = next((one for one in changes if one.is_open), None)
    now = queries.line()
    context = {
        "now": now,
        "now_words": line_words(now),
        "year": year,
        "table": Table(
            "What each line would have done", COLUMNS, [_row(one) for one in year.lines], caption_hidden=True
        ),
        "waiting": waiting,
        "waiting_words": line_words(waiting.line) if waiting else "",
        "waiting_range": range_words(waiting.low, waiting.low, waiting.high) if waiting else "",
        "is_own": waiting is not None and waiting.proposed_by == asker_of(request).number,
        "form": form,
        "off_form": off_form,
        "history": [_told(one) for one in changes if not one.is_open],
    }
    return render(request, "people/line.html", context, status=code)


def _told(one: LineChange) -> dict[str, object]:
    """One past change as a line of the story."""
    if one.dropped_at:
        what = f"Not wanted: a line of {line_words(one.line)}, which {one.proposed_name} had proposed"
        return {"title": what, "when": one.dropped_at, "by": one.dropped_name}
    if one.line is None:
        return {"title": f"Turned off: “{one.why}”", "when": one.confirmed_at, "by": one.confirmed_name}
    what = f"Set to {line_words(one.line)}, as {one.proposed_name} had proposed: “{one.why}”"
    return {"title": what, "when": one.confirmed_at, "by": one.confirmed_name}


@needs(SET_LINE)
@fresh_factor(back=lambda change: reverse("people:line"))
@require_POST
def confirm(request: HttpRequest, change: uuid.UUID) -> HttpResponse:
    """A second person agrees: it holds from now on."""
    return _decide(request, change, actions.confirm_line, "It holds from now on")


@needs(SET_LINE)
@require_POST
def drop(request: HttpRequest, change: uuid.UUID) -> HttpResponse:
    """It is not wanted."""
    return _decide(request, change, actions.drop_line, "Dropped: nothing changed")


def _decide(request: HttpRequest, change: uuid.UUID, act: Callable[..., None], words: str) -> HttpResponse:
    if change not in {one.id for one in queries.line_changes()}:
        raise Http404
    try:
        act(change=change, by=asker_of(request), at=timezone.now())
        messages.success(request, words)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("people:line")


@needs(SET_LINE)
@require_POST
def off(request: HttpRequest) -> HttpResponse:
    """Off again, at once, by one person."""
    form = OffForm(request.POST)

    def act() -> str:
        actions.turn_line_off(why=form.cleaned_data["why"], by=asker_of(request), at=timezone.now())
        messages.success(request, "Off: a verified NHS number with the same date of birth alone links by itself")
        return reverse("people:line")

    return _done(request, form, act, "people:line_off")


def _done(request: HttpRequest, form: LineForm | OffForm, act: Callable[[], str], code: str) -> HttpResponse:
    answer = 422
    if form.is_valid():
        try:
            return redirect(sent_once(request, code, act))
        except actions.Refused as refused:
            show_problems(form, refused.problems)
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        answer = 409
    if isinstance(form, OffForm):
        return _show(request, LineForm(), form, answer)
    return _show(request, form, OffForm(), answer)
