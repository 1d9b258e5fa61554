"""Audits: what is mine to write, moderate or read; a sample; one audit; and how many had which grade."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions.auditing import ask_for_sample
from familyhub.casework.queries.audits import work_as_on
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.workforce.audit_forms import QUARTERS, SampleForm, named
from familyhub.workforce import queries
from familyhub.workforce.permissions import AUDIT, AUDIT_COUNTS, AUDITED, DRAW_AUDITS
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.queries import AuditLine, TeamTally
from familyhub.workforce.terms.audits import AuditState

DRAW = "workforce:draw"
LEFT_OUT = "*"
AUDITS = [
    Column("Family"),
    Column("Worker", short=True),
    Column("Auditor", short=True),
    Column("Work up to", short=True),
    Column("State"),
]
RESULTS = [
    Column("Team"),
    Column("Audits", numeric=True),
    Column("Adequate or better", numeric=True),
    Column("Share", numeric=True),
    Column("Good or better", numeric=True),
]
KINDS = {
    AuditState.DRAWN: "waiting",
    AuditState.FINISHED: "doing",
    AuditState.MODERATED: "done",
    AuditState.SET_ASIDE: "stopped",
}


def table_of(caption: str, lines: tuple[AuditLine, ...], today: date) -> Table:
    """Audits in a table; the family is a link."""
    return Table(caption, AUDITS, [_row(one, today) for one in lines], caption_hidden=True)


def _row(one: AuditLine, today: date) -> list[object]:
    name = link(one.reference, reverse("workforce:audit", args=[one.id]), f"audit as on {short_day(one.as_on)}")
    late = one.state is AuditState.DRAWN and one.due_on < today
    words = f"{one.state_words}: {one.grade}" if one.grade else one.state_words
    words = f"was due {short_day(one.due_on)}" if late else words
    words = f"{words} by {short_day(one.due_on)}" if one.state is AuditState.DRAWN and not late else words
    said = status(words, "urgent" if late else KINDS[one.state])
    return [name, one.worker or "Nobody yet", one.auditor, short_day(one.as_on), said]


@needs(AUDIT, AUDITED, DRAW_AUDITS)
def board(request: HttpRequest) -> HttpResponse:
    """What I am to write and to moderate, what was audited of my work, and the samples."""
    asker, today = asker_of(request), timezone.localdate()
    found = queries.audit_board(asker)
    parts = (
        ("To write", found.to_write, "Nothing waits for you to be written."),
        ("To moderate", found.to_moderate, "Nothing waits for you to be moderated."),
        ("Written by me", found.written, ""),
    )
    shown = [
        (title, table_of(title, lines, today), empty)
        for title, lines, empty in parts
        if asker.may(AUDIT.code) and (lines or empty)
    ]
    context = {
        "parts": shown,
        "own": table_of("My own work", found.own_work, today) if asker.may(AUDITED.code) else None,
        "draws": found.draws,
        "may_draw": bool(queries.teams_drawn_for(asker, today)),
    }
    return render(request, "workforce/audits.html", context)


@needs(DRAW_AUDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Have a sample drawn."""
    asker, today, back = asker_of(request), timezone.localdate(), reverse("workforce:audits")
    teams = queries.teams_drawn_for(asker, today)
    people: dict[uuid.UUID, str] = {}
    for team, _ in teams:
        people |= queries.auditors_for(team, today)
    form = SampleForm(request.POST or None, teams=teams, auditors=named(people), today=today)
    form.initial = drafts.initial_from_draft(request, DRAW, None, form)

    def act() -> tuple[str, str]:
        made = ask_for_sample(new=form.new(), by=asker, at=timezone.now())
        return "The lot is being drawn", reverse("workforce:sample", args=[made])

    lead = (
        "The lot is drawn among the families that the team helped in that quarter, once a quarter. Audited in the last "
        "12 months or nothing to read yet: left out, and the sample says so."
    )
    return take(
        request, Sheet(DRAW, None, "Draw a sample for audit", "Draw the lot", back, form, act, more={"lead": lead})
    )


@needs(DRAW_AUDITS, AUDIT)
def sample(request: HttpRequest, draw: uuid.UUID) -> HttpResponse:
    """One sample."""
    page = queries.draw_for(asker_of(request), draw)
    if page is None:
        raise Http404
    table = table_of("Audits of this sample", page.audits, timezone.localdate())
    context = {"page": page, "table": table, "back": reverse("workforce:audits")}
    return render(request, "workforce/sample.html", context)


@needs(AUDIT, AUDITED, DRAW_AUDITS)
def audit(request: HttpRequest, audit: uuid.UUID) -> HttpResponse:
    """One audit, and the work that it is about for whoever is to write or moderate it."""
    asker = asker_of(request)
    page = queries.audit_for(asker, audit)
    if page is None:
        raise Http404
    reads = page.may_write or page.may_moderate
    context = {
        "page": page,
        "work": work_as_on(asker, page.case, page.line.as_on) if reads else None,
        "kind": KINDS[page.line.state],
        "back": reverse("workforce:audits"),
    }
    return render(request, "workforce/audit.html", context)


@needs(AUDIT_COUNTS)
def counts(request: HttpRequest) -> HttpResponse:
    """How many audits had which grade, by team, in one quarter: no family is named."""
    today = timezone.localdate()
    quarters = policy.quarters_before(today, QUARTERS + 1)
    asked = request.GET.get("quarter", "")
    first = next((one for one in quarters if one.isoformat() == asked), quarters[0])
    found = queries.audit_counts(asker_of(request), first)
    if found is None:
        raise Http404
    rows = [_tally(one) for one in (*found.teams, found.whole)] if found.teams else []
    context = {
        "found": found,
        "called": policy.quarter_called(first),
        "quarters": [(one.isoformat(), policy.quarter_called(one), one == first) for one in quarters],
        "table": Table(f"Audits completed, {policy.quarter_called(first)}", RESULTS, rows, caption_hidden=True),
    }
    return render(request, "workforce/audit_counts.html", context)


def _tally(one: TeamTally) -> list[object]:
    share = LEFT_OUT if one.percent is None else f"{one.percent} %"
    return [one.team, _number(one.completed), _number(one.met), share, _number(one.good)]


def _number(count: int | None) -> str:
    return LEFT_OUT if count is None else f"{count:,}"
