"""The first page: what waits for whoever is signed in; for everybody else the three ways in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, days_left, short_day
from familyhub.core.asker import Asker, Kind
from familyhub.core.clocks import day_of, working_days_between
from familyhub.core.permissions import open_to_all
from familyhub.web.tray.lines import Line, Part, tray_of

SOON = 1  # working days: from here a due date says so with a shape


@open_to_all("the front page: whoever is not signed in sees three ways in and nothing else")
def home(request: HttpRequest) -> HttpResponse:
    """The tray of a member of staff; the front page for the public."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    user: Any = request.user
    if asker.kind is Kind.STAFF:
        return _tray(request, asker)
    if asker.kind is Kind.REFERRER:
        return redirect("refer:home")
    if user.is_authenticated:  # a password was given, something is still to do
        return redirect("sign_in_next")
    return render(request, "tray/front.html", {"no_exit": False})


def _tray(request: HttpRequest, asker: Asker) -> HttpResponse:
    now = timezone.now()
    parts = [part for part in tray_of(asker, now) if part.lines]
    overdue = sum(line.is_overdue for part in parts for line in part.lines)
    context = {
        "today": timezone.localdate(),
        "overdue": overdue,
        "parts": [{"part": part, "table": _table(part, now)} for part in parts],
        "ways": _ways(asker),
    }
    return render(request, "tray/home.html", context)


def _table(part: Part, now: datetime) -> Table:
    columns = [Column("What"), Column("Why"), Column("Due", short=True)]
    rows = [(_title(line), line.words, _due(line, now)) for line in part.lines]
    return Table(part.title, columns, rows, caption_hidden=True)


def _title(line: Line) -> object:
    return link(line.title, line.href) if line.href else line.title


def _due(line: Line, now: datetime) -> object:
    """The day and what is left of it, with a shape when it is near or over."""
    if line.due_at is None:
        return "–"
    # a clock that ends at midnight ends with the day before
    last_day = day_of(line.due_at - timedelta(seconds=1))
    left = working_days_between(day_of(now), last_day)
    if line.is_overdue:
        return status(_late(line.due_at, last_day, left), "urgent")
    if left <= SOON:
        return status("due today" if left == 0 else "due next working day", "soon")
    return f"{short_day(last_day)}, {days_left(left)}"


def _late(due_at: datetime, last_day: date, left: int) -> str:
    """How late: in working days; a day off, or today, has the moment itself."""
    if left < 0:
        return days_left(left)
    return f"was due {clock_time(due_at)}" if day_of(due_at) == last_day else f"was due {short_day(last_day)}"


def _ways(asker: Asker) -> list[dict[str, str]]:
    """Where to go when nothing waits, by what this asker may do."""
    ways = (
        ("referrals.board", "See the front door’s board", "/board/"),
        ("referrals.work", "See my requests", "/my-requests/"),
        ("referrals.allocate", "See what is not yet helped", "/not-yet-helped/"),
        ("referrals.key", "Enter a request", "/requests/new/"),
        ("referrals.totals", "Read the totals", "/totals/"),
        ("people.search", "Look for a person", "/people/"),
        ("accounts.see_access_log", "Read the access log", "/access-log/"),
        ("accounts.manage", "Look after staff", "/staff/"),
    )
    return [{"text": text, "href": href} for code, text, href in ways if asker.may(code)]
