"""Caseloads: mine, and for whoever leads a team each worker's."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from familyhub.casework import queries
from familyhub.casework.permissions import MANAGE, SEE, WORK
from familyhub.casework.queries import CaseLine, TeamLoad, WorkerLoad
from familyhub.components.tables import Column, Table, link
from familyhub.components.words import counted, short_day
from familyhub.core.permissions import needs
from familyhub.web.asking import asker_of

CASES = [
    Column("Child"),
    Column("Help", short=True),
    Column("Since", short=True),
    Column("Last contact", short=True),
    Column("Note", short=True),
]
WORKERS = [
    Column("Worker"),
    Column("Open", numeric=True, short=True),
    Column("No contact yet", numeric=True, short=True),
    Column("Longest since contact", short=True),
]


@needs(SEE)
def mine(request: HttpRequest) -> HttpResponse:
    """The children I lead help for, longest without contact first; then my teams' workers."""
    asker, today = asker_of(request), timezone.localdate()
    lines, is_more = queries.caseload_of(asker, asker.number) if asker.number else ([], False)
    context = {
        "lines": lines,
        "is_more": is_more,
        "table": table(lines, may_write=asker.may(WORK.code)),
        "teams": [(team.name, _team_table(team)) for team in queries.loads(asker, today)],
        "is_worker": asker.may(WORK.code) and not asker.may(MANAGE.code),
    }
    return render(request, "casework/caseload.html", context)


def table(lines: Sequence[CaseLine], *, may_write: bool) -> Table:
    """A line a child, with the way to a note."""
    return Table("Children", CASES, [_row(line, may_write=may_write) for line in lines], caption_hidden=True)


def _row(line: CaseLine, *, may_write: bool) -> list[object]:
    child = link(line.name or "Name not shown", reverse("casework:episode", args=[line.episode]))
    last = short_day(line.last_contact_on) if line.last_contact_on else "None yet"
    write = reverse("casework:write", args=[line.case])
    note = link("Write a note", write, hidden=f" about {line.name}") if may_write else ""
    return [
        format_html("{}<br>{}", child, line.age),
        f"{line.kind}, tier {line.tier.value}",
        short_day(line.since),
        last,
        note,
    ]


def _team_table(team: TeamLoad) -> Table:
    return Table(f"Workers of {team.name}", WORKERS, [_worker(team, one) for one in team.workers], caption_hidden=True)


def _worker(team: TeamLoad, one: WorkerLoad) -> list[object]:
    name = link(one.name if one.id else "Nobody yet", reverse("casework:of_worker", args=[one.id or team.team]))
    oldest = short_day(one.oldest_contact_on) if one.oldest_contact_on else ""
    return [name, one.open, one.without_contact, oldest]


@needs(MANAGE)
def of_worker(request: HttpRequest, worker: uuid.UUID) -> HttpResponse:
    """One worker's caseload, for whoever leads their team; with the team's number what nobody leads yet."""
    asker = asker_of(request)
    name = queries.name_of_worker(asker, worker, timezone.localdate())
    if not name:
        raise Http404
    lines, is_more = queries.caseload_of(asker, worker)
    context = {
        "name": name,
        "lines": lines,
        "is_more": is_more,
        "size": counted(len(lines), "child", "children"),
        "table": table(lines, may_write=asker.may(WORK.code)),
    }
    return render(request, "casework/worker.html", context)
