"""The invented hubs of the demonstration: which venue is a network's main site, and what its spokes are."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.directory import actions as directory
from familyhub.directory.queries import core_offer
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


# what every hub promises in the demonstration, and by which service; the last is a gap everywhere
PROMISES = (
    (
        "Play for small children",
        "Somewhere to play with your child and meet other families.",
        "Stay and play, {district}",
    ),
    (
        "Help with feeding your baby",
        "Somebody to ask about breast or bottle, without an appointment.",
        "Baby weighing and feeding drop-in, {district}",
    ),
    (
        "Help with talking",
        "Ideas for the first words, and somebody to ask.",
        "Chatter time: help with talking, {district}",
    ),
    ("Help with money and housing", "Somebody who knows what you can claim, and where to go.", ""),
)


def main_venue(district: str) -> str:
    """The name of a district's invented hub."""
    return f"{district} Example Family Hub"


def venue_id(venue: str, town: str) -> uuid.UUID:
    """The number of an invented venue."""
    return own_id("demo", "venue", venue, town)


def tie_hubs(on: date, at: datetime, by: Asker) -> None:
    """Every network with a main site: its venue is that site, its spokes and what it keeps of the core offer are known.
    Safe to repeat.
    """
    for name, about, _service in PROMISES:
        with suppress(directory.CannotOffer):  # it is promised already
            directory.promise(name=name, about=about, kind="", by=by, on=on, at=at)
    for line in queries.hub_offers(on):
        offer = queries.hub_offer(line.id, on)
        if offer is None or line.district is None:
            continue
        district = line.district.name
        with suppress(directory.NoSuchLocation):
            directory.tie_location(location=venue_id(main_venue(district), district), site=offer.main_site, by=by)
        _keep_promises(line.id, district, on, at, by)
        for kind, sort, name in SPOKES:
            _add(line.id, NewSpoke(kind, name.format(district=district), sort), on, by)


def _keep_promises(network: uuid.UUID, district: str, on: date, at: datetime, by: Asker) -> None:
    service_of = {name: service.format(district=district) for name, _about, service in PROMISES}
    for promised in core_offer(on):
        service = service_of.get(promised.name)
        if service:
            number = own_id("demo", service)
            with suppress(directory.CannotOffer):  # the hub keeps it already
                directory.keep_promise(item=promised.id, network=network, service=number, by=by, on=on, at=at)


def _add(network: uuid.UUID, spoke: NewSpoke, on: date, by: Asker) -> None:
    listed = NewSpoke(spoke.kind, spoke.name, spoke.type, reference_kind=LISTING, reference=own_id("demo", spoke.name))
    with suppress(CannotChangeHub):  # it is a spoke already
        places.add_spoke(network=network, spoke=listed, by=by, from_day=on)
