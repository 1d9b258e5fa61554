"""Where services are: first the places as a list, then the same places on a map, where a script can draw one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from familyhub.directory import queries
from familyhub.directory.queries import Hit
from familyhub.web.services import facts
from familyhub.web.services.kept import Kept, kept_in
from familyhub.web.services.open_pages import now_here, public_page
from familyhub.web.services.wishes import wish_of

MOST = 150


@dataclass(frozen=True)
class Spot:
    """A place on the map, and what is there: (name, its page)."""

    number: int
    name: str
    latitude: float
    longitude: float
    services: tuple[tuple[str, str], ...]


@public_page
def services_map(request: HttpRequest) -> HttpResponse:
    """The same search as a map. What has no place that may be told is counted, not drawn."""
    now, kept = now_here(), kept_in(request)
    wish = wish_of(request, now.date())
    found = queries.search(replace(wish.asked, offset=0, limit=MOST), now.date())
    spots = spots_of(found.hits, kept)
    drawn = {href for spot in spots for _name, href in spot.services}
    query = request.GET.urlencode()
    context = {
        "wish": wish,
        "kept": kept,
        "spots": spots,
        "elsewhere": min(found.total, MOST) - len(drawn),
        "not_shown": max(found.total - MOST, 0),
        "tiles": settings.ENVIRONMENT.map_tiles,
        "credit": settings.ENVIRONMENT.map_credit,
        "back": reverse("services:search") + (f"?{query}" if query else ""),
    }
    return render(request, "services/map.html", context)


def spots_of(hits: Iterable[Hit], kept: Kept) -> list[Spot]:
    """Each place once, nearest or best first, numbered as they are listed."""
    found: dict[tuple[str, float, float], list[tuple[str, str]]] = {}
    for hit in hits:
        own = (hit.document["name"], kept.address(reverse("services:service", args=[hit.id])))
        for key in _keys(hit.document):
            found.setdefault(key, []).append(own)
    numbered = enumerate(found.items(), start=1)
    return [Spot(number, *key, services=tuple(dict.fromkeys(there))) for number, (key, there) in numbered]


def _keys(document: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    for location in facts.places(document):
        if "latitude" in location and "longitude" in location:
            yield facts.town(location), location["latitude"], location["longitude"]
