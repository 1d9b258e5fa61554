"""Feeds: bring a file in, see what did not fit, begin, and take the report."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, short_day
from familyhub.core.permissions import needs
from familyhub.imports import actions, queries
from familyhub.imports.permissions import RUN
from familyhub.imports.queries import FileLine
from familyhub.imports.terms.feeds import Refused, RowMistake
from familyhub.imports.terms.rows import Stand
from familyhub.web.asking import asker_of
from familyhub.web.documents.choosing import takes_files

FEED = "births"
COLUMNS = [Column("Received", short=True), Column("File"), Column("Rows", numeric=True), Column("State"), Column("By")]
MISTAKES = [Column("Row", numeric=True), Column("Column"), Column("What to do")]
STANDS = {
    Stand.CHECKED: ("checked, not begun", "waiting"),
    Stand.RUNNING: ("being worked", "doing"),
    Stand.DONE: ("done", "done"),
}
REFUSED, MOST_SHOWN, MOST_KEPT = "feeds_refused", 50, 10_000
NO_FILE = "Choose a file: a .csv file in the published columns, or a FHIR bundle as .json"
TOO_LARGE = "The file is too large for this page: whoever runs the server brings it in with “familyhub import births”"


@takes_files
@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """The newest files, and the form for another. A file is checked whole before anything is stored."""
    problem, mistakes = "", ()  # type: tuple[str, tuple[RowMistake, ...]]
    if request.method == "POST":
        found = _received(request)
        if isinstance(found, uuid.UUID):
            return redirect("feeds:file", intake=found)
        problem, mistakes = found
        request.session[REFUSED] = [list(one) for one in mistakes[:MOST_KEPT]]
    lines = queries.files(asker_of(request))
    context = {
        "table": Table("Files", COLUMNS, [_row(line) for line in lines], caption_hidden=True),
        "problem": problem,
        "mistakes": Table("Mistakes", MISTAKES, [[*one] for one in mistakes[:MOST_SHOWN]]),
        "found": len(mistakes),
        "shown": min(len(mistakes), MOST_SHOWN),
    }
    return render(request, "feeds/files.html", context, status=422 if problem else 200)


def _received(request: HttpRequest) -> uuid.UUID | tuple[str, tuple[RowMistake, ...]]:
    """The file's id, or in words why it was not taken, with every mistake in it."""
    sent = request.FILES.get("file")
    if sent is None or sent.name is None:
        return (TOO_LARGE if getattr(request, "file_problems", []) else NO_FILE), ()
    try:
        got = actions.receive(feed=FEED, name=sent.name, body=sent.read(), by=asker_of(request), at=timezone.now())
    except Refused as refusal:
        where = f" (row {refusal.row})" if refusal.row else ""
        return f"This file was refused{where}: {refusal.text}. Nothing of it was kept.", refusal.mistakes
    if got.is_again:
        messages.info(request, "This file was received before. Nothing was doubled: here is what became of it")
    return got.intake


def _row(line: FileLine) -> list[object]:
    when = f"{short_day(line.made_at)}, {clock_time(line.made_at)}"
    name = link(line.name, reverse("feeds:file", args=[line.id]))
    return [when, name, line.rows, status(*STANDS[line.stand]), line.made_by_name]


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, intake: uuid.UUID) -> HttpResponse:
    """One file: what became of its rows, mistakes by row, and the button that begins."""
    line = queries.file(asker_of(request), intake)
    if line is None:
        raise Http404
    if request.method == "POST":
        if actions.begin(intake=intake, by=asker_of(request), at=timezone.now()):
            messages.success(request, "The file is being worked. You may leave this page")
        return redirect("feeds:file", intake=intake)
    mistakes = queries.mistakes(intake)
    context = {
        "line": line,
        "standing": status(*STANDS[line.stand]),
        "mistakes": Table("Mistakes", MISTAKES, [[m.row, m.field, m.words] for m in mistakes]),
        "may_begin": line.stand is Stand.CHECKED and line.left,
    }
    return render(request, "feeds/file.html", context)


@needs(RUN)
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """The mistakes of the file refused last in this session: rows, columns, words, and nothing of its values."""
    kept = request.session.get(REFUSED)
    if not kept:
        return redirect("feeds:files")
    return as_download(queries.mistakes_as_csv(RowMistake(*one) for one in kept), "mistakes.csv")


@needs(RUN)
@require_safe
def report(request: HttpRequest, intake: uuid.UUID) -> HttpResponse:
    """The report: row numbers, columns, words; nothing of what a row said."""
    found = queries.report(asker_of(request), intake)
    if found is None:
        raise Http404
    return as_download(found, "report.csv")


def as_download(table: str, name: str) -> HttpResponse:
    """A table to keep: UTF-8 with the mark by which spreadsheets know it."""
    response = HttpResponse("\ufeff" + table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
