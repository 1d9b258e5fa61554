"""A protected person is invisible to whoever searches, and is matched out of sight, so that the service still knows.

The shield is what the matching reads; the bar is what hides (`core.grants.hide`). The teams in `see` keep sight.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk
from familyhub.people.actions.compartments import compartment_of
from familyhub.people.actions.finding import held, records_of
from familyhub.people.events import PersonHidden
from familyhub.people.models import Shield

SHIELDED = "people: shielded"
HIDDEN = "people: hidden"


def shield(people: Sequence[uuid.UUID], see: Sequence[uuid.UUID], *, is_whole: bool, at: datetime) -> None:
    """Let the matching out of sight find these people. Safe to repeat: each row is one reason more."""
    rows = [{"id": uuid.uuid4(), "person": person, "is_whole": is_whole, "since": at} for person in people]
    grants.grant(see, [row["id"] for row in rows], because=SHIELDED)  # type: ignore[misc]
    bulk.insert(Shield, [row | {"fence": row["id"]} for row in rows])


def hide_person(*, record: uuid.UUID, see: Sequence[uuid.UUID], by: Asker, at: datetime) -> None:
    """Hide the person from everybody without a grant; `see` (teams or staff) keep sight. Errors: NoSuchPerson.

    Who held a grant because of their work keeps it: revoking those is a decision of its own.
    """
    person = held(record).person
    whole = records_of(record)
    persons = sorted({each.fence for each in whole})
    grants.grant(see, [*persons, *(compartment_of(each.id) for each in whole)], because=HIDDEN)
    shield([person], see, is_whole=True, at=at)
    event = PersonHidden(fence=compartment_of(record), about=person, subjects=(person,))
    events.record(event, by=by, at=at)
    grants.hide([person], because=HIDDEN)  # those that stand together with it are hidden with it
