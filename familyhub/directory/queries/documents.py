"""Listings as documents of the standard, whole, many at a time: as many questions for one as for a thousand."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import models

from familyhub.directory.models import (
    Accessibility,
    Address,
    Attribute,
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
    Term,
)
from familyhub.directory.standard.shape import LOCATION, ORGANIZATION, SERVICE, TERM
from familyhub.directory.standard.values import WINTER, with_offset
from familyhub.directory.standard.writing import full_service, plain_organization
from familyhub.directory.terms import Sensitivity

Document = dict[str, Any]
Owned = dict[Any, list[Document]]
OF_SERVICE: dict[str, type[models.Model]] = {
    "schedules": Schedule,
    "service_areas": ServiceArea,
    "languages": Language,
    "funding": Funding,
    "cost_options": CostOption,
}
NOT_SAID = {"id", "place", "owner_id", "key", "shown"}


def documents(numbers: Sequence[uuid.UUID]) -> dict[uuid.UUID, Document]:
    """The whole documents of these services by number, status “active”: what is shown when is the card's business."""
    rows = {row.id: row for row in Service.objects.filter(id__in=list(numbers))}
    organisations = organization_documents({row.organization_id for row in rows.values() if row.organization_id})
    places = _places(list(rows))
    parts = {key: _owned(model, list(rows)) for key, model in OF_SERVICE.items()}
    parts |= {"contacts": _contacts(list(rows)), "attributes": _attributes(list(rows))}
    made = {}
    for number, row in rows.items():
        document = _columns(row, [key for key in SERVICE.fields if key not in ("status", "sensitivity")])
        document |= {"id": str(number), "status": "active", "service_at_locations": places.get(number, [])}
        if row.sensitivity != Sensitivity.OPEN:
            document["sensitivity"] = row.sensitivity
        if row.organization_id:
            document["organization"] = organisations[row.organization_id]
        document |= {key: owned.get(number, []) for key, owned in parts.items()}
        made[number] = full_service(document)
    return made


def organization_documents(numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, Document]:
    """Organisations as documents, with their identifiers."""
    rows = list(Organisation.objects.filter(id__in=list(numbers)))
    identifiers = _owned(Identifier, [row.id for row in rows])
    made = {}
    for row in rows:
        document = {"id": str(row.id), **_columns(row, ORGANIZATION.fields)}
        document.setdefault("description", row.name)
        if row.id in identifiers:
            document["organization_identifiers"] = identifiers[row.id]
        made[row.id] = document
    return made


def plain_organizations(numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, Document]:
    """The same without what hangs on them."""
    return {number: plain_organization(document) for number, document in organization_documents(numbers).items()}


def _plain(value: Any, base: date) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, time):
        return with_offset(value, base)
    if isinstance(value, (date, uuid.UUID)):
        return str(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _columns(row: Any, keys: Iterable[str], base: date = WINTER) -> Document:
    values = ((key, getattr(row, key)) for key in keys)
    return {key: _plain(value, base) for key, value in values if value not in (None, "")}


def _keys(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname not in NOT_SAID]


def _owned(model: type[models.Model], owners: list[Any]) -> Owned:
    found: Owned = defaultdict(list)
    keys = _keys(model)
    for row in model._default_manager.filter(owner__in=owners).order_by("place"):
        base = (getattr(row, "dtstart", None) or getattr(row, "valid_from", None)) or WINTER
        found[row.owner_id].append({"id": str(row.key), **_columns(row, keys, base)})  # type: ignore[attr-defined]
    return found


def _contacts(services: list[uuid.UUID]) -> Owned:
    rows = list(Contact.objects.filter(owner__in=services).order_by("place"))
    phones = _owned(Phone, [row.id for row in rows])
    found: Owned = defaultdict(list)
    for row in rows:
        document = {"id": str(row.key), **_columns(row, ["title"]), "phones": phones.get(row.id, [])}
        found[row.owner_id].append(document)
    return found


def _attributes(services: list[uuid.UUID]) -> Owned:
    rows = Attribute.objects.filter(owner__in=services).select_related("taxonomy_term__taxonomy").order_by("place")
    found: Owned = defaultdict(list)
    for row in rows:
        found[row.owner_id].append(
            {"id": str(row.key), "link_type": "service", "taxonomy_term": term_document(row.taxonomy_term)}
        )
    return found


def term_document(term: Term) -> Document:
    """A term as a document; its description is its name where nobody wrote one."""
    document = {"id": str(term.id), **_columns(term, [key for key in TERM.fields if key != "taxonomy"])}
    document.setdefault("description", term.name)
    if term.taxonomy:
        document["taxonomy"] = term.taxonomy.name
    return {key: document[key] for key in ("id", *TERM.fields) if key in document}


def _places(services: list[uuid.UUID]) -> Owned:
    rows = list(ServiceAtLocation.objects.filter(service__in=services).select_related("location").order_by("id"))
    locations = {row.location_id: row.location for row in rows}
    addresses = _owned(Address, list(locations))
    accessibility = _owned(Accessibility, list(locations))
    found: Owned = defaultdict(list)
    for row in rows:
        document = location_columns(row.location)
        document |= {
            "addresses": addresses.get(row.location_id, []),
            "accessibility": accessibility.get(row.location_id, []),
        }
        found[row.service_id].append({"id": str(row.id), "location": document})
    return found


def location_columns(row: Location) -> Document:
    """A location's own fields."""
    return {"id": str(row.id), **_columns(row, LOCATION.fields)}
