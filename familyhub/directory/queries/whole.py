"""What is published, whole, with the days on which it is closed: for pages of one, a few, or all of a place."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from familyhub.directory.models import Card
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
    """What is shown at these sites of the register of places, and these services wherever they are, by name."""
    at = Q(places__service_at_location__location__site__in=sites)
    numbers = Card.objects.filter(shown(day)).filter(at | Q(service__in=services)).values("service")
    rows = Card.objects.filter(service__in=numbers).order_by("name", "service")[:MOST_AT_A_PLACE]
    return list(_whole(rows, day))


def _whole(rows: QuerySet[Card], day: date) -> Iterable[Published]:
    fields = ("service_id", "full", "paused_from", "paused_until", "shown_until")
    for number, text, since, until, ends in rows.values_list(*fields):
        document = json.loads(said(text, since, until, day))
        yield Published(number, document, Days(since, until, ends))
