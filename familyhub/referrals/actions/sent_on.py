"""What a team sent on about a family that it helps: passed out of the county, or left with the team."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.allocation_transfer import open_transfer
from familyhub.referrals.actions.steps import locked, move
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.models import Request, Transfer
from familyhub.referrals.terms.allocation import Basis
from familyhub.referrals.terms.requests import Channel, State

STAYS = "A team helps this family already: help goes on there"
MOVED = "The family moved: the team that helps them passes it on"


def pass_to_authority(
    *, request: uuid.UUID, authority: str, what: str, basis: Basis, by: Asker, at: datetime
) -> uuid.UUID | None:
    """A family moved away: it waits among the transfers for the other authority's receipt. By the system.

    Safe to repeat. Returns the transfer's number; None where it was joined to another request, for an officer.
    """
    row = Request.objects.filter(id=request, state=State.RECEIVED.value).first()
    if row is None:
        return None
    row = locked(request, None)
    move(row, State.TRANSFERRED, by=by, at=at, words=MOVED)
    number = open_transfer(request=request, by=by, at=at)
    Transfer.objects.filter(request=row, ended_at__isnull=True).update(
        authority_name=authority, what=what, basis=basis.value
    )
    desk.end_lines(request)
    return number


def leave_with_team(*, request: uuid.UUID, by: Asker, at: datetime) -> bool:
    """It stays early help, and the team that sent it helps already: nobody at the front door has anything to do.

    By the system; safe to repeat. Not where somebody else sent something too, which the front door decides.
    """
    row = Request.objects.filter(id=request, state=State.RECEIVED.value).first()
    if row is None or contacts_of(row.id).exclude(channel=Channel.TEAM.value).exists():
        return False
    row = locked(request, None)
    move(row, State.NO_FURTHER_ACTION, by=by, at=at, words=STAYS)
    desk.end_lines(request)
    return True
