"""How the county is divided and who serves each part; and where a postcode lies."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from familyhub.accounts import queries as accounts
from familyhub.accounts.queries import ContactLine
from familyhub.components.fields import Line
from familyhub.components.tables import Column, Table, status
from familyhub.components.words import counted
from familyhub.core.permissions import signed_in
from familyhub.places import queries
from familyhub.places.queries import AreaLine
from familyhub.places.terms import Place, Whereabouts

COLUMNS = [
    Column("Cluster"),
    Column("Areas"),
    Column("Small areas", numeric=True),
    Column("Team"),
    Column("Led by"),
]
HOLDER = '<div class="hub-holder">{}, <a class="govuk-link" href="mailto:{}">{}</a></div>'


class WhereForm(forms.Form):
    """A postcode to look up. Sent by POST: an address of the site never holds one."""

    postcode = Line(
        called="a postcode",
        label="Postcode",
        max_length=20,
        help_text="For example, DN22 7AA",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )


@signed_in
def network(request: HttpRequest) -> HttpResponse:
    """Districts, clusters and areas with who serves them: a fixed number of questions."""
    today = timezone.localdate()
    serves = {place: team.name for team in accounts.team_lines(today) for place in team.serves}
    posts = {line.place: line for line in accounts.contact_list(today)}
    lines = queries.network(today)
    context = {
        "today": today,
        "counts": queries.counts(today),
        "districts": [
            _district(name, list(of_it), serves, posts) for name, of_it in groupby(lines, lambda line: line.district)
        ],
    }
    return render(request, "places/network.html", context)


def _district(
    district: Any, lines: list[AreaLine], serves: dict[str, str], posts: dict[str, ContactLine]
) -> dict[str, Any]:
    groups = [list(of_it) for _, of_it in groupby(lines, lambda line: line.cluster)]
    rows = [_cluster(group, serves, posts) for group in groups]
    return {
        "district": district,
        "counted": f"{counted(len(groups), 'cluster')}, {counted(len(lines), 'area')}",
        "manager": holder_piece(posts.get(district.code)),
        "table": Table(f"Clusters of {district.name}", COLUMNS, rows, caption_hidden=True),
    }


def _cluster(lines: list[AreaLine], serves: dict[str, str], posts: dict[str, ContactLine]) -> list[object]:
    first = lines[0]
    team = serves.get(first.cluster.code) or serves.get(first.district.code, "")
    own = {line.area.code: serves[line.area.code] for line in lines if line.area.code in serves}
    served = format_html_join("", "<br>{}: {}", own.items())
    return [
        f"Cluster {first.cluster.number} ({first.cluster.code})",
        ", ".join(line.area.code.removeprefix(f"{first.cluster.code}-") for line in lines),
        sum(line.lsoas for line in lines),
        format_html("{}{}", team or status("No team yet", "soon"), served),
        holder_piece(posts.get(first.cluster.code)),
    ]


def holder_piece(line: ContactLine | None) -> SafeString | str:
    """Who holds the post, each with a way to write; a vacant post says so."""
    if line is None:
        return "–"
    if line.is_vacant:
        return status("Vacant", "soon")
    pairs = zip(line.holders, line.emails, strict=True)
    mails = ((name, mail, mail) for name, mail in pairs)
    return format_html_join("", HOLDER, mails)


@signed_in
def where(request: HttpRequest) -> HttpResponse:
    """Each answer tells what to do: a place, another authority, ended, new, a slip of the finger."""
    form = WhereForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        today = timezone.localdate()
        found = queries.where(form.cleaned_data["postcode"], today)
        if found.answer is Whereabouts.SLIP and not found.postcode:
            form.add_error("postcode", "Enter a full postcode, like DN22 7AA")
            context |= {"found": found} if found.near else {}
        elif found.answer is Whereabouts.HERE and found.place:
            context |= {"place": found.place, "rows": _rows(found.place)}
        else:
            context["found"] = found
    is_wrong = form.is_bound and not form.is_valid()
    return render(request, "places/where.html", context, status=422 if is_wrong else 200)


def _serving(place: Place) -> accounts.Serving | None:
    return accounts.team_serving(
        area=place.area.code if place.area else "",
        cluster=place.cluster.code if place.cluster else "",
        district=place.district.code,
        day=place.on,
    )


def _rows(place: Place) -> list[dict[str, Any]]:
    nearest = " (of the nearest postcode in the district)" if place.area_by == "nearest" else ""
    serving = _serving(place)
    posts = {line.place: line for line in accounts.contact_list(place.on)}
    cluster = place.cluster.code if place.cluster else ""
    decile = f"{place.decile} of 10, where 1 is the most deprived ({place.edition})" if place.decile else ""
    return [
        {"key": "District", "value": place.district.name},
        {"key": "Cluster", "value": f"Cluster {place.cluster.number}, {cluster}" if place.cluster else ""},
        {"key": "Area", "value": f"{place.area.code}{nearest}" if place.area else ""},
        {"key": "Team", "value": serving.name if serving else ""},
        {"key": "Secure mailbox", "value": serving.mailbox if serving else ""},
        {"key": "Coordinator", "value": holder_piece(posts.get(cluster))},
        {"key": "District manager", "value": holder_piece(posts.get(place.district.code))},
        {"key": "Small area", "value": f"{place.lsoa_name}, {place.lsoa}" if place.lsoa else ""},
        {"key": "Deprivation decile", "value": decile},
    ]
