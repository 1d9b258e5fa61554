"""Which babies of a birth live? Asked by the welcome letter at the moment of sending."""

from __future__ import annotations

import uuid

from familyhub.development.models import Newcomer
from familyhub.people.queries.feeds import dead_among


def living_babies(maternity: uuid.UUID) -> set[uuid.UUID]:
    """The records of the babies of this birth that were on a list and live."""
    babies = set(Newcomer.objects.filter(maternity=maternity).values_list("record_id", flat=True))
    return babies - dead_among(babies)
