"""The manager's view: each worker's load, what is overdue with whom, supervision, and the signatures that wait."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from familyhub.casework import queries
from familyhub.casework.permissions import MANAGE, MENU
from familyhub.casework.queries import TeamLoad, WorkerLoad
from familyhub.casework.queries.waiting import UnsignedLine, signatures_waiting
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import counted, short_day
from familyhub.core.clocks import day_of, last_day_of, working_days_between
from familyhub.core.permissions import needs
from familyhub.web.asking import asker_of
from familyhub.work import queries as work
from familyhub.work.queries import COUNTED_UP_TO, Late
from familyhub.workforce import queries as workforce
from familyhub.workforce.queries import WorkerLine

WORKERS = [
    Column("Worker"),
    Column("Open", numeric=True, short=True),
    Column("Overdue tasks", short=True),
    Column("Supervision", short=True),
]
SIGNATURES = [Column("Assessment"), Column("Finished", short=True), Column("To be signed by", short=True)]


@needs(MANAGE)
def workload(request: HttpRequest) -> HttpResponse:
    """My teams at work, those with the most overdue first."""
    asker, now = asker_of(request), timezone.now()
    today = day_of(now)
    teams = queries.loads(asker, today)
    numbers = [team.team for team in teams] + [one.id for team in teams for one in team.workers if one.id]
    late = work.late_of(asker, numbers, now)
    held = {one.worker: one for one in workforce.workers_led(asker, today)}
    waiting = signatures_waiting(asker, now)
    context = {
        "may_edit_menu": asker.may(MENU.code),
        "teams": [(team.name, _table(team, late, held), late.get(team.team)) for team in teams],
        "signatures": Table("Signatures", SIGNATURES, [_signature(one, today) for one in waiting], caption_hidden=True),
        "unsigned": sum(one.is_overdue for one in waiting),
    }
    return render(request, "casework/workload.html", context)


def _table(team: TeamLoad, late: Mapping[uuid.UUID, Late], held: Mapping[uuid.UUID, WorkerLine]) -> Table:
    people = [one for one in team.workers if one.id]
    people.sort(key=lambda one: (-_number(late, one), -one.open, one.name))
    rows = [_worker(one, late, held) for one in people]
    return Table(f"Workers of {team.name}", WORKERS, rows, caption_hidden=True)


def _number(late: Mapping[uuid.UUID, Late], one: WorkerLoad) -> int:
    return late[one.id].number if one.id and one.id in late else 0


def _worker(one: WorkerLoad, late: Mapping[uuid.UUID, Late], held: Mapping[uuid.UUID, WorkerLine]) -> list[object]:
    name = link(one.name, reverse("casework:of_worker", args=[one.id]))
    return [
        name,
        one.open,
        _overdue(late.get(one.id) if one.id else None),
        _supervision(held.get(one.id or uuid.UUID(int=0))),
    ]


def _overdue(late: Late | None) -> object:
    if late is None:
        return "None"
    many = f"{COUNTED_UP_TO} or more" if late.number >= COUNTED_UP_TO else str(late.number)
    return status(f"{many}, since {short_day(last_day_of(late.since))}", "urgent")


def _supervision(line: WorkerLine | None) -> object:
    if line is None or line.last is None:
        return "None yet"
    said = short_day(line.last.next_on)
    return status(f"was due {said}", "urgent") if line.is_overdue else f"by {said}"


def _signature(one: UnsignedLine, today: date) -> list[object]:
    name = link(one.title, reverse("casework:assessment", args=[one.id]))
    waits = working_days_between(day_of(one.finished_at), today) if one.finished_at else 0
    since = f"{short_day(day_of(one.finished_at))}, {counted(waits, 'working day')} ago" if one.finished_at else ""
    due = short_day(last_day_of(one.due_at)) if one.due_at else ""
    told = format_html("{}<br>{}", name, f"by {one.finished_by}")
    return [told, since, status(f"was due {due}", "urgent") if one.is_overdue else due]
