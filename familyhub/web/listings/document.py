"""A listing's document as the form shows it, and what was typed as a document again.

What the form does not ask for (terms of other publishers, areas that are drawn) stays as it was.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from familyhub.directory.standard.cleaning import Cleaner, Finding, Unusable
from familyhub.directory.terms import TAXONOMIES, Sensitivity, own_id
from familyhub.places import queries as places
from familyhub.web.listings.forms import OURS
from familyhub.web.listings.rules import OTHER, RULE, asked_of, rule_of
from familyhub.web.listings.serving import served
from familyhub.web.refer.whole import Whole

Document = dict[str, Any]
ABOUT = ("name", "description", "alert")
WHO = ("minimum_age", "maximum_age", "eligibility")
COMING = ("how_to_refer", "fees", "url", "email")
UNSAID = "Not said"


class NotTaken(Exception):
    """Something that was typed does not fit the standard; `findings` say what."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(f"{one.where} {one.words}" for one in findings))
        self.findings = findings


def initial(document: Document, sensitivity: Sensitivity) -> dict[str, Any]:
    """What each part of the form begins with."""
    codes = _codes(document)
    return {
        "about": {key: document.get(key, "") for key in ABOUT} | {key: codes[key] for key in ("kinds", "needs")},
        "who": {key: document.get(key, "") for key in WHO} | {key: codes[key] for key in ("who", "reach", "send")},
        "coming": {key: document.get(key, "") for key in COMING} | {key: codes[key] for key in ("how", "access")},
        "times": [_time(one) for one in document.get("schedules", ())],
        "contacts": [_contact(one) for one in document.get("contacts", ())],
        "costs": [_cost(one) for one in document.get("cost_options", ())],
        "places": [_place(one, sensitivity) for one in document.get("service_at_locations", ())],
    }


def _codes(document: Document) -> dict[str, list[str]]:
    held = {attribute["taxonomy_term"]["id"] for attribute in document.get("attributes", ())}
    found = {}
    for field, taxonomy in OURS.items():
        own = TAXONOMIES[taxonomy]
        found[field] = [term.code for term in own.terms if str(own.term_id(term.code)) in held]
    return found


def _time(schedule: Document) -> Document:
    repeats, days = asked_of(schedule)
    return {
        "key": schedule["id"],
        "days": days,
        "repeats": repeats,
        "opens": schedule.get("opens_at", "")[:5],
        "closes": schedule.get("closes_at", "")[:5],
        "starts": schedule.get("dtstart"),
        "ends": schedule.get("valid_to"),
        "note": schedule.get("description", ""),
    }


def _contact(contact: Document) -> Document:
    phone: Document = next(iter(contact.get("phones", ())), {})
    return {
        "key": contact["id"],
        "title": contact.get("title", ""),
        "phone": phone.get("number", ""),
        "hours": phone.get("description", ""),
    }


def _cost(cost: Document) -> Document:
    return {
        "key": cost["id"],
        "option": cost.get("option", ""),
        "amount": cost.get("amount", ""),
        "per": cost.get("amount_description", ""),
    }


def _place(place: Document, sensitivity: Sensitivity) -> Document:
    location = place["location"]
    address: Document = next(iter(location.get("addresses", ())), {})
    town = address.get("city", "")
    if sensitivity is Sensitivity.MASKED:
        return {"key": place["id"], "town": town, "half": address.get("postal_code", "")}
    reaching: Document = next(iter(location.get("accessibility", ())), {})
    return {
        "key": place["id"],
        "venue": location.get("name", ""),
        "line": address.get("address_1", ""),
        "town": town,
        "postcode": address.get("postal_code", ""),
        "reaching": reaching.get("description", ""),
    }


def document_from(whole: Whole, before: Document, today: date) -> Document:
    """What was typed, over what the listing said. Errors: NotTaken."""
    about, who, coming = whole.said("about"), whole.said("who"), whole.said("coming")
    kept = {key: value for key, value in before.items() if key not in (*ABOUT, *WHO, *COMING)}
    made = kept | {key: about[key] for key in ABOUT} | {key: who[key] for key in WHO}
    made |= {key: coming[key] for key in COMING}
    if whole.parts["serving"].is_bound:
        made |= served(whole.said("serving"), before, today)
    made["attributes"] = _attributes(before, {**about, **who, **coming})
    made["contacts"] = [_contact_said(row, before) for row in _rows(whole, "contacts")]
    made["cost_options"] = [_cost_said(row, before) for row in _rows(whole, "costs")]
    made["service_at_locations"] = [_place_said(row, before, today) for row in _rows(whole, "places")]
    made["schedules"] = [_time_said(row, before) for row in _rows(whole, "times")]
    return cleaned(made)


def cleaned(document: Document) -> Document:
    """As plain and as checked as anybody else's. Errors: NotTaken."""
    cleaner = Cleaner(lambda entity, given: own_id("written", entity, given))
    try:
        found = cleaner.service({key: value for key, value in document.items() if value not in ("", None, [])})
    except Unusable as unusable:
        raise NotTaken([Finding("The listing", str(unusable))]) from unusable
    if cleaner.findings:
        raise NotTaken(cleaner.findings)
    return found


def _rows(whole: Whole, part: str) -> list[dict[str, Any]]:
    """What was typed in the rows of a part; rows that say nothing are left out."""
    if part not in whole.parts:
        return []
    said = [form.cleaned_data for form in whole.parts[part].forms]  # type: ignore[union-attr]
    ways = {"times": ("days", "opens", "starts", "note"), "contacts": ("title", "phone"), "costs": ("option", "amount")}
    names = ways.get(part, ("town",))
    return [row for row in said if row and (row.get("repeats") == OTHER or any(_is_said(row.get(n)) for n in names))]


