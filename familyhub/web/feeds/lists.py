"""Centres' lists: new babies, moved in, moved out; and how many births no centre knows of."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from familyhub.components.tables import Column, Table, link
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.development import queries
from familyhub.development.permissions import LISTS
from familyhub.development.queries import Line, Month
from familyhub.development.terms import NEWS_WORDS, News
from familyhub.imports.queries import harmless
from familyhub.places import queries as places
from familyhub.web.asking import asker_of
from familyhub.web.feeds.files import as_download

MONTHS = [
    Column("Month", short=True),
    Column("Births told", numeric=True),
    Column("Arrived here", numeric=True),
    Column("Not known to a centre", numeric=True),
]
COLUMNS = [Column("Name"), Column("Age"), Column("On", short=True)]


@needs(LISTS)
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Every area, and the monthly totals of the whole authority."""
    found: dict[str, list[str]] = {}
    for line in places.network(timezone.localdate()):
        found.setdefault(f"{line.district.name}, cluster {line.cluster.number}", []).append(line.area.code)
    months = Table("Births by month", MONTHS, [_month(month) for month in queries.months()])
    return render(request, "feeds/areas.html", {"clusters": found.items(), "months": months})


def _month(month: Month) -> list[object]:
    told = "not told" if month.told is None else month.told
    unknown = "" if month.unknown is None else month.unknown
    return [f"{month.month:%B %Y}", told, month.live, unknown]


def _lists(request: HttpRequest, area: str) -> dict[News, list[Line]]:
    """The three lists; 404 where there is no such area."""
    if area not in {each.code for each in places.areas(timezone.localdate())}:
        raise Http404
    return {news: queries.newcomers(asker_of(request), area, news) for news in News}


@needs(LISTS)
@require_safe
def newcomers(request: HttpRequest, area: str) -> HttpResponse:
    """The three lists of one area, as far as this asker may see the children on them."""
    may_open = asker_of(request).may("people.see")
    tables = [
        Table(NEWS_WORDS[news], COLUMNS, [_row(line, may_open) for line in lines], caption_hidden=True)
        for news, lines in _lists(request, area).items()
    ]
    return render(request, "feeds/newcomers.html", {"area": area, "tables": tables})


def _row(line: Line, may_open: bool) -> list[object]:
    name = link(line.name, reverse("people:person", args=[line.person])) if may_open else line.name
    return [name, line.age, short_day(line.happened_on)]


@needs(LISTS)
@require_safe
def download(request: HttpRequest, area: str) -> HttpResponse:
    """The same as a table to keep. Safe to open as a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["list", "name", "age", "on"])
    for news, lines in _lists(request, area).items():
        for line in lines:
            row = [NEWS_WORDS[news], line.name, line.age, line.happened_on.isoformat()]
            writer.writerow([harmless(cell) for cell in row])
    return as_download(out.getvalue(), f"newcomers-{area}.csv")
