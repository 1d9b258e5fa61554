"""What is published, whole, with the days on which it is closed: for pages of one, a few, or all of a place."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from familyhub.directory.models import Card, CardPlace
from familyhub.directory.policy import Days
from familyhub.directory.queries.lists import shown
from familyhub.directory.queries.published import said

MOST_AT_A_PLACE = 200


@dataclass(frozen=True)
class Published:
    """A listing that is shown: its whole document and when it is closed."""

    id: uuid.UUID
    document: dict[str, Any]
    days: Days


def published(numbers: Sequence[uuid.UUID], day: date) -> dict[uuid.UUID, Published]:
    """Those of these that are shown on that day, in the order asked for: one question."""
    found = {one.id: one for one in _whole(Card.objects.filter(shown(day), service__in=numbers), day)}
    return {number: found[number] for number in numbers if number in found}


def published_at(sites: Sequence[uuid.UUID], services: Sequence[uuid.UUID], day: date) -> list[Published]:
    """What is shown at these sites of the register of places, and these services wherever they are, by name.

    Two questions: which are there, by an index; one for both at once read every card.
    """
    there = CardPlace.objects.filter(service_at_location__location__site__in=sites).values_list("card", flat=True)
    rows = Card.objects.filter(shown(day), service__in={*there, *services}).order_by("name", "service")
    return list(_whole(rows[:MOST_AT_A_PLACE], day))


def _whole(rows: QuerySet[Card], day: date) -> Iterable[Published]:
    fields = ("service_id", "full", "paused_from", "paused_until", "shown_until")
    for number, text, since, until, ends in rows.values_list(*fields):
        document = json.loads(said(text, since, until, day))
        yield Published(number, document, Days(since, until, ends))
