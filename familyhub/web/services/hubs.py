"""Family hubs: the main site and when it is open, the spokes, and what is on this week."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from familyhub.directory import policy, queries
from familyhub.directory.policy import Session
from familyhub.directory.queries import Kept, Published
from familyhub.places import queries as places
from familyhub.places.terms import HUB_STATES, HubLine, HubOffer
from familyhub.web.services import facts, lines, times
from familyhub.web.services.kept import Kept as Shortlist
from familyhub.web.services.kept import kept_in
from familyhub.web.services.open_pages import now_here, public_page
from familyhub.web.services.whole import phones, place_of

LISTING = "directory.service"
DESK = {("kinds-of-support", "information"), ("access", "drop-in")}
WEEK = 6  # days after today
MOST_A_DAY = 12
Sites = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Occasion:
    """Something that is on: when, what, where its page is. `where`: "" for the main site."""

    hours: str
    name: str
    href: str
    where: str
    note: str


@dataclass(frozen=True)
class Day:
    """One day of this week, and how many more there are than are shown."""

    title: str
    occasions: tuple[Occasion, ...]
    more: int


@public_page
def hubs(request: HttpRequest) -> HttpResponse:
    """Every hub that families can come to, by district."""
    kept = kept_in(request)
    found = [
        {"line": line, "href": kept.address(reverse("services:hub", args=[line.id])), "state": state_words(line)}
        for line in places.hub_offers(now_here().date())
    ]
    return render(request, "services/hubs.html", {"hubs": found, "kept": kept})


def state_words(line: HubLine) -> str:
    """How far the hub has come, where that is not simply "Live"."""
    return _(HUB_STATES[line.state])


@public_page
def hub(request: HttpRequest, network: uuid.UUID) -> HttpResponse:
    """One hub: a fixed number of questions, whatever it offers."""
    now, kept = now_here(), kept_in(request)
    offer = places.hub_offer(network, now.date())
    if offer is None:
        raise Http404
    services = queries.published_at(offer.sites, offer.kept_in(LISTING), now.date())
    desk, promised = desk_of(services), queries.offer_at(network, now.date())
    page = {
        "line": offer.line,
        "state": state_words(offer.line),
        "kept": kept,
        "hours": hours_of(desk, now.date()) if desk else (),
        "gaps": gaps_of(desk) if desk else (),
        "desk_phones": phones(desk.document) if desk else (),
        "place": place_of(facts.places(desk.document)[0]) if desk and facts.places(desk.document) else None,
        "spokes": spokes_of(offer, services, kept),
        "kept_promises": promises_of(promised, now, kept),
        "promised_since": max((one.promise.since for one in promised), default=None),
        "week": week_of(services, desk, now, kept),
        "lines": [lines.line(one, now, kept) for one in services],
        "back": kept.address(reverse("services:hubs")),
    }
    return render(request, "services/hub.html", page)


def desk_of(services: Sequence[Published]) -> Published | None:
    """The hub's own desk: the listing at its sites where one may just come in and ask."""
    for one in services:
        if facts.codes(one.document) >= DESK and one.document.get("service_at_locations"):
            return one
    return None


def hours_of(desk: Published, today: date) -> tuple[tuple[str, str], ...]:
    """Each day of the week from Monday, and when it is open in the next seven days; closed days say so."""
    week = policy.week_of(desk.document.get("schedules", []), desk.days, today)
    return tuple((str(WEEKDAYS[day]), _hours(found)) for day, found in week.items())


def _hours(found: Sequence[Session]) -> str:
    said = [times.hours(one.opens, one.closes) or _("open") for one in found]
    return _(" and ").join(said) if said else _("Closed")


def gaps_of(desk: Published) -> tuple[str, ...]:
    """The days on which a main site should open and does not (S3-11): told, not hidden."""
    open_on = policy.days_of(desk.document.get("schedules", []), date.min)
    return tuple(str(WEEKDAYS[day]) for day in sorted(policy.opening_gaps(open_on)))


def spokes_of(offer: HubOffer, services: Sequence[Published], kept: Shortlist) -> list[dict[str, Any]]:
    """Each spoke, with its page where it is a service that is published."""
    shown = {one.id for one in services}
    return [
        {
            "name": one.name,
            "kind": one.type or one.kind,
            "href": kept.address(reverse("services:service", args=[one.reference])) if one.reference in shown else "",
        }
        for one in offer.spokes
    ]


def promises_of(offer: Sequence[Kept], now: datetime, kept: Shortlist) -> list[dict[str, Any]]:
    """What the hub keeps of what every hub promises, each with its services, when and where. Gaps are for editors."""
    return [
        {"name": one.promise.name, "about": one.promise.about, "by": [_keeper(by, now, kept) for _, by in one.by]}
        for one in offer
        if one.by
    ]


def _keeper(by: Published, now: datetime, kept: Shortlist) -> dict[str, Any]:
    own = lines.line(by, now, kept)
    rules = times.rules(by.document.get("schedules", []), now.date())
    return {
        "name": own.name,
        "href": own.href,
        "when": "; ".join(rules) or own.stands.text,
        "note": own.stands.text if own.stands.kind else "",
        "where": facts.where(by.document),
    }


def week_of(services: Sequence[Published], desk: Published | None, now: datetime, kept: Shortlist) -> list[Day]:
    """What is on from today for seven days, the desk itself left out."""
    found: dict[date, list[tuple[Session, Published]]] = {}
    for one in services:
        if desk and one.id == desk.id:
            continue
        for session in policy.coming(one.document.get("schedules", []), one.days, now.date(), WEEK):
            found.setdefault(session.on, []).append((session, one))
    days = [now.date() + timedelta(days=after) for after in range(WEEK + 1)]
    main: Sites = _sites(desk) if desk else frozenset()
    return [_day(day, found.get(day, []), now.date(), kept, main) for day in days]


def _sites(one: Published) -> Sites:
    return frozenset(tuple(facts.address(location)) for location in facts.places(one.document))


def _day(on: date, pairs: list[tuple[Session, Published]], today: date, kept: Shortlist, main: Sites) -> Day:
    ordered = sorted(pairs, key=lambda pair: (pair[0].opens is None, pair[0].opens, pair[1].document["name"]))
    title = date_format(on, "l j F")
    named = _("Today, %(day)s") % {"day": title} if on == today else title
    return Day(named, tuple(_occasion(*pair, kept, main) for pair in ordered[:MOST_A_DAY]), len(ordered[MOST_A_DAY:]))


def _occasion(session: Session, one: Published, kept: Shortlist, main: Sites) -> Occasion:
    notes = [str(schedule.get("description", "")) for schedule in one.document.get("schedules", ())]
    return Occasion(
        times.hours(session.opens, session.closes),
        one.document["name"],
        kept.address(reverse("services:service", args=[one.id])),
        "" if main & _sites(one) else facts.where(one.document),
        next((note for note in notes if note), ""),
    )
