"""From what was told to rows, used when somebody is registered and when something is added later."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from familyhub.core.asker import Asker
from familyhub.people.actions import bulk
from familyhub.people.actions.compartments import compartment_of
from familyhub.people.models import Identifier, SafeContact
from familyhub.people.new import NewAddress, NewContactPoint, NewIdentifier, NewSafeContact, Registered
from familyhub.people.terms import IdentifierStatus, Visibility
from familyhub.people.typed import contact_value_of, identifier_of, postcode_of


def fence_of(made: Registered, visibility: str) -> uuid.UUID:
    """Behind the person, or behind the compartment when it is protected."""
    return made.person if visibility == Visibility.NORMAL else compartment_of(made.record)


def address_row(made: Registered, new: NewAddress, today: date) -> dict[str, Any]:
    """The columns of an address."""
    return {
        "id": uuid.uuid4(),
        "fence": fence_of(made, new.visibility),
        "record_id": made.record,
        "kind": str(new.kind),
        "line1": new.line1.strip(),
        "line2": new.line2.strip(),
        "town": new.town.strip(),
        "postcode": postcode_of(new.postcode) or "",
        "lsoa": new.lsoa,
        "visibility": str(new.visibility),
        "safe_post": str(new.safe_post),
        "valid_from": new.valid_from or today,
    }


def point_row(made: Registered, new: NewContactPoint, today: date) -> dict[str, Any]:
    """The columns of a contact point."""
    return {
        "id": uuid.uuid4(),
        "fence": fence_of(made, new.visibility),
        "record_id": made.record,
        "kind": str(new.kind),
        "value": contact_value_of(new.kind, new.value),
        "visibility": str(new.visibility),
        "may_voice": str(new.may_voice),
        "may_text": str(new.may_text),
        "may_leave_message": str(new.may_leave_message),
        "may_write": str(new.may_write),
        "from_hour": new.from_hour,
        "to_hour": new.to_hour,
        "valid_from": today,
    }


def store_many_identifiers(new: Sequence[tuple[Registered, NewIdentifier]], at: datetime) -> None:
    """The same for many people: one statement where no number is taken already, else by halves, down to the taken."""
    if len(new) <= 1:
        for made, number in new:
            _store_identifier(made, number, at)
        return
    try:
        with transaction.atomic():
            bulk.insert(Identifier, [_identifier_row(made, number, at) for made, number in new])
    except IntegrityError:
        half = len(new) // 2
        store_many_identifiers(new[:half], at)
        store_many_identifiers(new[half:], at)


def _identifier_row(made: Registered, new: NewIdentifier, at: datetime) -> dict[str, Any]:
    return {
        "fence": made.person,
        "record_id": made.record,
        "kind": str(new.kind),
        "value": identifier_of(new.kind, new.value) or "",
        "status": str(new.status),
        "made_at": at,
    }


def store_identifiers(made: Registered, new: Iterable[NewIdentifier], at: datetime) -> list[Identifier]:
    """Each number as given; a verified one that somebody else has already is stored as under query."""
    return [_store_identifier(made, each, at) for each in new]


def _store_identifier(made: Registered, new: NewIdentifier, at: datetime) -> Identifier:
    row = Identifier(id=uuid.uuid4(), **_identifier_row(made, new, at))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # whose it is already may be hidden from the writer: nothing is refused and nothing is told
        row.status = IdentifierStatus.UNDER_QUERY.value
        row.save(force_insert=True)
    return row


def store_safe_contacts(new: Sequence[tuple[Registered, NewSafeContact]], by: Asker, at: datetime) -> None:
    """How to engage safely with each of them, from now on."""
    rows = [
        {
            "id": uuid.uuid4(),
            "fence": made.person,
            "record_id": made.record,
            "known": str(safe.known),
            "words": safe.words.strip(),
            "forbids": [str(way) for way in safe.forbids],
            "set_at": at,
            "set_by": by.number,
        }
        for made, safe in new
    ]
    bulk.insert(SafeContact, rows)
