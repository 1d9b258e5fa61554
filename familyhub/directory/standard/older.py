"""Open Referral UK 1.0, which clients and councils still speak: our documents in its words, and its in ours."""

from __future__ import annotations

from typing import Any

from familyhub.directory.standard.shape import LISTED
from familyhub.directory.terms import TAXONOMIES

Document = dict[str, Any]
ATTENDING = {"in-person": "venue", "online": "online", "phone": "phone", "home-visit": "home visit"}
ACCESS = {
    "referral": "referral",
    "appointment": "appointment",
    "membership": "membership",
    "drop-in": "drop-in",
    "self-referral": "referral",
}
SAME = ("id", "name", "description", "url", "email", "status", "fees", "accreditations", "assured_date")
SCHEDULE = ("id", "valid_from", "valid_to", "dtstart", "freq", "byday", "bymonthday", "opens_at", "closes_at")
ADDRESS = ("id", "address_1", "city", "state_province", "country")
COST = ("id", "valid_from", "valid_to", "option", "amount", "amount_description")


def _some(document: Document, keys: tuple[str, ...]) -> Document:
    return {key: document[key] for key in keys if key in document}


def _filled(document: Document) -> Document:
    return {key: value for key, value in document.items() if value not in (None, "", [])}


def organization_of(document: Document) -> Document:
    """Our organisation in the words of 1.0."""
    found = _some(document, ("id", "name", "description", "email", "logo", "uri"))
    return _filled({**found, "url": document.get("website")})


def _codes(document: Document, taxonomy: str) -> list[str]:
    """The codes of the terms of one of our taxonomies that a service stands under."""
    own = TAXONOMIES[taxonomy]
    by_id = {str(own.term_id(term.code)): term.code for term in own.terms}
    found = (by_id.get(attribute["taxonomy_term"]["id"]) for attribute in document.get("attributes", ()))
    return [code for code in found if code]


def listed_of(document: Document) -> Document:
    """Our whole service as 1.0 lists it."""
    found = _some(document, SAME)
    attending, access = _codes(document, "attending"), _codes(document, "access")
    found["attending_type"] = ATTENDING.get(attending[0]) if attending else None
    found["attending_access"] = ACCESS.get(access[0]) if access else None
    none = {"id": document["id"], "name": document["name"], "description": document["name"]}
    return _filled({**found, "organization": organization_of(document.get("organization", none))})


def service_of(document: Document) -> Document:
    """Our whole service as 1.0 tells one."""
    eligibility = {"minimum_age": document.get("minimum_age"), "maximum_age": document.get("maximum_age")}
    eligibility = _filled({**eligibility, "eligibility": document.get("eligibility")})
    areas = [
        _filled({"id": a["id"], "service_area": a.get("service_area") or a.get("name")})
        for a in _list(document, "service_areas")
    ]
    return _filled(
        {
            **listed_of(document),
            "contacts": [_contact(one) for one in _list(document, "contacts")],
            "cost_options": [_some(one, COST) for one in _list(document, "cost_options")],
            "eligibilitys": [{"id": document["id"], **eligibility}] if eligibility else [],
            "fundings": _list(document, "funding"),
            "languages": [{"id": one["id"], "language": one.get("name", "")} for one in _list(document, "languages")],
            "regular_schedules": [_some(one, SCHEDULE) for one in _list(document, "schedules")],
            "service_areas": areas,
            "service_at_locations": [
                {"id": one["id"], "location": location_of(one["location"])}
                for one in _list(document, "service_at_locations")
            ],
            "service_taxonomys": [
                {"id": one["id"], "taxonomy": taxonomy_of(one["taxonomy_term"])}
                for one in _list(document, "attributes")
            ],
        }
    )


def _list(document: Document, key: str) -> list[Document]:
    found: list[Document] = document.get(key, [])
    return found


def _contact(document: Document) -> Document:
    phones = [_some(phone, ("id", "number")) for phone in document.get("phones", ())]
    return _filled({"id": document["id"], "title": document.get("title"), "phones": phones})


