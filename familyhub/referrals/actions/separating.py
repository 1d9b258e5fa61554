"""A joining is undone: it was another child after all. Each contact stays as it came; the graver lane is kept."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.deciding import NeedsReason
from familyhub.referrals.actions.enquiring import open_enquiry, open_enquiry_of
from familyhub.referrals.actions.steps import NoSuchRequest, NotNow, locked, move
from familyhub.referrals.belonging import needs_of
from familyhub.referrals.events.requests import RequestsSeparated
from familyhub.referrals.models import Joining, Request, Separation
from familyhub.referrals.policy.requests import rank_of
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, Lane, State


def separate(*, request: uuid.UUID, because: str, by: Asker, at: datetime) -> uuid.UUID:
    """Make a joined request one of its own again, at the front door; returns the one that it was part of.

    A safeguarding concern has its own enquiry again. They are not joined by themselves any more.
    Errors: NoSuchRequest, NeedsReason, NotNow when it is not joined, or the whole has left the front door.
    """
    if not because.strip():
        raise NeedsReason
    row = locked(request, None)
    if row.joined_to_id is None:
        raise NotNow(f"{row.reference} is a request of its own")
    whole = locked(row.joined_to_id, None)
    if State(whole.state) not in AT_FRONT_DOOR:
        raise NotNow(f"{whole.reference} is no longer at the front door: it cannot be taken apart")
    joining = Joining.objects.filter(request=row).order_by("-at").first()
    if joining is None:
        raise NotNow(f"{row.reference} is a request of its own")
    row.joined_to = None
    row.rank = rank_of(Lane(row.lane), needs_of(row.id))
    is_mash = Lane(row.lane) is Lane.MASH
    move(row, State.ESCALATED if is_mash else State.RECEIVED, by=by, at=at, words=because)
    _rank_again(whole)
    Separation(fence=row.fence, joining=joining, because=because, at=at, by=by.number, by_name=by.name).save(
        force_insert=True
    )
    if is_mash and open_enquiry_of(row.id) is None:
        open_enquiry(row, since=row.received_at, by=by, at=at)
    event = RequestsSeparated(
        fence=row.fence, about=row.id, reference=row.reference, other=whole.reference, because=because
    )
    events.record(event, by=by, at=at)
    return whole.id


def _rank_again(whole: Request) -> None:
    """Of what is left in it."""
    whole.rank = rank_of(Lane(whole.lane), needs_of(whole.id))
    if Request.objects.filter(id=whole.id).update(rank=whole.rank) != 1:
        raise NoSuchRequest(str(whole.id))
    desk.lines_follow(whole)
