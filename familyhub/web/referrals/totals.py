"""Totals of requests for those who read none: small numbers are left out before anything is drawn."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from familyhub.components.tables import Column, Table
from familyhub.core.permissions import needs
from familyhub.core.small_numbers import Counts
from familyhub.places import queries as places
from familyhub.referrals import queries
from familyhub.referrals.permissions import TOTALS
from familyhub.web.asking import asker_of

LEFT_OUT = "*"


def table_of(caption: str, first: str, counts: Counts) -> Table:
    """The counts with their totals; what is left out is a star."""
    columns = [Column(first), *(Column(name, numeric=True) for name in (*counts.columns, "All"))]
    lines = [*zip(counts.rows, counts.cells, counts.row_totals, strict=True)]
    lines.append(("All", counts.column_totals, counts.whole))
    return Table(caption, columns, [[name, *map(_number, cells), _number(whole)] for name, cells, whole in lines])


def _number(count: int | None) -> str:
    return LEFT_OUT if count is None else f"{count:,}"


@needs(TOTALS)
def page(request: HttpRequest) -> HttpResponse:
    """The last twelve months that have ended."""
    today = timezone.localdate()
    districts = {one.code: one.name for one in places.districts(today)}
    found = queries.totals(asker_of(request), timezone.now(), districts)
    if found is None:
        raise Http404
    context = {
        "first": found.first,
        "last": found.end - timedelta(days=1),
        "kinds": Table(
            "Contacts, requests and MASH enquiries",
            [Column(name, numeric=True) for name in ("Contacts", "Requests", "MASH enquiries")],
            [[_number(found.kinds.contacts), _number(found.kinds.requests), _number(found.kinds.enquiries)]],
        ),
        "by_month": table_of("By month and lane", "Month", found.by_month),
        "by_district": table_of("By district and outcome", "District", found.by_district),
    }
    return render(request, "referrals/totals.html", context)
