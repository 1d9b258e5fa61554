"""The invented hubs of the demonstration: which venue is a network's main site, and what its spokes are."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date

from familyhub.core.asker import Asker
from familyhub.directory import actions as directory
from familyhub.directory.terms import own_id
from familyhub.places import actions as places
from familyhub.places import queries
from familyhub.places.actions import CannotChangeHub, NewSpoke
from familyhub.places.terms import SpokeKind

LISTING = "directory.service"
SPOKES = (
    (SpokeKind.SERVICE, "healthy_family", "Baby weighing and feeding drop-in, {district}"),
    (SpokeKind.SERVICE, "young_people", "Young parents together"),
    (SpokeKind.SERVICE, "icds", "Chatter time: help with talking, {district}"),
    (SpokeKind.VIRTUAL, "online", "Perinatal helpline"),
)


def main_venue(district: str) -> str:
    """The name of a district's invented hub."""
    return f"{district} Example Family Hub"


def venue_id(venue: str, town: str) -> uuid.UUID:
    """The number of an invented venue."""
    return own_id("demo", "venue", venue, town)


def tie_hubs(on: date, by: Asker) -> None:
    """Every network with a main site: its venue is that site, and its spokes are known. Safe to repeat."""
    for line in queries.hub_offers(on):
        offer = queries.hub_offer(line.id, on)
        if offer is None or line.district is None:
            continue
        district = line.district.name
        with suppress(directory.NoSuchLocation):
            directory.tie_location(location=venue_id(main_venue(district), district), site=offer.main_site, by=by)
        for kind, sort, name in SPOKES:
            _add(line.id, NewSpoke(kind, name.format(district=district), sort), on, by)


def _add(network: uuid.UUID, spoke: NewSpoke, on: date, by: Asker) -> None:
    listed = NewSpoke(spoke.kind, spoke.name, spoke.type, reference_kind=LISTING, reference=own_id("demo", spoke.name))
    with suppress(CannotChangeHub):  # it is a spoke already
        places.add_spoke(network=network, spoke=listed, by=by, from_day=on)
