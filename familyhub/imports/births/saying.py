"""From a row's values to what people and development take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from familyhub.development.actions.lists import NewCare
from familyhub.imports.births.checking import date_of
from familyhub.people.new import NewAddress, NewIdentifier, NewName, NewPerson, NewSafeContact
from familyhub.people.terms import Answer, IdentifierKind, IdentifierStatus, NameUse, Sex, Way
from familyhub.people.typed import nhs_of, plain, postcode_of

Values = Mapping[str, str]
CHECKED = re.compile("[0-9]{10}").fullmatch
VERIFIED = {"", "01"}
SOURCE = "births"
POST_ONLY = tuple(way for way in Way if way != Way.POST)
AGREED = "A parent agreed that the centre writes to the home (birth notice)"


def day(values: Values, column: str) -> date:
    """A date that was checked."""
    found = date_of(values.get(column, ""))
    assert found is not None
    return found


def is_verified(values: Values) -> bool:
    """Is the child's NHS number a verified one?"""
    return bool(values.get("nhs_number")) and values.get("nhs_number_status", "") in VERIFIED


def number(values: Values, column: str = "nhs_number") -> str:
    """The ten digits, or ""."""
    text = values.get(column, "")
    return text if CHECKED(text) else nhs_of(text) or ""  # what was staged is checked, and tidy


def address(values: Values) -> NewAddress | None:
    """The address, where the row has one; post is safe only where a parent agreed."""
    postcode = postcode_of(values.get("postcode", "")) or ""
    line = values.get("address_line_1", "")
    if not postcode and not line:
        return None
    agreed = Answer.YES if values.get("may_write") == "Y" else Answer.UNKNOWN
    return NewAddress(line, values.get("address_line_2", ""), values.get("town", ""), postcode, safe_post=agreed)


def child(values: Values) -> NewPerson:
    """The baby or child. A baby without a name of its own has the family's, or the mother's."""
    family = values.get("family_name") or values.get("mother_family_name", "")
    status = IdentifierStatus.VERIFIED if is_verified(values) else IdentifierStatus.UNVERIFIED
    numbers = (NewIdentifier(IdentifierKind.NHS, number(values), status),) if number(values) else ()
    where = address(values)
    return NewPerson(
        names=(NewName(values.get("given_name", ""), family, NameUse.LEGAL),),
        source=SOURCE,
        born_on=day(values, "date_of_birth"),
        sex=values.get("sex") or Sex.UNKNOWN,
        identifiers=numbers,
        addresses=(where,) if where else (),
    )


def mother(values: Values) -> NewPerson:
    """The mother as somebody new. Where a parent agreed to be written to, that is her safe contact: post alone."""
    numbers = (
        (NewIdentifier(IdentifierKind.NHS, number(values, "mother_nhs_number"), IdentifierStatus.VERIFIED),)
        if number(values, "mother_nhs_number")
        else ()
    )
    where, agreed = address(values), values.get("may_write") == "Y"
    return NewPerson(
        names=(NewName(values.get("mother_given_name", ""), values.get("mother_family_name", "")),),
        source=SOURCE,
        born_on=date_of(values.get("mother_date_of_birth", "")),
        sex=Sex.FEMALE,
        identifiers=numbers,
        addresses=(where,) if where else (),
        safe_contact=NewSafeContact(Answer.YES, AGREED, POST_ONLY) if agreed else None,
    )


def care(values: Values) -> NewCare:
    """Who looks after the child's health."""
    return NewCare(
        values.get("gp_practice", ""), values.get("health_visiting_team", ""), values.get("midwife_team", "")
    )


def mother_key(values: Values) -> str:
    """The same for every row that names the same mother; "" for a row that names none well enough."""
    if number(values, "mother_nhs_number"):
        return number(values, "mother_nhs_number")
    name = plain(f"{values.get('mother_given_name', '')} {values.get('mother_family_name', '')}")
    born = values.get("mother_date_of_birth", "")
    return f"{name}|{born}" if name and born else ""
