"""The people that an action is about, as far as the asker may see them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from familyhub.people.actions.errors import NoSuchPerson
from familyhub.people.models import Person, Record
from familyhub.people.new import Registered


def held_many(records: Sequence[uuid.UUID]) -> dict[uuid.UUID, Registered]:
    """Who these records are now. Errors: NoSuchPerson if any is unknown or unseen."""
    rows = dict(Record.objects.filter(id__in=records).values_list("id", "person_id"))
    if missing := set(records) - set(rows):
        raise NoSuchPerson(str(sorted(missing)[0]))
    return {record: Registered(record=record, person=person) for record, person in rows.items()}


def held(record: uuid.UUID) -> Registered:
    """The same for one, with the person locked, so that two changes follow each other. Errors: NoSuchPerson."""
    found = held_many([record])[record]
    if not Person.objects.select_for_update().filter(id=found.person).exists():
        raise NoSuchPerson(str(record))
    return found
