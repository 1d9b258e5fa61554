"""FHIR R4: a bundle of type message (one event), or a collection or batch of such bundles. One event is one row.

Read: MessageHeader.eventCoding.code, Patient, RelatedPerson (the mother), Encounter and Organization by reference.
What it does not know it does not keep.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from familyhub.imports.apart.refusing import Refused

NHS = "https://fhir.nhs.uk/Id/nhs-number"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
EVENTS = {
    "pds-birth-notification-1": "birth",
    "pds-change-of-address-1": "address",
    "pds-change-of-gp-1": "practice",
    "pds-death-notification-1": "death",
}
SEXES = {"female": "F", "male": "M", "other": "I", "unknown": "U"}
COLUMNS = (
    *("event", "notice_number", "nhs_number", "nhs_number_status", "given_name", "family_name", "date_of_birth"),
    *("time_of_birth", "sex", "outcome", "birth_order", "births_in_pregnancy", "date_of_event"),
    *("mother_nhs_number", "mother_given_name", "mother_family_name", "mother_date_of_birth"),
    *("address_line_1", "address_line_2", "town", "postcode", "gp_practice", "health_visiting_team"),
)
MOST_LETTERS = 1000
Tree = dict[str, Any]


class TwiceKey(ValueError):
    """A key stands twice in one object: two readers would read two things."""


def _once(pairs: list[tuple[str, Any]]) -> Tree:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise TwiceKey
    return made


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def bundle_lines(file: BinaryIO) -> Iterator[list[object]]:
    """Header, one row an event, end. Errors: Refused."""
    try:
        tree = json.loads(file.read().decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except TwiceKey as error:
        raise Refused("a key stands twice in one object, so that it can be read in two ways") from error
    except UnicodeDecodeError as error:
        raise Refused("it is not UTF-8") from error
    except ValueError as error:
        raise Refused("it is not JSON, or it is cut short", getattr(error, "lineno", None)) from error
    if not isinstance(tree, dict) or tree.get("resourceType") != "Bundle":
        raise Refused("it is not a FHIR bundle")
    yield ["h", list(COLUMNS)]
    count = 0
    for bundle in _messages(tree):
        count += 1
        yield _line(bundle, count)
    yield ["e", count]


def _messages(tree: Tree) -> Iterator[Any]:
    """Each event's bundle: the whole, or those inside a collection."""
    if tree.get("type") == "message":
        yield tree
        return
    if tree.get("type") not in {"collection", "batch"}:
        raise Refused("its bundle is of a type that is not read: message, collection or batch")
    for entry in _list(tree.get("entry")):
        yield entry.get("resource") if isinstance(entry, dict) else None


def _line(bundle: Any, number: int) -> list[object]:
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle" or bundle.get("type") != "message":
        return ["w", number, "it is not a bundle of type message"]
    try:
        values = _values(bundle)
    except (KeyError, TypeError, AttributeError, IndexError, StopIteration):
        return ["w", number, "something in it has not the shape of FHIR R4"]
    if any(len(value) > MOST_LETTERS for value in values.values()):
        return ["w", number, f"a value has more than {MOST_LETTERS} letters"]
    return ["r", number, [values.get(column, "") for column in COLUMNS]]


def _values(bundle: Tree) -> dict[str, str]:
    found: dict[str, list[Tree]] = {}
    for entry in _list(bundle["entry"]):
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    header, patient = found["MessageHeader"][0], found["Patient"][0]
    code = header["eventCoding"]["code"]
    values = {"event": EVENTS.get(code, code[:12]), "notice_number": _text(header.get("id") or bundle.get("id"))}
    values |= _patient(patient) | _care(found)
    values |= _mother(found.get("RelatedPerson", []))
    values["date_of_event"] = values.pop("died", "") or _day(bundle.get("timestamp"))
    return values


def _patient(patient: Tree) -> dict[str, str]:
    died = patient.get("deceasedDateTime")
    values = _named(patient) | {
        "date_of_birth": _text(patient.get("birthDate")),
        "sex": SEXES.get(_text(patient.get("gender")), ""),
        "birth_order": _text(patient.get("multipleBirthInteger")),
        "died": _day(died),
        "outcome": "live",
    }
    if patient.get("multipleBirthBoolean") is False:
        values |= {"birth_order": "1", "births_in_pregnancy": "1"}
    return values | _address(patient)


def _named(resource: Tree) -> dict[str, str]:
    names = _list(resource.get("name"))
    name = next((n for n in names if n.get("use") in {"official", "usual"}), names[0] if names else {})
    number: Tree = next((i for i in _list(resource.get("identifier")) if i.get("system") == NHS), {})
    status = _list(number.get("extension"))
    verified = [c for e in status for c in _list(e.get("valueCodeableConcept", {}).get("coding"))]
    return {
        "nhs_number": _text(number.get("value")),
        "nhs_number_status": _text(verified[0].get("code")) if verified else "",
        "given_name": " ".join(_text(part) for part in _list(name.get("given"))),
        "family_name": _text(name.get("family")),
    }


def _address(patient: Tree) -> dict[str, str]:
    addresses = _list(patient.get("address"))
    address: Tree = next((a for a in addresses if a.get("use") in {None, "home"}), {})
    lines = [_text(line) for line in _list(address.get("line")) if line]
    return {
        "address_line_1": lines[0] if lines else "",
        "address_line_2": ", ".join(lines[1:]),
        "town": _text(address.get("city")),
        "postcode": _text(address.get("postalCode")),
    }


def _mother(people: list[Tree]) -> dict[str, str]:
    for one in people:
        codes = [c.get("code") for r in _list(one.get("relationship")) for c in _list(r.get("coding"))]
        if "MTH" in codes or "NMTH" in codes:
            told = _named(one)
            return {
                "mother_nhs_number": told["nhs_number"],
                "mother_given_name": told["given_name"],
                "mother_family_name": told["family_name"],
                "mother_date_of_birth": _text(one.get("birthDate")),
            }
    return {}


def _care(found: dict[str, list[Tree]]) -> dict[str, str]:
    values = {}
    for one in found.get("Organization", []):
        codes = [_text(i.get("value")) for i in _list(one.get("identifier")) if i.get("system") == ODS]
        if codes:
            values["gp_practice"] = codes[0]
    for one in found.get("HealthcareService", []):
        values["health_visiting_team"] = _text(one.get("name"))
    return values


def _day(moment: Any) -> str:
    return _text(moment)[:10]


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, (dict, list)):
        raise TypeError
    return str(value).strip()
