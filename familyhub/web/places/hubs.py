"""Hub networks and sites: which there are, how far each has come, what belongs to it. To read only."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import date as day_in_words
from django.urls import reverse
from django.utils import timezone

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import counted
from familyhub.core.permissions import signed_in
from familyhub.directory import queries as directory
from familyhub.directory.permissions import EDIT
from familyhub.places import queries
from familyhub.places.authority import this_authority
from familyhub.places.terms import HUB_STATES, HubLine, HubState, Part, SiteLine
from familyhub.web.asking import asker_of

NETWORKS = [Column("Network"), Column("District"), Column("State"), Column("Main site"), Column("Spokes", numeric=True)]
SITES = [Column("Site"), Column("Kind"), Column("District"), Column("Area"), Column("Base for staff")]
STATES = [Column("State"), Column("From"), Column("Reason")]
MAINS = [Column("Site"), Column("Kind"), Column("From"), Column("Until"), Column("Base for staff")]
SPOKES = [Column("Spoke"), Column("What it is"), Column("From"), Column("Until")]
PROMISES = [Column("What every hub promises"), Column("Kept here by")]
SHAPES = {
    HubState.LIVE: "done",
    HubState.PILOT: "doing",
    HubState.REDUCED: "soon",
    HubState.CLOSED: "stopped",
}


def _state(state: HubState) -> object:
    return status(HUB_STATES[state], SHAPES.get(state, "waiting"))


def _day(day: date | None, otherwise: str = "Not recorded") -> str:
    return day_in_words(day, "j F Y") if day else otherwise


@signed_in
def hubs(request: HttpRequest) -> HttpResponse:
    """Every hub network, the furthest first."""
    today = timezone.localdate()
    lines = queries.hub_networks(today)
    found = [state for state in HubState if any(line.state == state for line in lines)]
    context = {
        "today": today,
        "counted": [f"{HUB_STATES[state]}: {sum(line.state == state for line in lines)}" for state in found],
        "table": Table("Hub networks", NETWORKS, [_network(line) for line in lines], caption_hidden=True)
        if lines
        else None,
        "total": counted(len(lines), "hub network"),
    }
    return render(request, "places/hubs.html", context)


def _network(line: HubLine) -> list[object]:
    return [
        link(line.name, reverse("places:hub", args=[line.id])),
        line.district.name if line.district else "Across districts",
        _state(line.state),
        line.main_site or status("Not chosen yet", "soon"),
        line.spokes,
    ]


@signed_in
def hub(request: HttpRequest, network: uuid.UUID) -> HttpResponse:
    """One hub network: where it stands, how it came there, its main site and its spokes."""
    today = timezone.localdate()
    page = queries.hub_network(network, today)
    if page is None:
        raise Http404
    line = page.line
    states = [[_state(each.state), _day(each.known_since), each.reason or "–"] for each in reversed(page.states)]
    context = {
        "line": line,
        "rows": [
            {"key": "State", "value": _state(line.state)},
            {"key": "Since", "value": _day(line.since)},
            {"key": "District", "value": line.district.name if line.district else "Across districts"},
            {"key": "Main site", "value": line.main_site or "Not chosen yet"},
        ],
        "promises": _promises(request, network, today),
        "offer": reverse("listings:hub_offer", args=[network]) if asker_of(request).may(EDIT.code) else "",
        "states": Table("States", STATES, states, caption_hidden=True),
        "mains": Table(
            "Main site", MAINS, [[*_part(p), _base(p.is_base)] for p in page.main_sites], caption_hidden=True
        )
        if page.main_sites
        else None,
        "spokes": Table("Spokes", SPOKES, [_part(part) for part in page.spokes], caption_hidden=True)
        if page.spokes
        else None,
    }
    return render(request, "places/hub.html", context)


def _promises(request: HttpRequest, network: uuid.UUID, today: date) -> Table | None:
    """What it keeps of what every hub promises, and where the gaps are."""
    found = directory.offer_at(network, today)
    rows: list[list[object]] = [
        [one.promise.name, ", ".join(by.document["name"] for _, by in one.by) or status("Nothing yet", "soon")]
        for one in found
    ]
    return Table("Core offer", PROMISES, rows, caption_hidden=True) if rows else None


def _part(part: Part) -> list[object]:
    kind = f"{part.kind}: {part.type}" if part.type else part.kind
    return [part.name, kind, _day(part.since), _day(part.until, "–")]


def _base(is_base: bool) -> str:
    return "Yes" if is_base else "No"


@signed_in
def sites(request: HttpRequest) -> HttpResponse:
    """Every site, and how many of them are bases: services go on at sites that are none."""
    today = timezone.localdate()
    lines = queries.sites(today)
    context = {
        "today": today,
        "counts": queries.site_counts(today),
        "table": Table("Sites", SITES, [_site(line) for line in lines], caption_hidden=True) if lines else None,
        "illustrative": this_authority().illustrative,
    }
    return render(request, "places/sites.html", context)


def _site(line: SiteLine) -> list[object]:
    return [line.name, line.kind, line.district or "–", line.area or "–", _base(line.is_base)]
