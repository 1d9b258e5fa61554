"""What a listing says, field by field, in words: for differences, history and side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from familyhub.components.words import short_day
from familyhub.directory.new import DAY_FIELDS
from familyhub.web.listings.rules import DAYS, ONCE, OTHER, REPEATS, asked_of

FIELDS = {
    "publish_on": "Show it from",
    "expire_on": "Stop showing it on",
    "paused_from": "Temporarily closed from",
    "paused_until": "Open again on",
    "name": "What it is called",
    "description": "What happens there",
    "url": "Web page",
    "email": "Email address",
    "status": "State",
    "fees": "Cost in words",
    "accreditations": "Accreditations",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "assured_date": "Last confirmed",
    "alert": "News",
    "eligibility": "Who may come",
    "how_to_refer": "How to refer",
    "sensitivity": "How much of its place is said",
    "organization": "Run by",
    "schedules": "Times",
    "service_areas": "Areas",
    "service_at_locations": "Places",
    "languages": "Languages",
    "funding": "Funding",
    "cost_options": "Costs",
    "contacts": "Contacts",
    "attributes": "Kinds, needs and other terms",
}
ADDED, CHANGED, GONE = "Added", "Changed", "Gone"
Document = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """One field that differs: what it says and would say, line by line; `lost` and `new` are the lines that differ."""

    field: str
    label: str
    what: str
    before: list[tuple[str, bool]]
    after: list[tuple[str, bool]]


def lines_of(field: str, value: Any) -> list[str]:
    """A field's value in lines of words; none where it says nothing."""
    if value in (None, "", []):
        return []
    if isinstance(value, list):
        return [line for one in value if (line := " ".join(_row(field, one).split()))]
    if isinstance(value, dict):
        return [str(value.get("name", ""))]
    if field == "assured_date" or field in DAY_FIELDS:
        return [_day(str(value))]
    return str(value).split("\n")


def _row(field: str, row: Any) -> str:
    if not isinstance(row, dict):
        return str(row)
    reader = ROWS.get(field)
    return reader(row) if reader else ", ".join(_words(row))


def _words(row: Document) -> Iterable[str]:
    return (str(value) for key, value in row.items() if key != "id" and isinstance(value, (str, int, float)))


def when(schedule: Document) -> str:
    """ "Tue, every week, 9:30 to 11:00, in school terms"."""
    repeats, days = asked_of(schedule)
    often = "" if repeats == ONCE else "by a rule of its own" if repeats == OTHER else REPEATS[repeats].lower()
    hours = " to ".join(schedule[key][:5] for key in ("opens_at", "closes_at") if key in schedule)
    first = schedule.get("dtstart") if repeats == ONCE else None
    until = f"until {_day(schedule['valid_to'])}" if "valid_to" in schedule else ""
    parts = [_day(first) if first else ", ".join(DAYS[day] for day in days), often, hours, until]
    return ", ".join(part for part in (*parts, schedule.get("description", "")) if part)


def _day(raw: str) -> str:
    return short_day(date.fromisoformat(raw[:10]))


def _place(place: Document) -> str:
    location = place.get("location", {})
    parts = [location.get("name", "")]
    for address in location.get("addresses", ()):
        parts += [address.get(key, "") for key in ("address_1", "city", "postal_code")]
    parts += [one.get("description", "") for one in location.get("accessibility", ())]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _contact(contact: Document) -> str:
    phones = [" ".join(_words(phone)) for phone in contact.get("phones", ())]
    return ", ".join(part for part in (contact.get("title", ""), *phones) if part)


def _cost(cost: Document) -> str:
    """ "Each family, £2.50 a session"; "Each family, free"."""
    amount = cost.get("amount")
    if amount == 0 and cost.get("amount_description", "").lower() in ("", "free"):
        return ", ".join(part for part in (cost.get("option", ""), "free") if part)
    pounds = "" if amount is None else "free" if not amount else f"£{amount:,.2f}"
    return ", ".join(part for part in (cost.get("option", ""), pounds, cost.get("amount_description", "")) if part)


ROWS: dict[str, Callable[[Document], str]] = {
    "schedules": when,
    "service_at_locations": _place,
    "contacts": _contact,
    "cost_options": _cost,
    "attributes": lambda one: str(one.get("taxonomy_term", {}).get("name", "")),
    "languages": lambda one: str(one.get("name") or one.get("code", "")),
    "service_areas": lambda one: str(one.get("name") or one.get("service_area", "")),
}


def told(differences: Iterable[Document]) -> list[Told]:
    """Differences (field, before, after) in words; a field whose words are the same differs in numbers alone."""
    found = []
    for one in differences:
        before, after = lines_of(one["field"], one["before"]), lines_of(one["field"], one["after"])
        what = ADDED if not before else GONE if not after else CHANGED
        marked = [(line, line not in after) for line in before], [(line, line not in before) for line in after]
        if before != after:
            found.append(Told(one["field"], FIELDS.get(one["field"]) or str(one["field"]), what, *marked))
    return found


def summary(document: Document) -> list[dict[str, Any]]:
    """All that a listing says, for a summary list."""
    from django.utils.html import format_html_join

    return [
        {"key": label, "value": format_html_join("", "{}<br>", ((line,) for line in lines))}
        for field, label in FIELDS.items()
        if field not in ("name", "status", "sensitivity") and (lines := lines_of(field, document.get(field)))
    ]
