"""A table of services, as a council's spreadsheet has it: one row a service, in columns with the standard's words."""

from __future__ import annotations

from typing import Any

from familyhub.imports.terms.feeds import Refused

Document = dict[str, Any]
PLAIN = ("id", "name", "description", "url", "email", "status", "fees", "minimum_age", "maximum_age", "assured_date")
MORE = ("alert", "eligibility", "how_to_refer", "last_modified")
PLACE = ("address_1", "city", "state_province", "postal_code")
OTHERS = ("organization", "phone", "location_name", "latitude", "longitude", "byday", "opens_at", "closes_at", "amount")
COLUMNS = (*PLAIN, *MORE, *PLACE, *OTHERS, "languages")


def documents_of(header: list[str], rows: list[tuple[int, list[str]]]) -> list[Document]:
    """Documents of 3.0, not cleaned yet. Errors: Refused where a column is not known, or id or name is missing."""
    names = [title.strip().lower().replace(" ", "_") for title in header]
    unknown = [title for title in names if title not in COLUMNS]
    if unknown:
        raise Refused(f"these columns are not known: {', '.join(unknown[:10])}; known are {', '.join(COLUMNS)}", 1)
    if missing := {"id", "name"} - set(names):
        raise Refused(f"it lacks a column for: {', '.join(sorted(missing))}", 1)
    return [_document(dict(zip(names, values, strict=True))) for _, values in rows]


def _document(row: dict[str, str]) -> Document:
    said = {key: value.strip() for key, value in row.items() if value.strip()}
    made: Document = {key: said[key] for key in (*PLAIN, *MORE) if key in said}
    if "organization" in said:
        made["organization"] = {"id": said["organization"], "name": said["organization"]}
    if "phone" in said:
        made["contacts"] = [{"id": "contact", "title": "Contact", "phones": [{"id": "phone", "number": said["phone"]}]}]
    if any(key in said for key in PLACE):
        place: Document = {"id": said.get("postal_code", "") + said.get("address_1", ""), "location_type": "physical"}
        place |= {"name": said.get("location_name")}
        place |= {key: said[key] for key in ("latitude", "longitude") if key in said}
        address = {"id": f"address/{place['id']}", **{key: said[key] for key in PLACE if key in said}}
        made["service_at_locations"] = [{"id": f"{made.get('id')}/at", "location": {**place, "addresses": [address]}}]
    if "byday" in said or "opens_at" in said:
        hours = {key: said[key] for key in ("byday", "opens_at", "closes_at") if key in said}
        made["schedules"] = [{"id": f"{made.get('id')}/schedule", "freq": "WEEKLY", **hours}]
    if "amount" in said:
        made["cost_options"] = [{"id": f"{made.get('id')}/cost", "amount": said["amount"]}]
    names = [one.strip() for one in said.get("languages", "").split(";") if one.strip()]
    made["languages"] = [{"id": f"{made.get('id')}/{name}", "name": name} for name in names]
    return made
