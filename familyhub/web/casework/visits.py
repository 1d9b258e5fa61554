"""Visits: my diary and my teams', one case's, one visit; plan, move and cancel."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import VisitLine, VisitPage
from familyhub.casework.terms.visits import STATE_LABELS, VisitState
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.visits_forms import ELSEWHERE, CancelForm, MoveForm, VisitForm
from familyhub.web.casework.working import may_work

PLAN, MOVE, CANCEL = "casework:plan_visit", "casework:move_visit", "casework:cancel_visit"
WEEK = 7
VERBS = [
    ("stay_longer", "Stay longer"),
    ("write_up", "Write it up, or say that nobody opened"),
    ("move_visit", "Move it"),
    ("cancel_visit", "Cancel it"),
]
COLUMNS = [Column("When"), Column("Who is visited"), Column("Where"), Column("Who goes"), Column("State", short=True)]


@needs(SEE)
def diary(request: HttpRequest) -> HttpResponse:
    """My visits today and in the week from today; then today's of each team that I lead."""
    asker, today = asker_of(request), timezone.localdate()
    lines = queries.diary_of(asker, today, today + timedelta(days=WEEK - 1))
    days = _by_day(lines)
    context = {
        "today": today,
        "may_take": asker.may(WORK.code),
        "mine_today": table("Today", days.pop(today, [])),
        "later": [(one, table(day(one), found)) for one, found in days.items()],
        "teams": [(name, table(f"Today, {name}", found)) for name, found in queries.team_diary(asker, today)],
    }
    return render(request, "casework/diary.html", context)


def _by_day(lines: Sequence[VisitLine]) -> dict[date, list[VisitLine]]:
    days: dict[date, list[VisitLine]] = {}
    for line in lines:
        days.setdefault(timezone.localtime(line.starts_at).date(), []).append(line)
    return days


def table(caption: str, lines: Sequence[VisitLine], *, with_day: bool = False) -> Table:
    """A line a visit."""
    return Table(caption, COLUMNS, [_row(line, with_day=with_day) for line in lines], caption_hidden=True)


def _row(line: VisitLine, *, with_day: bool) -> list[object]:
    begins = f"{day(line.starts_at)}, " if with_day else ""
    when = f"{begins}{clock_time(line.starts_at)} to {clock_time(line.ends_at)}"
    goers = format_html_join(", ", "{}", ((one.name,) for one in line.goers))
    visited = ", ".join(line.visited)
    return [link(when, reverse("casework:visit", args=[line.id])), visited, line.where, goers, state_of(line)]


def state_of(line: VisitLine) -> object:
    """How far it has come, in a word with a shape."""
    if line.state is VisitState.CANCELLED:
        return status(STATE_LABELS[line.state], "stopped")
    if line.state is VisitState.OVER:
        return status("Written up", "done") if line.is_written else status("Write it up", "soon")
    if line.has_alarm:
        return status("Not checked out", "urgent")
    if line.is_held:
        return status("Being looked at: do not go" if not line.is_in else "Being looked at: come away", "urgent")
    return status("There now", "doing") if line.is_in else status("Planned")


