"""Which children were seen face to face: what "seen" counts wherever it is counted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from familyhub.casework.models import NotePart
from familyhub.casework.permissions import SEE
from familyhub.casework.terms.episodes import FACE_TO_FACE, FACES, Part
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import end_of_day

MOST = 5_000


@dataclass(frozen=True)
class SeenChild:
    """A child seen face to face: who (a person, however many records), when, alone or not, in which note."""

    child: uuid.UUID
    at: datetime
    alone: bool
    note: uuid.UUID


def children_seen(asker: Asker, first: date, last: date) -> list[SeenChild]:
    """Each time that a child was seen face to face on these days, London's, as far as this asker may read of it.

    One query. What was corrected counts as it was corrected; a child who was only spoken with was not seen.
    """
    if not asker.may(SEE.code):
        return []
    begin, end = end_of_day(first - timedelta(days=1)), end_of_day(last)
    rows = NotePart.objects.filter(
        is_child=True,
        part__in=[part.value for part in FACES],
        note__kind__in=[kind.value for kind in FACE_TO_FACE],
        note__corrected_by__isnull=True,
        note__happened_at__gte=begin,
        note__happened_at__lt=end,
    ).order_by("note__happened_at", "id")
    told = rows.values_list("record__person", "note__happened_at", "part", "note")[:MOST]
    found = [SeenChild(child, at, part == Part.ALONE.value, note) for child, at, part, note in told]
    fence.note_subjects({one.child for one in found})
    return found
