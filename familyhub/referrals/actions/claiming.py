"""Opening a request to decide it: nobody else can meanwhile. A claim runs out by itself, so that nothing stays locked.

One conditional UPDATE claims, and its row count says whether it did: two officers who press at once get one claim.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from familyhub.accounts import queries as accounts
from familyhub.core.asker import Asker
from familyhub.referrals.actions.steps import NoSuchRequest, NotNow
from familyhub.referrals.models import Decision, Enquiry, Hold, Request
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, ENQUIRY_UNDECIDED, STATE_LABELS, Lane, State

OPEN = [state.value for state in AT_FRONT_DOOR]
TRIED = 10


class OpenElsewhere(Exception):
    """Somebody else has it open. The text says who and until when."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(name, until)
        self.name, self.until = name, until


def claim(*, request: uuid.UUID, by: Asker, at: datetime) -> datetime:
    """Open it for deciding, or go on with it, for 15 minutes; whatever else this asker had open is put back.

    Returns until when. Errors: NoSuchRequest, NotNow, OpenElsewhere.
    """
    until = _claim(request, by, at)
    if until is None:
        _say_why_not(request, by, at)
    release_others(keep=request, by=by)
    return at + policy.CLAIM_FOR


def _claim(request: uuid.UUID, by: Asker, at: datetime) -> datetime | None:
    until = at + policy.CLAIM_FOR
    row = free_for(by, at).filter(Q(state__in=OPEN) | Q(id__in=_undoable(request, at)), id=request)
    return until if row.update(claimed_by=by.number, claimed_until=until) == 1 else None


def free_for(by: Asker, at: datetime) -> QuerySet[Request]:
    """Requests that nobody else has open."""
    nobody = Q(claimed_by__isnull=True) | Q(claimed_until__lte=at)
    return Request.objects.filter(nobody | Q(claimed_by=by.number))


def _undoable(request: uuid.UUID, at: datetime) -> list[uuid.UUID]:
    """The request itself while its decision can be undone: another officer may open it for that."""
    row = Request.objects.filter(id=request).first()
    decided = Decision.objects.filter(request=request).order_by("-at").values_list("at", flat=True).first()
    if row is None or not policy.can_be_undone(Lane(row.lane), State(row.state), decided, at):
        return []
    return [row.id]


def _say_why_not(request: uuid.UUID, by: Asker, at: datetime) -> None:
    row = Request.objects.filter(id=request).first()
    if row is None:
        raise NoSuchRequest(str(request))
    check_claim(row, by, at)
    raise NotNow(f"{row.reference} is {STATE_LABELS[State(row.state)].lower()}: there is nothing to decide")


def check_claim(row: Request, by: Asker, at: datetime) -> None:
    """Errors: OpenElsewhere."""
    if policy.is_held_by_another(row.claimed_by, row.claimed_until, by.number, at):
        names = accounts.names_of_staff([row.claimed_by])  # type: ignore[list-item]
        raise OpenElsewhere(names.get(row.claimed_by, "Somebody else"), row.claimed_until)  # type: ignore[arg-type]


def release(*, request: uuid.UUID, by: Asker) -> bool:
    """Put it back. Safe to repeat; False when this asker had not opened it."""
    mine = Request.objects.filter(id=request, claimed_by=by.number)
    return mine.update(claimed_by=None, claimed_until=None) == 1


def release_others(*, keep: uuid.UUID, by: Asker) -> int:
    """One officer decides one request at a time."""
    others = Request.objects.filter(claimed_by=by.number).exclude(id=keep)
    return others.update(claimed_by=None, claimed_until=None)


def claim_next(*, by: Asker, at: datetime, lane: str = "", district: str = "") -> uuid.UUID | None:
    """Open the first of the board that can be decided and that nobody else has open; None when there is none.

    What waits for its sender, for the MASH or for a release is passed over: it is not the officer's to decide now.
    """
    for number in _deciding_order(by, at, lane, district)[:TRIED]:
        if _claim(number, by, at):
            release_others(keep=number, by=by)
            return number
    return None


def _deciding_order(by: Asker, at: datetime, lane: str, district: str) -> QuerySet[Request, uuid.UUID]:
    undecided = [state.value for state in ENQUIRY_UNDECIDED]
    rows = free_for(by, at).filter(state=State.RECEIVED.value)  # escalated: its enquiry decides, seen or not
    rows = rows.filter(lane=lane) if lane else rows
    rows = rows.filter(district=district) if district else rows
    rows = rows.exclude(Exists(Enquiry.objects.filter(request=OuterRef("id"), state__in=undecided)))
    rows = rows.exclude(Exists(Hold.objects.filter(request=OuterRef("id"), released_at__isnull=True)))
    return rows.order_by("rank", "decide_by", "id").values_list("id", flat=True)
