"""The people that an action is about, as far as the asker may see them.

What is learned of somebody who was merged lies behind the fence of the record that it is about, and its events are
about that one: so it goes with the record when the two are separated, and no table has to know.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from familyhub.core.arrays import Listed
from familyhub.people.actions.errors import NoSuchPerson
from familyhub.people.models import Person, Record
from familyhub.people.new import Registered


def held_many(records: Sequence[uuid.UUID]) -> dict[uuid.UUID, Registered]:
    """These records with the persons that they were made as. Errors: NoSuchPerson if any is unknown or unseen."""
    rows = dict(Record.objects.filter(id__among=Listed(records)).values_list("id", "fence"))
    if missing := set(records) - set(rows):
        raise NoSuchPerson(str(sorted(missing)[0]))
    return {record: Registered(record=record, person=fence) for record, fence in rows.items()}


def held(record: uuid.UUID) -> Registered:
    """The same for one, with the person who it is now locked, so that two changes follow each other.

    Errors: NoSuchPerson.
    """
    found = held_many([record])[record]
    lock_whole(record)
    return found


def lock_whole(record: uuid.UUID) -> uuid.UUID:
    """Lock the person that this record is now, and return their number. Errors: NoSuchPerson."""
    of_it = Record.objects.filter(id=record).values("person")
    row = Person.objects.select_for_update(of=("self",)).filter(id__in=of_it).values_list("id", flat=True).first()
    if row is None:
        raise NoSuchPerson(str(record))
    return row


def records_of(record: uuid.UUID) -> list[Record]:
    """Every record of the person that this record is now, as far as the asker sees them."""
    return list(Record.objects.filter(person__in=Record.objects.filter(id=record).values("person")))
