"""Invented services for the demonstration: plainly invented organisations, and what a network of hubs really offers.

Each is made in the words of the standard by the same actions as everybody's, the same every time, and safe to repeat.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.demo import county, hubs
from familyhub.demo.services_offered import AT_HOME, EVERYWHERE, HIDDEN, OFFERED, ONE_PLACE, Offered
from familyhub.directory import actions
from familyhub.directory.new import NewListing
from familyhub.directory.terms import TAXONOMIES, Sensitivity, own_id
from familyhub.places import queries as places
from familyhub.places.terms import Place

SEEDER = system("demonstration")
LIST_OF = {"kind": "kinds-of-support", "need": "needs", "who": "circumstances", "send": "local-offer"}
LIST_OF |= {"access": "access", "how": "attending", "reach": "reach"}
LANGUAGES = {"pl": "Polish", "ro": "Romanian", "ur": "Urdu", "bfi": "British Sign Language"}


@dataclass(frozen=True)
class Town:
    """Where a service is: a place of each district."""

    name: str
    postcode: str
    latitude: float | None = None
    longitude: float | None = None
    number: str = field(default="")


def towns(on: date) -> list[Town]:
    """One a district, by the sample postcodes of the county that is loaded."""
    found: dict[str, Town] = {}
    for postcode in county.sample_postcodes(on):
        place = places.place_of(postcode, on)
        point = places.point_of(postcode, on)
        if isinstance(place, Place) and point:
            found.setdefault(place.district.code, Town(place.district.name, postcode, *point))
    return list(found.values())


def seed_services(now: datetime, names: Collection[str] = ()) -> int:
    """Make every invented service, or those with these names alone; returns how many."""
    on = now.date()
    with fence.enter(SEEDER):
        actions.keep_own_taxonomies()
        listings = [listing(offered, town, on, now) for offered, town in _each(towns(on), names)]
        actions.save_listings(listings, by=SEEDER, at=now, keeps_moments=True)
        hubs.tie_hubs(on, now, by=SEEDER)
    return len(listings)


def _each(all_towns: list[Town], names: Collection[str]) -> Iterator[tuple[Offered, Town]]:
    for place, offered in enumerate(OFFERED):
        if names and offered.name not in names:
            continue
        if offered.where == EVERYWHERE:
            yield from ((offered, town) for town in all_towns)
        elif all_towns:
            chosen = [town for town in all_towns if town.name == offered.town]
            yield offered, (chosen or [all_towns[place % len(all_towns)]])[0]


def listing(offered: Offered, town: Town, on: date, now: datetime) -> NewListing:
    """One service as a listing."""
    sensitivity = {AT_HOME: Sensitivity.MASKED, HIDDEN: Sensitivity.HIDDEN}.get(offered.where, Sensitivity.OPEN)
    return NewListing(
        document=document(offered, town, on, now),
        sensitivity=sensitivity,
        paused_from=on - timedelta(days=3) if offered.paused else None,
        expire_on=on - timedelta(days=10) if offered.over else None,
    )


def _named(offered: Offered, town: Town) -> str:
    return f"{offered.name}, {town.name}" if offered.where == EVERYWHERE else offered.name


def document(offered: Offered, town: Town, on: date, now: datetime) -> dict[str, Any]:
    """The document of the standard."""
    name = _named(offered, town)
    number = own_id("demo", name)
    place = own_id("demo", name, "at")
    made: dict[str, Any] = {
        "id": str(number),
        "name": name,
        "description": offered.about,
        "url": f"https://directory.example/{number.hex[:8]}",
        "email": f"hello-{number.hex[:6]}@families.example",
        "minimum_age": offered.ages[0],
        "maximum_age": offered.ages[1],
        "assured_date": str(on - timedelta(days=number.int % 60)),
        "eligibility": offered.who_may,
        "how_to_refer": offered.refer,
        "fees": offered.fees,
        "last_modified": (now - timedelta(days=number.int % 60, minutes=number.int % 1000)).astimezone(UTC).isoformat(),
        "organization": _organization(offered.by),
        "attributes": list(_attributes(offered, number)),
        "schedules": list(_schedules(offered, number, place, on)),
        "contacts": [_contact(number, offered)],
        "languages": [
            {"id": str(own_id("demo", name, code)), "name": LANGUAGES[code], "code": code} for code in offered.languages
        ],
        "service_areas": [{"id": str(own_id("demo", name, "area")), "name": town.name, "service_area": town.name}],
        "funding": [{"id": str(own_id("demo", name, "funding")), "source": "Invented for the demonstration"}],
        "cost_options": _costs(offered, number),
    }
    if offered.where in (EVERYWHERE, ONE_PLACE, AT_HOME):
        made["service_at_locations"] = [{"id": str(place), "location": _location(offered, town, number)}]
    return {key: value for key, value in made.items() if value not in ("", [], None)}


def _organization(name: str) -> dict[str, Any]:
    number = own_id("demo", "organisation", name)
    return {
        "id": str(number),
        "name": name,
        "description": f"{name}: an invented organisation.",
        "website": f"https://{number.hex[:6]}.families.example",
        "organization_identifiers": [
            {
                "id": str(own_id("demo", "register", name)),
                "identifier_scheme": "GB-CHC",
                "identifier_type": "Charity number",
                "identifier": f"00{number.int % 10**5:05d}",
            }
        ],
    }


def _attributes(offered: Offered, number: uuid.UUID) -> Iterator[dict[str, Any]]:
    for tag in offered.tags:
        word, _, code = tag.partition(":")
        own = TAXONOMIES[LIST_OF[word]]
        term = next(term for term in own.terms if term.code == code)
        yield {
            "id": str(own_id("demo", str(number), tag)),
            "link_type": "service",
            "taxonomy_term": {
                "id": str(own.term_id(code)),
                "name": term.name,
                "description": term.about or term.name,
                "taxonomy": own.name,
                "taxonomy_id": str(own.id),
                "code": code,
            },
        }


def _schedules(offered: Offered, number: uuid.UUID, place: uuid.UUID, on: date) -> Iterator[dict[str, Any]]:
    """`TU 09:30-11:00`, or `2SA 10:00-12:00` for the second Saturday of a month."""
    start = date(on.year - 1, 9, 1)
    for rule in offered.times:
        days, _, hours = rule.partition(" ")
        opens, _, closes = hours.partition("-")
        made = {
            "id": str(own_id("demo", str(number), rule)),
            "dtstart": str(start),
            "freq": "MONTHLY" if days[0].isdigit() else "WEEKLY",
            "interval": 1,
            "byday": days,
            "opens_at": f"{opens}:00",
            "closes_at": f"{closes}:00",
            "description": offered.when,
        }
        if offered.where in (EVERYWHERE, ONE_PLACE, AT_HOME):
            made["service_at_location_id"] = str(place)
        yield {key: value for key, value in made.items() if value}


def _contact(number: uuid.UUID, offered: Offered) -> dict[str, Any]:
    phone = f"01632 960{number.int % 1000:03d}"
    phones = [
        {"id": str(own_id("demo", str(number), "phone")), "number": phone, "description": "Monday to Friday, 9 to 5"}
    ]
    return {"id": str(own_id("demo", str(number), "contact")), "title": offered.ask, "phones": phones}


def _costs(offered: Offered, number: uuid.UUID) -> list[dict[str, Any]]:
    if offered.price is None:
        return []
    made = {"id": str(own_id("demo", str(number), "cost")), "amount": offered.price}
    return [{**made, "option": "Each family", "amount_description": "free" if not offered.price else "a session"}]


def _location(offered: Offered, town: Town, number: uuid.UUID) -> dict[str, Any]:
    venue = offered.venue or (offered.name if offered.where == AT_HOME else hubs.main_venue(town.name))
    where = hubs.venue_id(venue, town.name)
    shift = (number.int % 7 - 3) / 500
    return {
        "id": str(where),
        "location_type": "physical",
        "name": venue,
        "latitude": round((town.latitude or 0) + (shift if offered.venue else 0), 6),
        "longitude": round((town.longitude or 0) + (shift if offered.venue else 0), 6),
        "addresses": [
            {
                "id": str(own_id("demo", "address", venue, town.name)),
                "address_1": f"{where.int % 90 + 1} Sample Street",
                "city": town.name,
                "state_province": "Exampleshire",
                "postal_code": town.postcode,
                "country": "GB",
                "address_type": "physical",
            }
        ],
        "accessibility": [
            {
                "id": str(own_id("demo", "access", venue, town.name)),
                "description": "Step-free entrance, a toilet with space for a wheelchair and somewhere to park a pram.",
            }
        ],
    }
