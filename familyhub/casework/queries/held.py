"""When and where people of a case meet us: so that two who are kept apart never meet at a door."""

from __future__ import annotations

import uuid

from familyhub.casework.models import Meeting, Visit
from familyhub.casework.policy.meetings import Held
from familyhub.casework.terms.visits import VisitState


def held_of(case: uuid.UUID) -> list[Held]:
    """The meetings that are called and the visits that are planned. Four queries."""
    meetings = Meeting.objects.filter(case=case, state="called").prefetch_related("guests")
    visits = Visit.objects.filter(case=case, state=VisitState.PLANNED.value).prefetch_related("visited")
    called = [
        Held(row.starts_at, row.place, frozenset(one.record_id for one in row.guests.all() if one.record_id))
        for row in meetings
    ]
    planned = [
        Held(row.starts_at, place_of(row.home_id, row.place), frozenset(one.record_id for one in row.visited.all()))
        for row in visits
    ]
    return called + planned


def place_of(home: uuid.UUID | None, place: str) -> str:
    """A place as it is held against another: a home by whose it is, any other by its words."""
    return f"home {home.hex}" if home else place
