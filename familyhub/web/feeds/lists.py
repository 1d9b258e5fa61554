"""Centres' lists: new babies, moved in, moved out; and how many births no centre knows of."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from familyhub.accounts import queries as accounts
from familyhub.components.tables import Column, Table, link
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.development import queries
from familyhub.development.permissions import LISTS
from familyhub.development.queries import AreaCount, Line, Month
from familyhub.development.terms import NEWS_WORDS, News
from familyhub.imports.queries import harmless
from familyhub.places import queries as places
from familyhub.places.queries import AreaLine, Residents
from familyhub.web.asking import asker_of
from familyhub.web.feeds.files import as_download

MONTHS = [
    Column("Month", short=True),
    Column("Births told", numeric=True),
    Column("Arrived here", numeric=True),
    Column("Not known to a centre", numeric=True),
]
COLUMNS = [Column("Name"), Column("Age"), Column("Mother"), Column("Postcode", short=True), Column("On", short=True)]
LATELY = timedelta(weeks=8)
COUNTS = [
    Column("Area"),
    Column("Expected", numeric=True),
    Column("New babies", numeric=True),
    Column("Moved in", numeric=True),
    Column("Moved out", numeric=True),
]
REACH = [
    Column("Area"),
    Column("Known to the centre", numeric=True),
    Column("Live here", numeric=True),
    Column("Known of 100", numeric=True),
]


@needs(LISTS)
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """The areas of one's own teams with what is new there, every other area, and the monthly totals of all."""
    asker, today = asker_of(request), timezone.localdate()
    counts = queries.counts_by_area(asker, today - LATELY)
    served = accounts.places_served(today)
    own: list[AreaLine] = []
    found: dict[str, list[str]] = {}
    for line in places.network(today):
        where = {"area": line.area.code, "cluster": line.cluster.code, "district": line.district.code}
        team = accounts.team_of_place(where, served)
        if team and team.team in asker.holders:
            own.append(line)
        else:
            found.setdefault(f"{line.district.name}, cluster {line.cluster.number}", []).append(line.area.code)
    residents = places.under_fives(today)
    known = queries.known_by_area(asker, [line.area.code for line in own], today)
    context = {
        "own": Table("Your areas", COUNTS, [_counted(line, counts.get(line.area.code)) for line in own]),
        "reach": Table("Children under five", REACH, [_reached(line, known, residents) for line in own]),
        "source": residents.source,
        "clusters": found.items(),
        "months": Table("Births by month", MONTHS, [_month(month) for month in queries.months()]),
    }
    return render(request, "feeds/areas.html", context)


def _reached(line: AreaLine, known: Mapping[str, int], residents: Residents) -> list[object]:
    """Without a published figure there is no share: nobody is told that all are known."""
    code = line.area.code
    live = residents.by_area.get(code, 0) if residents.year else 0
    share = round(100 * known.get(code, 0) / live) if live else "not known"
    return [_where(line), known.get(code, 0), live or "not known", share]


def _where(line: AreaLine) -> str:
    return f"{line.district.name}, cluster {line.cluster.number}, area {line.area.number}"


def _counted(line: AreaLine, count: AreaCount | None) -> list[object]:
    code = line.area.code
    numbers = (count.expected, count.babies, count.moved_in, count.moved_out) if count else (0, 0, 0, 0)
    return [link(_where(line), reverse("feeds:newcomers", args=[code]), hidden=f" ({code})"), *numbers]


def _month(month: Month) -> list[object]:
    told = "not told" if month.told is None else month.told
    unknown = "" if month.unknown is None else month.unknown
    return [f"{month.month:%B %Y}", told, month.live, unknown]


def _lists(request: HttpRequest, area: str) -> dict[News, list[Line]]:
    """The lists; 404 where there is no such area."""
    if area not in {each.code for each in places.areas(timezone.localdate())}:
        raise Http404
    return {news: queries.newcomers(asker_of(request), area, news) for news in News}


@needs(LISTS)
@require_safe
def newcomers(request: HttpRequest, area: str) -> HttpResponse:
    """The lists of one area, as far as this asker may see the children on them."""
    may_open = asker_of(request).may("people.see")
    tables = [
        Table(NEWS_WORDS[news], COLUMNS, [_row(line, may_open) for line in lines], caption_hidden=True)
        for news, lines in _lists(request, area).items()
    ]
    return render(request, "feeds/newcomers.html", {"area": area, "tables": tables})


def _row(line: Line, may_open: bool) -> list[object]:
    name = link(line.name, reverse("people:person", args=[line.person])) if may_open else line.name
    return [name, line.age, line.mother, line.postcode, short_day(line.happened_on)]


@needs(LISTS)
@require_safe
def download(request: HttpRequest, area: str) -> HttpResponse:
    """The same as a table to keep. Safe to open as a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["list", "name", "age", "mother", "postcode", "on"])
    for news, lines in _lists(request, area).items():
        for line in lines:
            row = [NEWS_WORDS[news], line.name, line.age, line.mother, line.postcode, line.happened_on.isoformat()]
            writer.writerow([harmless(cell) for cell in row])
    return as_download(out.getvalue(), f"newcomers-{area}.csv")
