"""What no copy was to hold, and had been added wrongly, is taken back: before a copy is signed, with a reason."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from familyhub.casework.actions.finding import NotThere, Refused, refuse
from familyhub.casework.events.releases import ParticularTakenBack
from familyhub.casework.models import Particular, ParticularEnd, Release
from familyhub.casework.policy import handing_out as rules
from familyhub.casework.queries.releasing import sees_everybody
from familyhub.casework.terms.releases import ReleaseState
from familyhub.core import events
from familyhub.core.asker import Asker

PREPARED = (ReleaseState.BEGUN.value, ReleaseState.DRAFT.value)


@transaction.atomic
def take_back_particular(*, particular: uuid.UUID, words: str, by: Asker, at: datetime) -> uuid.UUID:
    """Copies may hold it from now on; those being prepared are read again. Returns the case.

    Refused while a copy waits for a signature: whoever signs has read what stands there. Errors: NotThere, Refused.
    """
    row = Particular.objects.filter(id=particular, end__isnull=True).first()
    if row is None or not sees_everybody(by, row.fence):
        raise NotThere(str(particular))
    copies = Release.objects.select_for_update(of=("self",)).filter(fence=row.fence)
    states = list(copies.values_list("state", flat=True))
    refuse(rules.take_back_problem(words, waits=ReleaseState.WAITS.value in states), "words")
    end = ParticularEnd(fence=row.fence, behind=row.behind, particular=row, words=words.strip(), at=at)
    end.by, end.by_name = by.number, by.name
    try:
        with transaction.atomic():
            end.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused("Somebody else took it back a moment ago") from twice
    Release.objects.filter(fence=row.fence, state__in=PREPARED).update(version=F("version") + 1)
    event = ParticularTakenBack(fence=row.fence, about=row.id, subjects=(row.record_id,))
    events.record(event, by=by, at=at)
    case: uuid.UUID = row.fence
    return case
