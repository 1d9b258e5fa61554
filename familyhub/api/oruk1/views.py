"""Open Referral UK 1.0, for clients that still ask in its words. Each answer is made from the document of 3.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from familyhub.api.answering import address, as_json
from familyhub.api.openapi import document as openapi_document
from familyhub.api.oruk1 import parameters as p
from familyhub.api.oruk1.described import ADDRESSES
from familyhub.api.oruk3.views import number_of
from familyhub.api.paging import V1, page_of
from familyhub.api.parameters import Given
from familyhub.api.problems import BadParameters, Fault, NotFound
from familyhub.api.wanted import near, wanted_of
from familyhub.directory import queries
from familyhub.directory.queries import Hours, Wanted, WantedTerms
from familyhub.directory.standard.older import listed_of, location_of, organization_of, service_of, taxonomy_of
from familyhub.directory.standard.writing import as_text
from familyhub.directory.terms import TAXONOMIES

BY_CODE = (("need", "needs"), ("circumstance", "circumstances"), ("service_type", "kinds-of-support"))


@address()
def about(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Which version this is and where it is described."""
    described = request.build_absolute_uri(reverse("oruk1:openapi"))
    return as_json(as_text({"version": "HSDS-UK-1.0", "openapi_url": described}))


@address()
def openapi(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Our own OpenAPI 3.1 document of these addresses."""
    base = request.build_absolute_uri(reverse("oruk1:about")).rstrip("/")
    return as_json(as_text(openapi_document("HSDS-UK-1.0", base, ADDRESSES)))


def _wanted(given: Given, day: date) -> Wanted:
    """Errors: BadParameters, also where lists that belong together differ in length."""
    near(given["coverage"], None, day)
    spans = [given[name] or [] for name in ("day", "start_time", "end_time")]
    lengths = {len(span) for span in spans if span}
    if len(lengths) > 1:
        raise BadParameters(
            [Fault(name, "must be given as often as its fellows") for name in ("day", "start_time", "end_time")]
        )
    plain = Given(
        {
            "search": given["text"],
            **{key: given[key] for key in ("postcode", "proximity", "minimum_age", "maximum_age")},
        }
    )
    return replace(
        wanted_of(plain, day),
        any_term=tuple(given["taxonomy_id"] or ()),
        vocabularies=tuple(given["vocabulary"] or ()),
        facets=tuple(_facets(given, name, taxonomy) for name, taxonomy in BY_CODE if given[name]),
        hours=tuple(Hours(*span) for span in zip_longest(*spans)),
    )


def _facets(given: Given, name: str, taxonomy: str) -> tuple[str, ...]:
    """By code or by number. Errors: BadParameters for one that we do not have."""
    own = TAXONOMIES[taxonomy]
    codes = {key: term.code for term in own.terms for key in (term.code, str(own.term_id(term.code)))}
    if unknown := [text for text in given[name] if text not in codes]:
        known = ", ".join(term.code for term in own.terms)
        raise BadParameters([Fault(name, f"{unknown[0]} is none of: {known}")])
    return tuple(f"{own.facet}:{codes[text]}" for text in given[name])


@address(*p.OF_SERVICES)
def services(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Services, page by page."""
    wanted, parts = _wanted(given, day), given["include"] or ()

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        found = queries.service_texts(wanted, offset, limit, full=True)
        return found.total, [_told(json.loads(text), parts) for text in found.texts]

    return page_of(request, given, fetch, V1)


def _told(document: dict[str, object], parts: Sequence[str]) -> str:
    whole = service_of(document) if parts else {}
    return as_text({**listed_of(document), **{part: whole[part] for part in parts if part in whole}})


@address()
def service(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One service, whole."""
    text = queries.service_text(number_of(number), day)
    if text is None:
        raise NotFound
    return as_json(as_text(service_of(json.loads(text))))


@address(*p.OF_TAXONOMIES)
def taxonomies(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Terms, page by page: 1.0 calls a term a taxonomy."""
    codes = [("needs", code) for code in given["needs"] or ()]
    codes += [("circumstances", code) for code in given["circumstances"] or ()]
    wanted = WantedTerms(
        search=given["text"],
        parent=given["parent_id"],
        top_only=given["root_only"],
        vocabulary=given["vocabulary"],
        among=tuple(TAXONOMIES[taxonomy].term_id(code) for taxonomy, code in codes) if codes else None,
    )

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        found = queries.term_page(wanted, offset, limit)
        return found.total, [as_text(taxonomy_of(term)) for term in found.documents]

    return page_of(request, given, fetch, V1)


@address()
def taxonomy(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One term."""
    term = queries.term_by_id(number_of(number))
    if term is None:
        raise NotFound
    return as_json(as_text(taxonomy_of(term)))


@address()
def vocabularies(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """The names of the lists that terms stand in."""
    return as_json(as_text([document["name"] for document in queries.taxonomy_page("", 0, 1000).documents]))


@address(*p.OF_ORGANIZATIONS)
def organizations(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Organisations with something published, page by page."""

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        found = queries.organization_page(day, "", offset, limit, full=False, scheme=given["scheme"] or "")
        return found.total, [as_text(organization_of(document)) for document in found.documents]

    return page_of(request, given, fetch, V1)


@address()
def organization(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One organisation with its services."""
    wanted = number_of(number)
    if not queries.organization_is_public(wanted, day):
        raise NotFound
    document = organization_of(queries.organization_documents([wanted])[wanted])
    own = queries.published_services_of([wanted], day).get(wanted, [])
    return as_json(as_text({**document, "services": [listed_of(json.loads(text)) for _, text in own]}))


@address(*p.PAGED)
def locations(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """Locations, page by page."""

    def fetch(offset: int, limit: int) -> tuple[int, list[str]]:
        found = queries.location_page(day, offset, limit)
        return found.total, [as_text(location_of(document)) for document in found.documents]

    return page_of(request, given, fetch, V1)


@address()
def location(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """One location with the services that are there."""
    found = queries.location_with_services(number_of(number), day)
    if found is None:
        raise NotFound
    document, services_there = found
    there = [{"id": place, "service": listed_of(json.loads(text))} for place, text in services_there]
    return as_json(as_text({**location_of(document), "service_at_locations": there}))


@address(*p.PAGED)
def reviews(request: HttpRequest, given: Given, day: date) -> HttpResponseBase:
    """There are none: what the public says of a service goes to editors and is not published."""
    return page_of(request, given, lambda offset, limit: (0, []), V1)


@address()
def review(request: HttpRequest, given: Given, day: date, number: str) -> HttpResponseBase:
    """There is none."""
    raise NotFound
