"""Files of the births feed about invented people, and a county for them, for the tests of this room."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from familyhub.accounts import actions as accounts
from familyhub.accounts.models import Serves
from familyhub.accounts.role_shelf import permissions_of, wide_of
from familyhub.accounts.terms import PlaceLevel, TeamKind
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, system
from familyhub.demo import county
from familyhub.imports import actions
from familyhub.imports.births.columns import COLUMNS
from familyhub.imports.models import Intake, Row
from familyhub.people import actions as people
from familyhub.people.new import NewAddress, NewIdentifier, NewName, NewPerson, Registered
from familyhub.places.actions import Batch
from familyhub.places.authority import read_authority
from familyhub.places.queries.many import spots

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
HERE, THERE, AWAY = "ZZ2 1AA", "ZZ5 1AA", "AB1 2CD"
SYSTEM = system("test", wide=frozenset({"people", "imports", "development", "hidden"}))
DATA_OFFICER = "data_officer"
NAMES = [column.name for column in COLUMNS]
FAMILIES = (
    "Example",
    "Sample",
    "Placeholder",
    "Instance",
    "Template",
    "Fixture",
    "Dummy",
    "Mockingham",
    "Gauge",
    "Notional",
)


def make_county() -> dict[str, uuid.UUID]:
    """The generated county and a team for each of two areas, by postcode; a protection desk."""
    with fence.enter(SYSTEM) as unit:
        batch = Batch(source=county.SOURCE, on=TODAY, at=NOW, by=unit.asker)
        county.generate(authority=read_authority(settings.ENVIRONMENT.authority), batch=batch)
        teams = {}
        for postcode, spot in spots({HERE, THERE}, TODAY).items():
            team = accounts.add_team(
                name=f"Team of {spot.area}", kind=TeamKind.CLUSTER, valid_from=TODAY, by=unit.asker
            )
            Serves.objects.create(team=team, level=PlaceLevel.AREA.value, place=spot.area, valid_from=TODAY)
            teams[postcode] = team.id
        desk = accounts.add_team(name="Desk", kind=TeamKind.PROTECTION, valid_from=TODAY, by=unit.asker)
        teams["desk"] = desk.id
        accounts.add_team(name="Door", kind=TeamKind.FRONT_DOOR, valid_from=TODAY, by=unit.asker)
    return teams


def nhs(number: int) -> str:
    """The n-th invented NHS number whose check digit is right; they begin with 999, which is nobody's."""
    while True:
        digits = f"999{number % 1_000_000:06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return digits + str(check % 11)
        number += 500_000


def birth(number: int = 1, **more: str) -> dict[str, str]:
    """A birth on 12 November 2026 at an address of ours, to a mother with a number of her own."""
    return {
        "event": "birth",
        "notice_number": f"N{number}",
        "nhs_number": nhs(number),
        "given_name": "Testino",
        "family_name": FAMILIES[number % 10],
        "date_of_birth": "2026-11-12",
        "sex": "M",
        "mother_nhs_number": nhs(100_000 + number),
        "mother_given_name": "Testina",
        "mother_family_name": FAMILIES[(number + 4) % 10],
        "mother_date_of_birth": f"1995-04-{number % 28 + 1:02d}",
        "address_line_1": f"{number} Sample Street",
        "town": "Exampleton",
        "postcode": HERE,
        "may_write": "Y",
        "gp_practice": "C84001",
    } | more


def death(of: dict[str, str], **more: str) -> dict[str, str]:
    """The death of the child of this row, on 18 November."""
    same = ("nhs_number", "given_name", "family_name", "date_of_birth")
    return (
        {"event": "death", "notice_number": f"D{of['notice_number']}", "date_of_event": "2026-11-18"}
        | {column: of[column] for column in same if column in of}
        | more
    )


