"""Listings that may be the same as one that comes in: proposed for joining, never joined by themselves."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Lower

from familyhub.directory.models import Address, Location, Organisation, Phone, Service, ServiceAtLocation
from familyhub.directory.terms import Status

Document = dict[str, Any]
NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def _plain(name: str) -> str:
    return NOT_LETTERS.sub("", name.lower())


def _phones(document: Document) -> set[str]:
    return {phone["number"] for contact in document.get("contacts", ()) for phone in contact.get("phones", ())}


def _postcodes(document: Document) -> set[str]:
    places = document.get("service_at_locations", ())
    return {address["postal_code"] for place in places for address in place["location"].get("addresses", ())}


def numbers_of_others(feed: uuid.UUID, numbers: Sequence[uuid.UUID]) -> set[str]:
    """Those that are an organisation or a location of somebody else already. Two questions."""
    found: set[str] = set()
    for model in (Location, Organisation):
        rows = model._default_manager.filter(id__in=list(numbers)).exclude(source=feed)
        found |= {str(number) for number in rows.values_list("id", flat=True)}
    return found


def twins_of(incoming: Sequence[Document]) -> dict[str, uuid.UUID]:
    """Number of a document → a listing with its name and its place, phone or web address. Three questions at most."""
    known = _Known({document["name"].lower() for document in incoming})
    found = {}
    for document in incoming:
        for row in known.like(document):
            found[document["id"]] = row.id
    return found


def all_twins_of(document: Document, service: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """(number, name) of the listings that may be the same as this one."""
    rows = _Known({document["name"].lower()}).like(document)
    return [(row.id, row.name) for row in rows if row.id != service]


class _Known:
    """Listings of these names that are not closed, with what they could be known by."""

    def __init__(self, names: set[str]) -> None:
        rows = Service.objects.annotate(low=Lower("name")).filter(low__in=names).exclude(status=Status.CLOSED.value)
        self.rows = {row.id: row for row in rows}
        self.phones: set[tuple[Any, Any]] = set()
        self.places: set[tuple[Any, Any]] = set()
        if self.rows:
            self._look()

    def _look(self) -> None:
        self.phones = set(Phone.objects.filter(owner__owner__in=self.rows).values_list("owner__owner", "number"))
        at = ServiceAtLocation.objects.filter(service__in=self.rows).values_list("service", "location")
        codes = dict(Address.objects.filter(owner__in=[place for _, place in at]).values_list("owner", "postal_code"))
        self.places = {(service, codes[place]) for service, place in at if place in codes}

    def like(self, document: Document) -> list[Service]:
        """Those with its name, and its place, phone or web address."""
        return [row for row in self.rows.values() if self._is_like(row, document)]

    def _is_like(self, row: Service, document: Document) -> bool:
        same_place = any((row.id, code) in self.places for code in _postcodes(document))
        same_phone = any((row.id, number) in self.phones for number in _phones(document))
        same_web = bool(row.url) and row.url == document.get("url")
        return _plain(row.name) == _plain(document["name"]) and (same_place or same_phone or same_web)
