"""What can still be undone, for the banner on the page after."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest

from familyhub.core.asker import Asker
from familyhub.referrals.models import Decision, Request, Return
from familyhub.referrals.permissions import DECIDE
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import Lane, State


@dataclass(frozen=True)
class UndoOffer:
    """A request just decided; `until` is None when it cannot be undone (the MASH lane, or ten minutes are over)."""

    id: uuid.UUID
    reference: str
    until: datetime | None


def undo_offer(asker: Asker, number: uuid.UUID, now: datetime) -> UndoOffer | None:
    """For whoever decides and may see it: one query."""
    if not asker.may(DECIDE.code):
        return None
    made = [
        Subquery(kind._default_manager.filter(request=OuterRef("id"), by=asker.number).order_by("-at").values("at")[:1])
        for kind in (Decision, Return)
    ]
    row = Request.objects.filter(id=number).annotate(decided_at=Greatest(*made)).first()
    if row is None or row.decided_at is None:
        return None
    can = policy.can_be_undone(Lane(row.lane), State(row.state), row.decided_at, now)
    return UndoOffer(row.id, row.reference, row.decided_at + policy.UNDO_FOR if can else None)