def _is_said(value: Any) -> bool:
    return value not in (None, "", [])


def _own(rows: Any, key: str) -> Document:
    """The row that it was; nothing for a new one."""
    return next((dict(row) for row in rows or () if row["id"] == key), {})


def _key(row: Mapping[str, Any], was: Document) -> str:
    """Its number: the one it had, never one that somebody made up."""
    return str(was.get("id") or uuid.uuid4())


def _attributes(before: Document, said: Mapping[str, Any]) -> list[Document]:
    """Our own terms as they were ticked, beside those of other publishers, in the order in which they stood."""
    ours = {str(own.term_id(term.code)) for own in TAXONOMIES.values() for term in own.terms}
    wanted = {
        str(own.term_id(term.code)): (own, term)
        for field, own in ((field, TAXONOMIES[code]) for field, code in OURS.items())
        for term in own.terms
        if term.code in said.get(field, ())
    }
    stood = [(one["taxonomy_term"]["id"], one) for one in before.get("attributes", ())]
    made = [one for number, one in stood if number not in ours or number in wanted]
    new = wanted.keys() - {number for number, _ in stood}
    return made + [_attribute(before["id"], *wanted[number], number) for number in wanted if number in new]


def _attribute(service: str, own: Any, term: Any, number: str) -> Document:
    named = {"id": number, "name": term.name, "description": term.about or term.name, "taxonomy": own.name}
    named |= {"taxonomy_id": str(own.id), "code": term.code}
    return {"id": str(own_id("attribute", service, number)), "link_type": "service", "taxonomy_term": named}


def _contact_said(row: Mapping[str, Any], before: Document) -> Document:
    was = _own(before.get("contacts"), row["key"])
    phones = list(was.get("phones", ()))
    if row["phone"]:
        first = dict(phones[0]) if phones else {"id": str(uuid.uuid4())}
        same = _digits(first.get("number", "")) == _digits(row["phone"])
        number = first["number"] if same else _national(row["phone"])
        phones = [first | {"number": number, "description": row["hours"]}, *phones[1:]]
    else:
        phones = phones[1:]
    return {"id": _key(row, was), "title": row["title"], "phones": phones}


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())[-10:]


def _national(number: str) -> str:
    """As it is dialled here: what a parent reads."""
    from familyhub.components.fields import PhoneField

    return str(PhoneField(called="").prepare_value(number))


def _cost_said(row: Mapping[str, Any], before: Document) -> Document:
    was = _own(before.get("cost_options"), row["key"])
    said = {"id": _key(row, was), "option": row["option"], "amount_description": row["per"]}
    return {**was, **said, "amount": row["amount"]}


def _time_said(row: Mapping[str, Any], before: Document) -> Document:
    was = _own(before.get("schedules"), row["key"])
    is_same = row["repeats"] == OTHER or (bool(was) and asked_of(was) == (row["repeats"], row["days"]))
    rule = {key: was.get(key) for key in RULE} if is_same else rule_of(row["repeats"], row["days"])
    kept = {key: value for key, value in was.items() if key not in RULE}
    said = {
        "id": _key(row, was),
        "opens_at": row["opens"],
        "closes_at": row["closes"],
        "dtstart": row["starts"].isoformat() if row["starts"] else "",
        "valid_to": row["ends"].isoformat() if row["ends"] else "",
        "description": row["note"],
    }
    return kept | said | {key: value for key, value in rule.items() if value}


def _place_said(row: Mapping[str, Any], before: Document, today: date) -> Document:
    was = _own(before.get("service_at_locations"), row["key"])
    number = _key(row, was)
    location = was.get("location", {})
    made = _town_said(row, location) if "half" in row else _location_said(row, location, today)
    if {key: value for key, value in made.items() if key != "id"} == {k: v for k, v in location.items() if k != "id"}:
        return was
    # a place that changes here is this listing's own from now on: others at the old one keep what they say
    return {"id": number, "location": made | {"id": str(own_id("place", before["id"], number))}}


def _town_said(row: Mapping[str, Any], was: Document) -> Document:
    address = next(iter(was.get("addresses", ())), {"id": str(uuid.uuid4())})
    said = {"address_1": row["town"], "city": row["town"], "postal_code": row["half"]}
    return {**was, "location_type": "physical", "name": row["town"], "addresses": [{**_filled(address), **said}]}


def _filled(address: Document) -> Document:
    return {"state_province": UNSAID, "country": "GB", "address_type": "physical", **address}


def _location_said(row: Mapping[str, Any], was: Document, today: date) -> Document:
    addresses = list(was.get("addresses", ()))
    first = addresses[0] if addresses else {"id": str(uuid.uuid4())}
    said = {"address_1": row["line"], "city": row["town"], "postal_code": row["postcode"]}
    made = {**was, "location_type": was.get("location_type", "physical"), "name": row["venue"]}
    made["addresses"] = [{**_filled(first), **said}, *addresses[1:]]
    if first.get("postal_code") != row["postcode"]:
        made |= _point(row["postcode"], today)
    ways = list(was.get("accessibility", ()))
    if row["reaching"]:
        made["accessibility"] = [
            {"id": str(uuid.uuid4()), **(ways[0] if ways else {}), "description": row["reaching"]},
            *ways[1:],
        ]
    else:
        made["accessibility"] = ways[1:]
    return {key: value for key, value in made.items() if value not in ("", None, [])}


def _point(postcode: str, today: date) -> Document:
    """Where on the map: of its postcode, or nowhere where that is not known."""
    point = places.point_of(postcode, today)
    return {"latitude": point[0], "longitude": point[1]} if point else {"latitude": None, "longitude": None}
