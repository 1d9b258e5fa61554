"""What may not be said of where a service is. A refuge has no place; a childminder's home has a town and no street."""

from __future__ import annotations

import re
from typing import Any

from familyhub.directory.terms import Sensitivity, own_id
from familyhub.places.policy import normalised, outward_of

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][ABD-HJLNP-UW-Z]{2})\b", re.I)
OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
REFUGE = re.compile(r"\brefuges?\b|\bsafe house\b|\bsafehouse\b|\bsafe accommodation\b", re.I)
NOT_A_REFUGE = re.compile(r"\b(wildlife|animal|cat|dog|hedgehog|bird|donkey|horse)s?\b.{0,30}\brefuge", re.I)
UNKNOWN_OUTWARD = "XX0"
WORDS = ("name", "description", "alert", "eligibility", "how_to_refer", "fees", "accreditations")
ROWS_OF_WORDS = ("service_areas", "languages", "funding")
Document = dict[str, Any]


def looks_like_refuge(document: Document) -> bool:
    """By its name, or by the terms it stands under: then no place is taken until an editor has said otherwise."""
    name = document.get("name", "")
    terms = [attribute["taxonomy_term"].get("name", "") for attribute in document.get("attributes", ())]
    return any(REFUGE.search(text) and not NOT_A_REFUGE.search(text) for text in (name, *terms))


def mask(document: Document, sensitivity: Sensitivity) -> Document:
    """The document with as much of its places as may be said. The real ones are kept nowhere."""
    if sensitivity is Sensitivity.OPEN:
        return document
    kept = {key: _without_postcode(value) if key in WORDS else value for key, value in document.items()}
    kept |= {key: [_cut_all(row) for row in kept[key]] for key in ROWS_OF_WORDS if key in kept}
    kept["sensitivity"] = sensitivity.value
    if sensitivity is Sensitivity.HIDDEN:
        kept.pop("service_at_locations", None)
        kept.pop("service_areas", None)
        kept["schedules"] = [_nowhere(schedule) for schedule in kept.get("schedules", ())]
        kept["contacts"] = [
            {**contact, "title": _cut(contact.get("title", ""))} for contact in kept.get("contacts", ())
        ]
        return {key: value for key, value in kept.items() if value != []}
    kept["service_at_locations"] = [
        {**one, "location": _masked(one["location"], str(own_id("masked", document["id"], str(place))))}
        for place, one in enumerate(kept.get("service_at_locations", ()))
    ]
    return kept


def _cut(text: str) -> str:
    return POSTCODE.sub(lambda found: found[1].upper(), text)


def _without_postcode(value: Any) -> Any:
    return _cut(value) if isinstance(value, str) else value


def _cut_all(row: Document) -> Document:
    return {key: value if key == "id" else _without_postcode(value) for key, value in row.items()}


def _nowhere(schedule: Document) -> Document:
    kept = {key: value for key, value in schedule.items() if key != "service_at_location_id"}
    return {key: _without_postcode(value) for key, value in kept.items()}


def _masked(location: Document, number: str) -> Document:
    """Its own location, which no other service shares: a number that says nothing of the real one."""
    kept: Document = {"id": number, "location_type": location["location_type"]}
    kept["addresses"] = [_town(address) for address in location.get("addresses", ())]
    kept["accessibility"] = location.get("accessibility", [])
    towns = [address["city"] for address in kept["addresses"]]
    return {**kept, "name": towns[0]} if towns else kept


def _town(address: Document) -> Document:
    city = _cut(address["city"])
    half = outward_of(normalised(address["postal_code"]) or address["postal_code"].upper().strip())
    return {
        **{key: value for key, value in address.items() if key in ("id", "state_province", "country", "address_type")},
        "address_1": city,
        "city": city,
        "postal_code": half if OUTWARD.fullmatch(half) else UNKNOWN_OUTWARD,
    }
