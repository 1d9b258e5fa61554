"""Invented people and askers for the tests of this room."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

from familyhub.accounts.role_shelf import ROLES, permissions_of, wide_of
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, system
from familyhub.people import actions
from familyhub.people.new import NewAddress, NewContactPoint, NewIdentifier, NewName, NewPerson, Registered

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NHS = "9434765919"
OTHER_NHS = "9000000009"
SYSTEM = system("test")
assert "front_door_officer" in ROLES


def staff(role: str, *teams: uuid.UUID) -> Asker:
    """A member of staff with this role and these teams."""
    number = uuid.uuid4()
    permissions = permissions_of([role])
    return Asker(
        kind=Kind.STAFF,
        number=number,
        name="Invented Worker",
        holders=frozenset({number, *teams}),
        wide=wide_of(permissions),
        permissions=permissions,
    )


def officer() -> Asker:
    """Sees everybody in the county, and no protected address."""
    return staff("front_door_officer")


def worker(*teams: uuid.UUID) -> Asker:
    """Sees what the teams hold."""
    return staff("family_support_worker", *teams)


def someone(given: str = "Testina", family: str = "Example", **more: object) -> NewPerson:
    """An adult with a name, a date of birth, an address and a phone."""
    values: dict[str, object] = {
        "names": (NewName(given, family),),
        "source": "3C",
        "born_on": date(1996, 4, 9),
        "sex": "F",
        "identifiers": (NewIdentifier("nhs", NHS),),
        "addresses": (NewAddress(line1="1 Sample Street", town="Retford", postcode="dn227aa"),),
        "contact_points": (NewContactPoint("phone", "07700 900123", may_voice="yes"),),
    }
    return NewPerson(**(values | more))  # type: ignore[arg-type]


def child(given: str = "Tilly", family: str = "Example", **more: object) -> NewPerson:
    """A child of three without number, address or phone."""
    values = {"born_on": date(2023, 7, 1), "sex": "F", "identifiers": (), "addresses": (), "contact_points": ()}
    return someone(given, family, **(values | more))


def unborn(**more: object) -> NewPerson:
    """A child expected in 20 weeks."""
    return NewPerson(**({"kind": "unborn", "due_on": date(2027, 4, 9), "source": "3F"} | more))  # type: ignore[arg-type]


def registered(new: NewPerson, *holders: uuid.UUID, by: Asker | None = None, at: datetime = NOW) -> Registered:
    """The person as stored."""
    asker = by or officer()
    with fence.enter(asker):
        return actions.register_many(new=[new], by=asker, at=at, holders=holders)[0]
