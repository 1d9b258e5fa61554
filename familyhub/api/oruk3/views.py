"""Open Referral UK 3.0: every address of the published OpenAPI."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from familyhub.api.answering import address, as_json
from familyhub.api.openapi import document as openapi_document
from familyhub.api.oruk3 import parameters as p
from familyhub.api.oruk3.described import ADDRESSES
from familyhub.api.oruk3.schemas import documents
from familyhub.api.paging import page_of
from familyhub.api.parameters import Given
from familyhub.api.problems import NotFound
from familyhub.api.wanted import wanted_of
from familyhub.directory import queries
from familyhub.directory.queries import Page, WantedTerms
from familyhub.directory.standard.writing import as_text

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
ALL_ON_ONE = 200_000


@address()
def about(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Which version and profile this is, and where it is described."""
    described = request.build_absolute_uri(reverse("oruk3:openapi"))
    return as_json(as_text({"version": VERSION, "profile": PROFILE, "openapi_url": described}))


@address()
def openapi(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Our own OpenAPI 3.1 document."""
    base = request.build_absolute_uri(reverse("oruk3:about")).rstrip("/")
    return as_json(as_text(openapi_document(VERSION, base, ADDRESSES, documents())))


def number_of(text: str) -> uuid.UUID:
    """The number in an address. Errors: NotFound where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFound from error


def found(text: str | None) -> HttpResponseBase:
    """The document. Errors: NotFound."""
    if text is None:
        raise NotFound
    return as_json(text)


@address(*p.OF_SERVICES)
def services(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Services, page by page."""
    wanted = wanted_of(given, day)
    if given["minimal"]:
        return _minimal(request, given, wanted)

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        texts = queries.service_texts(wanted, offset, limit, full=given["full"])
        return texts.total, texts.texts

    return page_of(request, given, fetch)


def _minimal(request: HttpRequest, given: Given, wanted: queries.Wanted) -> HttpResponseBase:
    """Numbers and moments of change, all on one page where nothing else is said."""

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        total, stamps = queries.service_stamps(wanted, offset, limit)
        texts = [as_text({"id": str(number), "last_modified": at.astimezone(UTC).isoformat()}) for number, at in stamps]
        return total, texts

    whole = given if "per_page" in given.names else Given({**given.values, "per_page": ALL_ON_ONE}, given.names)
    return page_of(request, whole, fetch)


@address()
def service(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One service, whole."""
    return found(queries.service_text(number_of(number), day))


@address(*p.OF_PLACES)
def service_at_locations(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Services at locations, page by page."""
    wanted = wanted_of(given, day)

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        texts = queries.place_texts(wanted, offset, limit, full=given["full"])
        return texts.total, texts.texts

    return page_of(request, given, fetch)


@address()
def service_at_location(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One service at one location, whole."""
    return found(queries.place_text(number_of(number), day))


def _documents(request: HttpRequest, given: Given, page: Callable[[int, int], Page]) -> HttpResponseBase:
    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        one = page(offset, limit)
        return one.total, [as_text(document) for document in one.documents]

    return page_of(request, given, fetch)


@address(*p.OF_TAXONOMIES)
def taxonomies(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Taxonomies, page by page."""
    return _documents(request, given, lambda offset, limit: queries.taxonomy_page(given["search"], offset, limit))


@address()
def taxonomy(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One taxonomy with its terms."""
    document = queries.taxonomy_document(number_of(number))
    return found(as_text(document) if document else None)


@address(*p.OF_TERMS)
def taxonomy_terms(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Terms, page by page."""
    wanted = WantedTerms(given["search"], given["taxonomy_id"], given["parent_id"], given["top_only"])
    return _documents(request, given, lambda offset, limit: queries.term_page(wanted, offset, limit))


@address()
def taxonomy_term(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One term."""
    document = queries.term_by_id(number_of(number))
    return found(as_text(document) if document else None)


@address(*p.OF_ORGANIZATIONS)
def organizations(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Organisations with something published, page by page."""
    full, whole = given["full"], given["full_service"]

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        page = queries.organization_page(day, given["search"], offset, limit, full or whole)
        return page.total, _with_services(page.documents, day, whole) if full or whole else _texts(page.documents)

    return page_of(request, given, fetch)


def _texts(documents: list[dict[str, Any]]) -> list[str]:
    return [as_text(document) for document in documents]


def _with_services(documents: list[dict[str, Any]], day: date, whole: bool) -> list[str]:
    """Each organisation with its services: their numbers, or the whole of them."""
    published = queries.published_services_of([uuid.UUID(document["id"]) for document in documents], day)
    made = []
    for document in documents:
        own = published.get(uuid.UUID(document["id"]), [])
        texts = [text if whole else as_text({"id": str(number)}) for number, text in own]
        made.append(as_text(document)[:-1] + f',"services":[{",".join(texts)}]}}')
    return made


@address(p.FULL_SERVICE)
def organization(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One organisation with its services."""
    wanted = number_of(number)
    if not queries.organization_is_public(wanted, day):
        raise NotFound
    documents = queries.organization_documents([wanted])
    return as_json(_with_services([documents[wanted]], day, given["full_service"])[0])
