"""The core offer of a day: what every hub promises, and what each hub keeps of it, by which services (S0-10)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from familyhub.directory.models import Card, CoreOfferAt, CoreOfferItem, Location, ServiceAtLocation
from familyhub.directory.queries.lists import shown
from familyhub.directory.queries.whole import Published, published
from familyhub.directory.terms import Shown

MOST_ALIKE = 6


@dataclass(frozen=True)
class Promise:
    """What every hub promises. `kind`: one of the sixteen kinds of support, "" for none."""

    id: uuid.UUID
    name: str
    about: str
    kind: str
    since: date


@dataclass(frozen=True)
class Kept:
    """A promise and the services that are shown by which a hub keeps it, each with its number there. None: a gap."""

    promise: Promise
    by: tuple[tuple[uuid.UUID, Published], ...]


def core_offer(on: date) -> list[Promise]:
    """Every promise of that day, by name."""
    rows = CoreOfferItem.objects.filter(_holds(on)).order_by("name", "id")
    return [Promise(row.id, row.name, row.about, row.kind, row.valid_from) for row in rows]


def offer_at(network: uuid.UUID, on: date) -> list[Kept]:
    """What a hub keeps, promise by promise: three questions. A service that is shown no more keeps nothing."""
    promises = core_offer(on)
    rows = list(_kept(on).filter(network=network).order_by("valid_from", "id"))
    services = published([row.service_id for row in rows], on) if rows else {}
    by: dict[uuid.UUID, list[tuple[uuid.UUID, Published]]] = defaultdict(list)
    for row in rows:
        if row.service_id in services:
            by[row.item_id].append((row.id, services[row.service_id]))
    return [Kept(one, tuple(by[one.id])) for one in promises]


def offer_counts(on: date) -> dict[uuid.UUID, int]:
    """How many promises each hub keeps by services that are shown: one question."""
    cards = Card.objects.filter(shown(on)).values("service")
    rows = _kept(on).filter(_holds(on, "item__"), service__in=cards).values_list("network", "item").distinct()
    found: dict[uuid.UUID, int] = defaultdict(int)
    for network, _item in rows:
        found[network] += 1
    return found


def shown_as(words: str, on: date) -> list[tuple[uuid.UUID, str]]:
    """(number, name) of the listings that are shown under this name, or by this number; a few at most."""
    rows = Card.objects.filter(shown(on))
    try:
        rows = rows.filter(service=uuid.UUID(words.strip()))
    except ValueError:
        rows = rows.filter(name__iexact=words.strip())
    return list(rows.order_by("name", "service").values_list("service_id", "name")[:MOST_ALIKE])


def sites_of(service: uuid.UUID) -> list[tuple[uuid.UUID, str, uuid.UUID | None]]:
    """(number, name, site of the register or None) of each place of a listing that may be told."""
    own = ServiceAtLocation.objects.filter(service=service).values("location")
    rows = Location.objects.filter(id__in=own, shown=Shown.FULL.value).order_by("name", "id")
    return list(rows.values_list("id", "name", "site_id"))


def _kept(on: date) -> QuerySet[CoreOfferAt]:
    return CoreOfferAt.objects.filter(_holds(on))


def _holds(on: date, prefix: str = "") -> Q:
    ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return ended & Q(**{f"{prefix}valid_from__lte": on})
