"""One parent's request is that parent's agreement only: what another parent may be told, and how, is recorded."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions.steps import NoSuchRequest
from familyhub.referrals.belonging import subjects_of
from familyhub.referrals.events.requests import OtherParentSettled
from familyhub.referrals.models import OtherParent, Request
from familyhub.referrals.queries.other_parent import open_parents
from familyhub.referrals.terms.requests import MayContact


class SayHow(Exception):
    """A yes needs the way and the words."""


class OtherParentOpen(Exception):
    """Another parent is named who has not agreed: first say whether they may be contacted."""


@dataclass(frozen=True)
class NewOtherParent:
    """What the officer settled about one parent named in the request."""

    subject: uuid.UUID
    may: MayContact
    how: str = ""
    may_be_said: str = ""


def settle_other_parent(*, request: uuid.UUID, new: NewOtherParent, by: Asker, at: datetime) -> None:
    """Record it; the newest holds. Errors: NoSuchRequest, SayHow."""
    row = Request.objects.filter(id=request).first()
    if row is None or not subjects_of(request).filter(id=new.subject).exists():
        raise NoSuchRequest(str(request))
    if new.may is MayContact.YES and not (new.how.strip() and new.may_be_said.strip()):
        raise SayHow
    OtherParent(
        fence=row.fence,
        request=row,
        subject=new.subject,
        may=new.may.value,
        how=new.how.strip(),
        may_be_said=new.may_be_said.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    event = OtherParentSettled(fence=row.fence, about=row.id, reference=row.reference, may=new.may.value)
    events.record(event, by=by, at=at)


def check_other_parents(request: Request) -> None:
    """Errors: OtherParentOpen."""
    if open_parents(request.id):
        raise OtherParentOpen