def location_of(document: Document) -> Document:
    """Our location in the words of 1.0."""
    addresses = [{**_some(one, ADDRESS), "postal_code": one["postal_code"]} for one in document.get("addresses", ())]
    access = [
        _filled({"id": one["id"], "accessibility": one.get("accessibility") or one.get("description")})
        for one in document.get("accessibility", ())
    ]
    found = _some(document, ("id", "name", "description", "latitude", "longitude"))
    return _filled({**found, "physical_addresses": addresses, "accessibility_for_disabilities": access})


def taxonomy_of(term: Document) -> Document:
    """Our term: 1.0 calls a term a taxonomy, and its list a vocabulary."""
    return _filled({"id": term["id"], "name": term["name"], "vocabulary": term.get("taxonomy")})


def from_older(raw: Document) -> Document:
    """A service of 1.0 in the words of 3.0, not cleaned yet. What is no list where one belongs stays as it is."""
    found = {key: value for key, value in raw.items() if key in LISTED}
    organization = raw.get("organization")
    if isinstance(organization, dict):
        found["organization"] = {**organization, "website": organization.get("url") or organization.get("website")}
    first = _first(raw.get("eligibilitys"))
    for key in ("minimum_age", "maximum_age", "eligibility"):
        found[key] = raw.get(key, first.get(key))
    found["contacts"] = _each(raw.get("contacts"), lambda one: one)
    found["cost_options"] = raw.get("cost_options")
    found["funding"] = raw.get("fundings")
    found["languages"] = _each(raw.get("languages"), lambda one: {"id": one.get("id"), "name": one.get("language")})
    found["schedules"] = _each(raw.get("regular_schedules"), _schedule)
    found["service_areas"] = raw.get("service_areas")
    found["service_at_locations"] = _each(raw.get("service_at_locations"), _place)
    terms = _each(raw.get("service_taxonomys"), _term) or []
    found["attributes"] = [*terms, *_said(raw)] if isinstance(terms, list) else terms
    return found


def _first(rows: Any) -> Document:
    return rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}


def _each(rows: Any, make: Any) -> Any:
    if not isinstance(rows, list):
        return rows
    return [make(one) if isinstance(one, dict) else one for one in rows]


def _schedule(one: Document) -> Document:
    freq = {"week": "WEEKLY", "month": "MONTHLY"}.get(str(one.get("freq", "")).lower(), one.get("freq"))
    days = one.get("byday") or one.get("weekday")
    return {**one, "freq": freq or ("WEEKLY" if days else None), "byday": days}


def _place(one: Document) -> Document:
    location = one.get("location")
    if not isinstance(location, dict):
        return one
    addresses = _each(location.get("physical_addresses"), lambda a: {**a, "address_type": "physical"})
    access = location.get("accessibility_for_disabilities")
    moved = {**location, "location_type": "physical", "addresses": addresses, "accessibility": access}
    return {"id": one.get("id"), "location": moved}


def _term(one: Document) -> Document:
    term = one.get("taxonomy")
    if not isinstance(term, dict):
        return one
    moved = {**term, "taxonomy": term.get("vocabulary"), "code": str(term.get("id", ""))}
    return {"id": one.get("id"), "link_type": "service", "taxonomy_term": moved}


def _said(raw: Document) -> list[Document]:
    """How to take part and how to get a place, as terms of ours."""
    found = []
    for key, taxonomy, words in (("attending_type", "attending", ATTENDING), ("attending_access", "access", ACCESS)):
        codes = [code for code, theirs in words.items() if theirs == raw.get(key)]
        if codes:
            own = TAXONOMIES[taxonomy]
            number = str(own.term_id(codes[0]))
            name = next(term.name for term in own.terms if term.code == codes[0])
            term = {"id": number, "name": name, "taxonomy": own.name, "taxonomy_id": str(own.id)}
            found.append({"link_type": "service", "taxonomy_term": term})
    return found
