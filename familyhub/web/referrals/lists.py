"""Lists of requests: the board, a team's, one's own."""

from __future__ import annotations

import re
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html

from familyhub.accounts import queries as accounts
from familyhub.components.tables import Column, Paging, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.clocks import day_of, last_day_of, working_days_between
from familyhub.core.permissions import needs
from familyhub.referrals import queries
from familyhub.referrals.permissions import ALLOCATE, BOARD, DECIDE, KEY, SEE, WORK
from familyhub.referrals.queries import mash
from familyhub.referrals.queries.lists import PAGE, BoardLine, Page
from familyhub.referrals.terms.requests import Lane, State
from familyhub.web.asking import asker_of
from familyhub.web.mash.phoning import phone_words
from familyhub.web.referrals.forms import BoardFilter
from familyhub.web.referrals.showing import after

STATE_KINDS = {
    State.RECEIVED: "waiting",
    State.RETURNED: "doing",
    State.ESCALATED: "urgent",
    State.ALLOCATED_TO_TEAM: "waiting",
    State.ALLOCATED_TO_WORKER: "waiting",
    State.ACCEPTED: "doing",
    State.FIRST_CONTACT_MADE: "done",
}


def columns(due: str) -> list[Column]:
    """The columns of a list; `due` names the clock that runs in it."""
    where = [Column("Who"), Column("Where it is", short=True), Column(due, short=True)]
    return [*where, Column("From"), Column("District")]


def page_number(request: HttpRequest) -> int:
    """The page asked for; 1 when it is not a number."""
    raw = request.GET.get("page", "1")
    return max(int(raw), 1) if re.fullmatch(r"[0-9]{1,4}", raw) else 1


def due_piece(line: BoardLine) -> object:
    """The clock in words, with a shape when it is near or over."""
    today = timezone.localdate()
    last_day = last_day_of(line.due)
    if line.due < timezone.now():
        return status(f"overdue since {last_day:%-d %b}", "urgent")
    left = working_days_between(today, last_day)
    return status("due today", "soon") if left == 0 else f"{short_day(last_day)}, {left} left"


def rows(page: Page) -> list[list[object]]:
    """The cells of each line."""
    return [_row(line) for line in page.lines]


def _row(line: BoardLine) -> list[object]:
    if line.is_with_desk:
        return _desk_row(line)
    mash = line.lane is Lane.MASH
    where = "MASH concern" if mash and line.state is State.ESCALATED else line.state_label
    return [
        format_html("{}<br>{}", link(line.who or "Nobody named", f"/requests/{line.id}/"), line.reference),
        _where(line, where),
        due_piece(line),
        format_html("{}<br>{}", _senders(line), short_day(day_of(line.received_at))),
        line.district or "not known",
    ]


def _senders(line: BoardLine) -> str:
    return line.sender if line.contacts < 2 else f"{line.contacts} contacts, the gravest from: {line.sender}"


def _where(line: BoardLine, words: str) -> object:
    said = status(words, STATE_KINDS.get(line.state, "waiting"))
    return format_html("{}<br>open with {}", said, line.opened_by) if line.opened_by else said


def _desk_row(line: BoardLine) -> list[object]:
    """The same for everything that the desk took over: reference, when it is due, when it came."""
    return [
        link(line.reference, f"/requests/{line.id}/"),
        status(line.state_label, "doing"),
        due_piece(line),
        short_day(day_of(line.received_at)),
        "",
    ]


def _paging(page: Page) -> Paging:
    return Paging(page=page.number, size=PAGE, total=page.count)


@needs(BOARD)
def board(request: HttpRequest) -> HttpResponse:
    """What waits at the front door, risk first."""
    chosen = BoardFilter(request.GET)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    page = queries.board(
        asker_of(request),
        lane=values.get("lane", ""),
        district=values.get("district", ""),
        page=page_number(request),
    )
    table = Table("Requests at the front door", columns("Decision due"), rows(page), caption_hidden=True)
    context = {
        "page": page,
        "table": table,
        "chosen": chosen,
        "values": values,
        "paging": _paging(page),
        "after": after(request),
        "unanswered": mash.nobody_answered(asker_of(request), timezone.now()),
        "phone_words": phone_words(),
        "none_left": "none" in request.GET,
        "may_decide": asker_of(request).may(DECIDE.code),
        "may_key": asker_of(request).may(KEY.code),
    }
    return render(request, "referrals/board.html", context)


@needs(SEE)
def team(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """What one team holds; 404 for a team that this asker does not belong to."""
    asker = asker_of(request)
    name = accounts.team_named(team)
    if not name or (team not in asker.holders and not asker.may(BOARD.code)):
        raise Http404
    page = queries.team_requests(asker, team, page=page_number(request))
    context = {
        "page": page,
        "title": name,
        "table": Table("Requests with the team", columns("Worker due"), rows(page), caption_hidden=True),
        "paging": _paging(page),
        "empty_words": "When the front door gives the team a request, it shows here.",
    }
    return render(request, "referrals/list.html", context)


@needs(WORK, ALLOCATE)
def mine(request: HttpRequest) -> HttpResponse:
    """What this asker holds."""
    page = queries.worker_requests(asker_of(request), page=page_number(request))
    context = {
        "page": page,
        "title": "My requests",
        "table": Table("My requests", columns("First contact due"), rows(page), caption_hidden=True),
        "paging": _paging(page),
        "empty_words": "When your coordinator gives you a request, it shows here.",
    }
    return render(request, "referrals/list.html", context)
