"""Store listings: the rows of the standard's entities, replaced as a whole, many at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import models

from familyhub.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Card,
    CardPlace,
    Contact,
    CostOption,
    Funding,
    Identifier,
    Language,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from familyhub.directory.new import NewListing
from familyhub.directory.standard.shape import LOCATION, ORGANIZATION, SERVICE
from familyhub.directory.terms import Sensitivity, Shown

Document = dict[str, Any]
OF_SERVICE: dict[str, type[models.Model]] = {
    "schedules": Schedule,
    "service_areas": ServiceArea,
    "languages": Language,
    "funding": Funding,
    "cost_options": CostOption,
    "contacts": Contact,
    "attributes": Attribute,
}
OF_LOCATION: dict[str, type[models.Model]] = {"addresses": Address, "accessibility": Accessibility}
NOT_COLUMNS = {"status", "sensitivity", "last_modified"}


def store(listings: Sequence[NewListing], at: datetime) -> None:
    """Write every row of these services, and take away what they say no more. Cards are not made here."""
    if not listings:
        return
    _take_away(listings)
    organisations = _organisations(listings)
    _locations(listings)
    _services(listings, organisations, at)
    _at_locations(listings)
    for key, model in OF_SERVICE.items():
        _parts(model, ((one.id, one.document.get(key, ())) for one in listings))
    _phones(listings)


def _take_away(listings: Sequence[NewListing]) -> None:
    services = [one.id for one in listings]
    locations = [uuid.UUID(place["location"]["id"]) for one in listings for place in _places(one)]
    Phone.objects.filter(owner__owner__in=services)._raw_delete("default")
    for model in OF_SERVICE.values():
        model._default_manager.filter(owner__in=services)._raw_delete("default")
    for model in OF_LOCATION.values():
        model._default_manager.filter(owner__in=locations)._raw_delete("default")
    CardPlace.objects.filter(card__in=services)._raw_delete("default")
    Card.objects.filter(service__in=services)._raw_delete("default")
    ServiceAtLocation.objects.filter(service__in=services)._raw_delete("default")


def _places(one: NewListing) -> list[Document]:
    places: list[Document] = one.document.get("service_at_locations", [])
    return places


def _upsert(model: type[models.Model], rows: Iterable[models.Model], keep: tuple[str, ...] = ()) -> None:
    by_id = {row.pk: row for row in rows}
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in keep]
    model._default_manager.bulk_create(
        list(by_id.values()), update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _organisations(listings: Sequence[NewListing]) -> set[uuid.UUID]:
    """Every organisation that is named; returns their numbers."""
    found = [(one, one.document["organization"]) for one in listings if "organization" in one.document]
    rows = [Organisation(**_columns(ORGANIZATION.fields, document), source_id=one.source) for one, document in found]
    _upsert(Organisation, rows, keep=("known_as",))
    numbers = {row.id for row in rows}
    Identifier.objects.filter(owner__in=numbers)._raw_delete("default")
    by_id = {uuid.UUID(document["id"]): document for _, document in found}
    _parts(Identifier, ((number, doc.get("organization_identifiers", ())) for number, doc in by_id.items()))
    return numbers


def _locations(listings: Sequence[NewListing]) -> None:
    found = [(one, place["location"]) for one in listings for place in _places(one)]
    rows = [
        Location(**_columns(LOCATION.fields, document), shown=_shown(one), source_id=one.source)
        for one, document in found
    ]
    _upsert(Location, rows, keep=("site",))
    by_id = {uuid.UUID(document["id"]): (one, document) for one, document in found}
    for key, model in OF_LOCATION.items():
        extra = {"shown"} if model is Address else set()
        _parts(
            model,
            (
                (number, [{**part, **dict.fromkeys(extra, _shown(one))} for part in document.get(key, ())])
                for number, (one, document) in by_id.items()
            ),
        )


def _shown(one: NewListing) -> str:
    return (Shown.FULL if one.sensitivity is Sensitivity.OPEN else Shown.MASKED).value


def _services(listings: Sequence[NewListing], organisations: set[uuid.UUID], at: datetime) -> None:
    rows = []
    for one in listings:
        named = one.document.get("organization", {}).get("id")
        rows.append(
            Service(
                **_columns([key for key in SERVICE.fields if key not in NOT_COLUMNS], one.document),
                organization_id=named,
                last_modified=datetime.fromisoformat(one.document["last_modified"]),
                status=one.status.value,
                sensitivity=one.sensitivity.value,
                publish_on=one.publish_on,
                expire_on=one.expire_on,
                paused_from=one.paused_from,
                paused_until=one.paused_until,
                source_id=one.source,
                source_key=one.source_key,
            )
        )
    _upsert(Service, rows, keep=("seen_in",))


def _at_locations(listings: Sequence[NewListing]) -> None:
    ServiceAtLocation.objects.bulk_create(
        [
            ServiceAtLocation(
                id=uuid.UUID(place["id"]),
                service_id=one.id,
                location_id=uuid.UUID(place["location"]["id"]),
                sensitivity=one.sensitivity.value,
                shown=_shown(one),
            )
            for one in listings
            for place in _places(one)
        ]
    )


def _parts(model: type[models.Model], owned: Iterable[tuple[uuid.UUID, Iterable[Document]]]) -> None:
    rows = [
        model(owner_id=owner, key=uuid.UUID(part["id"]), place=place, **_part_columns(model, part))
        for owner, parts in owned
        for place, part in enumerate(parts)
    ]
    model._default_manager.bulk_create(rows)


def _part_columns(model: type[models.Model], part: Document) -> Document:
    return dict(_pairs(model, part))


def _pairs(model: type[models.Model], part: Document) -> Iterator[tuple[str, Any]]:
    for column in model._meta.concrete_fields:
        name = column.attname
        if column.name == "taxonomy_term":
            yield name, uuid.UUID(part["taxonomy_term"]["id"])
        elif name in part and name != "id":
            yield name, _value(column, part[name])


def _value(column: Any, value: Any) -> Any:
    if isinstance(column, models.TimeField):
        return time.fromisoformat(value[:8])
    if isinstance(column, models.DateField):
        return date.fromisoformat(value)
    return uuid.UUID(value) if column.is_relation else value


def _columns(keys: Iterable[str], document: Document) -> Document:
    found = {key: document[key] for key in keys if key in document}
    if "assured_date" in found:
        found["assured_date"] = date.fromisoformat(found["assured_date"])
    return {"id": uuid.UUID(document["id"]), **found}


def _phones(listings: Sequence[NewListing]) -> None:
    """Phones hang on contacts, whose own numbers the database has just given."""
    known = dict(Contact.objects.filter(owner__in=[one.id for one in listings]).values_list("key", "id"))
    rows = [
        Phone(
            owner_id=known[uuid.UUID(contact["id"])],
            key=uuid.UUID(phone["id"]),
            place=place,
            number=phone["number"],
            description=phone.get("description", ""),
        )
        for one in listings
        for contact in one.document.get("contacts", ())
        for place, phone in enumerate(contact.get("phones", ()))
    ]
    Phone.objects.bulk_create(rows)
