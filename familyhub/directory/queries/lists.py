"""Organisations, taxonomies and terms, page by page, as documents of the standard."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from familyhub.directory.models import (
    Card,
    CardPlace,
    Identifier,
    Location,
    Organisation,
    ServiceAtLocation,
    Taxonomy,
    Term,
)
from familyhub.directory.queries.documents import (
    location_columns,
    organization_documents,
    plain_organizations,
    term_document,
)
from familyhub.directory.queries.published import said

Document = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page of documents, and how many there are in all."""

    total: int
    documents: list[Document]


def shown(day: date, prefix: str = "") -> Q:
    """The condition that a card is shown on that day."""
    begun = Q(**{f"{prefix}shown_from__isnull": True}) | Q(**{f"{prefix}shown_from__lte": day})
    return begun & (Q(**{f"{prefix}shown_until__isnull": True}) | Q(**{f"{prefix}shown_until__gt": day}))


def _known(day: date) -> QuerySet[Organisation]:
    """Those that have a published service: what nobody can meet is not listed."""
    return Organisation.objects.filter(Exists(Card.objects.filter(shown(day), organization_id=OuterRef("id"))))


def organization_page(day: date, search: str, offset: int, limit: int, full: bool, scheme: str = "") -> Page:
    """Organisations with a published service, in the order of their numbers. `scheme`: with an identifier of it."""
    rows = _known(day)
    if scheme:
        rows = rows.filter(Exists(Identifier.objects.filter(owner=OuterRef("id"), identifier_scheme=scheme)))
    for word in search.split()[:10]:
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    numbers = list(rows.order_by("id").values_list("id", flat=True)[offset : offset + limit])
    found = organization_documents(numbers) if full else plain_organizations(numbers)
    return Page(rows.count(), [found[number] for number in numbers])


def published_services_of(numbers: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
    """Organisation → (number, whole document as text) of each published service."""
    found: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    rows = Card.objects.filter(shown(day), organization_id__in=list(numbers)).order_by("service_id")
    fields = rows.values_list("organization_id", "service_id", "full", "paused_from", "paused_until")
    for organization, number, text, since, until in fields:
        if organization:
            found[organization].append((number, said(text, since, until, day)))
    return found


def organization_is_public(number: uuid.UUID, day: date) -> bool:
    """Has it a published service?"""
    return _known(day).filter(id=number).exists()


def taxonomy_document(number: uuid.UUID) -> Document | None:
    """A taxonomy with its terms, or None."""
    row = Taxonomy.objects.filter(id=number).first()
    if row is None:
        return None
    terms = Term.objects.filter(taxonomy=row).select_related("taxonomy").order_by("name", "id")
    document = _taxonomy(row)
    if terms:
        document["taxonomy_terms"] = [term_document(term) for term in terms]
    return document


def _taxonomy(row: Taxonomy) -> Document:
    document = {"id": str(row.id), "name": row.name, "description": row.description or row.name}
    return document | {key: getattr(row, key) for key in ("uri", "version") if getattr(row, key)}


def taxonomy_page(search: str, offset: int, limit: int) -> Page:
    """Taxonomies by name."""
    rows = Taxonomy.objects.all()
    for word in search.split()[:10]:
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    found = rows.order_by("name", "id")[offset : offset + limit]
    return Page(rows.count(), [_taxonomy(row) for row in found])


def term_by_id(number: uuid.UUID) -> Document | None:
    """A term, or None."""
    row = Term.objects.filter(id=number).select_related("taxonomy").first()
    return term_document(row) if row else None


@dataclass(frozen=True)
class WantedTerms:
    """Which terms. `top_only`: those that stand under no other; `vocabulary`: of the list with this name or code."""

    search: str = ""
    taxonomy: uuid.UUID | None = None
    parent: uuid.UUID | None = None
    top_only: bool = False
    vocabulary: str = ""
    among: tuple[uuid.UUID, ...] | None = None


def term_page(wanted: WantedTerms, offset: int, limit: int) -> Page:
    """Terms by name."""
    rows = Term.objects.select_related("taxonomy")
    for word in wanted.search.split()[:10]:
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word) | Q(words__icontains=word))
    simple: dict[str, Any] = {
        "taxonomy": wanted.taxonomy,
        "parent_id": wanted.parent,
        "parent_id__isnull": True if wanted.top_only else None,
        "id__in": wanted.among,
    }
    rows = rows.filter(**{key: value for key, value in simple.items() if value is not None})
    if wanted.vocabulary:
        rows = rows.filter(Q(taxonomy__name=wanted.vocabulary) | Q(taxonomy__code=wanted.vocabulary))
    found = rows.order_by("name", "id")[offset : offset + limit]
    return Page(rows.count(), [term_document(row) for row in found])


def location_page(day: date, offset: int, limit: int) -> Page:
    """Locations at which something published is, in the order of their numbers."""
    cards = Card.objects.filter(shown(day), service_id=OuterRef("service_id"))
    used = ServiceAtLocation.objects.filter(Exists(cards), location=OuterRef("id"))
    rows = Location.objects.filter(Exists(used))
    found = rows.order_by("id")[offset : offset + limit]
    return Page(rows.count(), [location_columns(row) for row in found])


def location_with_services(number: uuid.UUID, day: date) -> tuple[Document, list[tuple[str, str]]] | None:
    """A location's whole document, and (service at location, the service's whole text) of what is published there."""
    rows = CardPlace.objects.filter(shown(day, "card__"), service_at_location__location=number)
    fields = ("service_at_location_id", "full", "card__full", "card__paused_from", "card__paused_until")
    found = list(rows.order_by("service_at_location_id").values_list(*fields))
    if not found:
        return None
    there = [(str(place), said(service, since, until, day)) for place, _, service, since, until in found]
    return json.loads(found[0][1]), there
