"""What the front door asks of casework when it holds what is done with a family (`settings.STILL_HELPED`)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from familyhub.casework.models import Episode
from familyhub.core import fence
from familyhub.core.asker import system

ASKED = system("who is helped now", wide=frozenset({"casework", "people", "hidden"}))


def still_helped(requests: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these requests those that led to help which has not ended."""
    with fence.enter(ASKED):
        rows = Episode.objects.filter(request__in=requests, closed_on__isnull=True)
        return set(rows.values_list("request", flat=True))