def as_csv(rows: Sequence[dict[str, str]], columns: Sequence[str] = NAMES) -> bytes:
    """The rows as a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_bundle(rows: Sequence[dict[str, str]]) -> bytes:
    """The same as a FHIR R4 collection of messages."""
    return json.dumps(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": message(row)} for row in rows],
        }
    ).encode()


CODES = {
    "birth": "pds-birth-notification-1",
    "address": "pds-change-of-address-1",
    "practice": "pds-change-of-gp-1",
    "death": "pds-death-notification-1",
}


def message(row: dict[str, str]) -> dict[str, Any]:
    """One event as a bundle of type message."""
    number = {"system": "https://fhir.nhs.uk/Id/nhs-number"}
    patient: dict[str, Any] = {
        "resourceType": "Patient",
        "identifier": [number | {"value": row.get("nhs_number", "")}],
        "name": [{"use": "official", "family": row.get("family_name"), "given": [row.get("given_name", "")]}],
        "gender": {"F": "female", "M": "male"}.get(row.get("sex", ""), "unknown"),
        "birthDate": row.get("date_of_birth"),
    }
    if row.get("postcode"):
        where = {"line": [row.get("address_line_1", "")], "city": row.get("town"), "postalCode": row["postcode"]}
        patient["address"] = [where]
    if row["event"] == "death":
        patient["deceasedDateTime"] = row["date_of_event"]
    inside: list[dict[str, Any]] = [
        {"resourceType": "MessageHeader", "id": row["notice_number"], "eventCoding": {"code": CODES[row["event"]]}},
        patient,
    ]
    if row.get("mother_family_name"):
        inside.append(
            {
                "resourceType": "RelatedPerson",
                "relationship": [{"coding": [{"code": "MTH"}]}],
                "identifier": [number | {"value": row.get("mother_nhs_number", "")}],
                "name": [{"family": row["mother_family_name"], "given": [row["mother_given_name"]]}],
                "birthDate": row.get("mother_date_of_birth"),
            }
        )
    return {
        "resourceType": "Bundle",
        "type": "message",
        "timestamp": f"{row.get('date_of_event', '2026-11-19')}T09:00:00Z",
        "entry": [{"resource": each} for each in inside],
    }


def receive(body: bytes, name: str = "births.csv") -> actions.Received:
    """Staged and checked by a data officer. Errors: Refused."""
    asker = staff(DATA_OFFICER)
    with fence.enter(asker):
        return actions.receive(feed="births", name=name, body=body, by=asker, at=NOW)


def brought_in(rows: Sequence[dict[str, str]], size: int = 1000) -> dict[int, Row]:
    """A file worked to its end; what became of its rows, by number."""
    received = receive(as_csv(rows))
    actions.work_all(intake=received.intake, size=size, now=lambda: NOW)
    return rows_of(received.intake)


def rows_of(intake: uuid.UUID) -> dict[int, Row]:
    """Its rows as they stand, the first after the header being 2."""
    with fence.enter(SYSTEM):
        return {row.number: row for row in Row.objects.filter(intake=intake).order_by("number")}


def file_of(intake: uuid.UUID) -> Intake:
    """The file as it stands."""
    with fence.enter(SYSTEM):
        return Intake.objects.get(id=intake)


def staff(role: str, *teams: uuid.UUID) -> Asker:
    """A member of staff with this role and these teams."""
    number, permissions = uuid.uuid4(), permissions_of([role])
    return Asker(
        kind=Kind.STAFF,
        number=number,
        name="Invented Worker",
        holders=frozenset({number, *teams}),
        wide=wide_of(permissions),
        permissions=permissions,
    )


def registered(given: str, family: str, born: date, number: str = "", **more: Any) -> Registered:
    """Somebody on the register, with a verified number."""
    numbers = (NewIdentifier("nhs", number, "verified"),) if number else ()
    addresses = (NewAddress("1 Old Lane", "", "Exampleton", HERE, valid_from=date(2025, 1, 1)),)
    new = NewPerson(
        names=(NewName(given, family),), born_on=born, sex="F", identifiers=numbers, addresses=addresses, **more
    )
    with fence.enter(SYSTEM) as unit:
        return people.register_many(new=[new], by=unit.asker, at=NOW)[0]
