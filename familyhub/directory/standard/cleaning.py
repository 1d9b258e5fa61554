"""A document as somebody else wrote it becomes one of ours: known keys, checked values, plain text, nothing empty.

What does not fit is left out and told (`Finding`), never half taken: a value, a row, or, where the name or the number
of a service is missing, the whole service.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from familyhub.directory.standard.shape import ADDRESS, SCHEDULE, SERVICE, SERVICE_AT_LOCATION, Entity
from familyhub.directory.standard.values import WINTER, clock, identity

MOST_ROWS = 500
Document = dict[str, Any]
UNSAID = {"city": "Not said", "state_province": "Not said", "country": "GB", "address_type": "physical"}
NOT_TAKEN = {"contact": ("name",), "address": ("attention",), "service": ("assurer_email",)}
NOT_KEPT = {
    "location": ("attributes", "languages", "contacts", "phones", "schedules"),
    "service_at_location": ("attributes", "contacts", "phones", "schedules", "service_areas"),
}
"""What the standard lets hang on a place and we keep of a service alone: counted, so that nobody thinks it is here."""


class Unusable(Exception):
    """A document that cannot be taken at all; the text says why."""


@dataclass(frozen=True)
class Finding:
    """What was left out of a document, where in it, and why."""

    where: str
    words: str


@dataclass
class Cleaner:
    """Cleans the documents of one source. `derive` makes a number from what a publisher calls a thing."""

    derive: Callable[[str, str], uuid.UUID]
    findings: list[Finding] = field(default_factory=list)

    def service(self, raw: Any) -> Document:
        """The service, cleaned. Errors: Unusable."""
        if not isinstance(raw, dict):
            raise Unusable("it is no object")
        if not isinstance(raw.get("id"), (str, int)) or not str(raw["id"]).strip():
            raise Unusable("it has no id")
        found = self._entity(SERVICE, raw, "")
        if found is None:
            raise Unusable("it has no name")
        _ages_in_order(found)
        _places_that_are_there(found)
        return found

    def _note(self, where: str, words: str) -> None:
        self.findings.append(Finding(where.strip("."), words))

    def _entity(self, entity: Entity, raw: Any, where: str) -> Document | None:
        if not isinstance(raw, dict):
            self._note(where, "is no object")
            return None
        raw = _completed(entity, raw)
        found: Document = {"id": self._number(entity, raw, where)}
        base = _base(raw) if entity is SCHEDULE else WINTER
        for key, read in entity.fields.items():
            value = self._value(key, read, raw.get(key), where, base)
            if value is not None and value != "":
                found[key] = value
        found |= self._inside(entity, raw, where)
        self._note_left_out(entity, raw, where)
        missing = [key for key in entity.needs if key not in found]
        if missing:
            self._note(where, f"left out: {', '.join(missing)} missing")
            return None
        return found

    def _inside(self, entity: Entity, raw: Document, where: str) -> Document:
        """What hangs on it: single things and lists."""
        found: Document = {}
        for key, inner in entity.ones.items():
            if raw.get(key) is not None and (one := self._entity(inner, raw[key], f"{where}.{key}")):
                found[key] = one
        for key, inner in entity.lists.items():
            if rows := self._rows(inner, raw.get(key), f"{where}.{key}"):
                found[key] = rows
        return found

    def _number(self, entity: Entity, raw: Document, where: str) -> str:
        given = raw.get("id")
        try:
            return identity(given)
        except ValueError:
            name = str(given) if given not in (None, "") else f"{where}/{sorted((k, str(v)) for k, v in raw.items())}"
            return str(self.derive(entity.name, name))

    def _value(self, key: str, read: Any, raw: Any, where: str, base: date) -> Any:
        if raw is None or raw == "":
            return None
        try:
            return clock(raw, base) if read is clock else read(raw)
        except ValueError as error:
            self._note(f"{where}.{key}", str(error))
            return None

    def _rows(self, entity: Entity, raw: Any, where: str) -> list[Document]:
        if raw is None or raw == []:
            return []
        if not isinstance(raw, list):
            self._note(where, "is no list")
            return []
        if len(raw) > MOST_ROWS:
            self._note(where, f"holds {len(raw):,} rows; the first {MOST_ROWS} are taken")
        rows: dict[str, Document] = {}
        for place, one in enumerate(raw[:MOST_ROWS]):
            cleaned = self._entity(entity, one, f"{where}.{place}")
            if cleaned is None or (len(cleaned) == 1 and entity is not SERVICE_AT_LOCATION):
                continue
            if cleaned["id"] in rows:
                self._note(f"{where}.{place}.id", "stands twice; the first is taken")
            rows.setdefault(cleaned["id"], cleaned)
        return list(rows.values())

    def _note_left_out(self, entity: Entity, raw: Document, where: str) -> None:
        for key in NOT_TAKEN.get(entity.name, ()):
            if raw.get(key):
                self._note(f"{where}.{key}", "names a person and is not taken")
        for key in NOT_KEPT.get(entity.name, ()):
            if raw.get(key):
                self._note(f"{where}.{key}", "hangs on a place and is not kept")


def _completed(entity: Entity, raw: Document) -> Document:
    """What the standard asks of an address and publishers leave out, said as unsaid."""
    if entity is not ADDRESS:
        return raw
    return {**raw, **{key: raw.get(key) or words for key, words in UNSAID.items()}}


def _base(raw: Document) -> date:
    """The day on which a schedule's times are meant: its first."""
    for key in ("dtstart", "valid_from"):
        try:
            return date.fromisoformat(str(raw.get(key))[:10])
        except ValueError:
            continue
    return WINTER


def _ages_in_order(found: Document) -> None:
    low, high = found.get("minimum_age"), found.get("maximum_age")
    if low is not None and high is not None and low > high:
        found["minimum_age"], found["maximum_age"] = high, low


def _places_that_are_there(found: Document) -> None:
    """A schedule at a place that the document does not hold is on, nobody says where."""
    places = {place["id"] for place in found.get("service_at_locations", ())}
    for schedule in found.get("schedules", ()):
        if schedule.get("service_at_location_id") not in places:
            schedule.pop("service_at_location_id", None)