@needs(SEE)
def of_case(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """The visits of a case, and what must be known at the door."""
    page, asker = case_or_404(request, case), asker_of(request)
    lines = queries.visits_of(asker, case)
    context = {
        "page": page,
        "back": back_to(page),
        "held_words": queries.held_words(case),
        "table": table("Visits", lines, with_day=True),
        "door": queries.door_of(asker, case),
        "may": may_work(request, case),
    }
    return render(request, "casework/visits.html", context)


def visit_or_404(request: HttpRequest, visit: uuid.UUID) -> VisitPage:
    """The visit; the same 404 whether there is none or the asker may not see it."""
    page = queries.visit_for(asker_of(request), visit)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def visit(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """One visit: the door first, then everything else."""
    page = visit_or_404(request, visit)
    line = page.line
    may = may_now(page)
    verbs = [(name, text) for name, text in VERBS if name in may]
    context = {
        "page": page,
        "line": line,
        "state": state_of(line),
        "back": reverse("casework:visits", args=[line.case]),
        "held_words": queries.held_words(line.case),
        "where": ", ".join(page.address) or page.place,
        "may_in": "check_in" in may,
        "may_out": "check_out" in may,
        "may_write": "write_up" in may,
        "verbs": [{"text": text, "href": reverse(f"casework:{name}", args=[visit])} for name, text in verbs],
    }
    return render(request, "casework/visit.html", context)


def may_now(page: VisitPage) -> set[str]:
    """What this reader may do with the visit as it stands; the actions ask again."""
    line, mine = page.line, page.mine
    is_planned = line.state is VisitState.PLANNED
    if not page.may_work or line.state is VisitState.CANCELLED:
        return set()
    may = {"move_visit", "cancel_visit"} if is_planned and not any(one.in_at for one in line.goers) else set()
    if line.is_held:
        may -= {"move_visit"}
    if mine is None:
        return may
    if mine.in_at is None:
        may |= {"check_in"} if is_planned and not line.is_held else set()
    elif mine.out_at is None:
        may |= {"check_out"} | ({"stay_longer"} if is_planned else set())
    return may if line.is_written else may | {"write_up"}


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Put a visit into the diary."""
    page, asker = case_or_404(request, case), asker_of(request)
    begun = {"goers": [str(asker.number)]} | drafts.initial_from_draft(request, PLAN, case, VisitForm)
    staff = queries.colleagues_of(asker, case, timezone.localdate())
    form = VisitForm(request.POST or None, initial=begun, members=page.members, staff=staff)

    def act() -> tuple[str, str]:
        made = actions.plan_visit(case=case, new=form.new(), by=asker, at=timezone.now())
        return "The visit is in the diary", reverse("casework:visit", args=[made])

    more = {"door": queries.door_of(asker, case), "held_words": queries.held_words(case)}
    sheet = Sheet(PLAN, case, "Plan a visit", "Plan it", back_to(page), form, act, "casework/visit_plan.html", more)
    return take(request, sheet)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """Another visit takes its place."""
    old, asker = visit_or_404(request, visit), asker_of(request)
    page, back = case_or_404(request, old.line.case), reverse("casework:visit", args=[visit])
    begun = _as_planned(old) | drafts.initial_from_draft(request, MOVE, visit, MoveForm)
    staff = queries.colleagues_of(asker, old.line.case, timezone.localdate())
    form = MoveForm(request.POST or None, initial=begun, members=page.members, staff=staff)

    def act() -> tuple[str, str]:
        said, at = form.cleaned_data, timezone.now()
        made = actions.move_visit(
            visit=visit, new=form.new(), words=said["words"], by=asker, at=at, version_seen=said["version"]
        )
        return "The visit was moved", reverse("casework:visit", args=[made])

    more = {"door": queries.door_of(asker, page.case), "held_words": queries.held_words(page.case)}
    words, stands = ("Move the visit", "Move it"), _stands(old, _as_planned(old))
    return take(request, Sheet(MOVE, visit, *words, back, form, act, "casework/visit_plan.html", more, stands))


def _stands(page: VisitPage, boxes: Mapping[str, Any] | None = None) -> Stands:
    facts = {"The visit": str(STATE_LABELS[page.line.state]), "Why": page.ended_words}
    return Stands(page.version, boxes or {}, facts)


def _as_planned(old: VisitPage) -> dict[str, Any]:
    begins, ends = timezone.localtime(old.line.starts_at), timezone.localtime(old.line.ends_at)
    return {
        "visited": [str(one.record) for one in old.people],
        "where": str(old.home) if old.home else ELSEWHERE,
        "place": old.place,
        "day": begins.date(),
        "time": f"{begins:%H:%M}",
        "until": f"{ends:%H:%M}",
        "goers": [str(one.staff) for one in old.line.goers],
        "aim": old.aim,
        "why_one": old.why_one,
    }


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """It does not take place."""
    page, back = visit_or_404(request, visit), reverse("casework:visit", args=[visit])
    form = CancelForm(request.POST or None, initial=drafts.initial_from_draft(request, CANCEL, visit))

    def act() -> tuple[str, str]:
        said, by, at = form.cleaned_data, asker_of(request), timezone.now()
        actions.cancel_visit(visit=visit, words=said["words"], by=by, at=at, version_seen=said["version"])
        return "The visit was cancelled", back

    words = ("Cancel the visit", "Cancel it")
    return take(request, Sheet(CANCEL, visit, *words, back, form, act, stands=_stands(page)))
