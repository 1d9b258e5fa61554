"""What a document of Open Referral UK 3.0 holds: the fields of each entity in the standard's own order and names.

What names a person (a contact's name, the attention of an address, an assurer's email) is not here: it is not taken
and not given out. `eligibility`, `how_to_refer` and `sensitivity` are ours, added as the standard allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from familyhub.directory.standard.values import (
    Reader,
    choice,
    clock,
    day,
    email,
    identity,
    line,
    moment,
    number,
    text,
    uri,
)


@dataclass(frozen=True)
class Entity:
    """`fields` in order; `lists` hold entities, `ones` a single one; `needs` must be there or the row is left out."""

    name: str
    fields: Mapping[str, Reader]
    needs: tuple[str, ...] = ()
    lists: Mapping[str, Entity] = field(default_factory=dict)
    ones: Mapping[str, Entity] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of a document, in order; `id` stands before them."""
        return (*self.fields, *self.ones, *self.lists)


PLACE = choice("physical", "postal", "virtual")
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
TERM = Entity(
    "taxonomy_term",
    {
        "name": line(),
        "description": text(),
        "parent_id": identity,
        "taxonomy": line(200),
        "taxonomy_id": identity,
        "term_uri": uri,
        "code": line(100),
    },
    needs=("name",),
)
ATTRIBUTE = Entity("attribute", {"link_type": line(60)}, needs=("taxonomy_term",), ones={"taxonomy_term": TERM})
IDENTIFIER = Entity(
    "organization_identifier",
    {"identifier_scheme": line(60), "identifier_type": line(120), "identifier": line(120)},
    needs=("identifier_type", "identifier"),
)
ORGANIZATION = Entity(
    "organization",
    {
        "name": line(),
        "description": text(),
        "email": email,
        "website": uri,
        "logo": uri,
        "uri": uri,
        "parent_organization_id": identity,
    },
    needs=("name",),
    lists={"organization_identifiers": IDENTIFIER},
)
ADDRESS = Entity(
    "address",
    {
        "address_1": line(),
        "city": line(120),
        "region": line(120),
        "state_province": line(120),
        "postal_code": line(20),
        "country": line(60),
        "address_type": PLACE,
    },
    needs=("address_1", "city", "state_province", "postal_code", "country", "address_type"),
)
ACCESSIBILITY = Entity("accessibility", {"description": text(), "details": text(), "url": uri, "accessibility": text()})
LOCATION = Entity(
    "location",
    {
        "location_type": PLACE,
        "name": line(),
        "description": text(),
        "latitude": number(-90, 90),
        "longitude": number(-180, 180),
        "external_identifier": line(60),
        "external_identifier_type": line(60),
    },
    needs=("location_type",),
    lists={"addresses": ADDRESS, "accessibility": ACCESSIBILITY},
)
SERVICE_AT_LOCATION = Entity("service_at_location", {}, needs=("location",), ones={"location": LOCATION})
SCHEDULE = Entity(
    "schedule",
    {
        "service_at_location_id": identity,
        "valid_from": day,
        "valid_to": day,
        "dtstart": day,
        "freq": choice("WEEKLY", "MONTHLY"),
        "interval": number(1, 520),
        "byday": line(60),
        "bymonthday": line(100),
        "description": text(),
        "opens_at": clock,
        "closes_at": clock,
        "schedule_link": uri,
        "attending_type": line(200),
        "notes": text(),
    },
)
SERVICE_AREA = Entity(
    "service_area",
    {"name": text(), "extent": text(200_000), "extent_type": line(60), "uri": uri, "service_area": text()},
)
LANGUAGE = Entity("language", {"name": line(120), "code": line(12), "note": line()})
FUNDING = Entity("funding", {"source": text()})
COST_OPTION = Entity(
    "cost_option",
    {
        "valid_from": day,
        "valid_to": day,
        "option": text(),
        "amount": number(0, 10_000_000),
        "amount_description": text(),
    },
)
PHONE = Entity("phone", {"number": line(60), "description": line()}, needs=("number",))
CONTACT = Entity("contact", {"title": line(200)}, lists={"phones": PHONE})
SERVICE = Entity(
    "service",
    {
        "name": line(),
        "description": text(),
        "url": uri,
        "email": email,
        "status": choice(*STATUSES),
        "fees": text(),
        "accreditations": text(),
        "minimum_age": number(0, 150),
        "maximum_age": number(0, 150),
        "assured_date": day,
        "alert": text(),
        "eligibility": text(),
        "how_to_refer": text(),
        "sensitivity": choice("open", "masked", "hidden"),
        "last_modified": moment,
    },
    needs=("name",),
    lists={
        "schedules": SCHEDULE,
        "service_areas": SERVICE_AREA,
        "service_at_locations": SERVICE_AT_LOCATION,
        "languages": LANGUAGE,
        "funding": FUNDING,
        "cost_options": COST_OPTION,
        "contacts": CONTACT,
        "attributes": ATTRIBUTE,
    },
    ones={"organization": ORGANIZATION},
)
LISTED = ("id", *SERVICE.fields, "organization")
"""The keys of a service in a list; its organisation without what hangs on it."""
