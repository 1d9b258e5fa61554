"""A post on the duty list is told at once that a concern waits, then the next, until somebody says "I have it".

Every call is a row, and the next is reckoned from the rows alone: a worker that died in between neither skips nor
repeats one. The message names nobody.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from familyhub.accounts import queries as accounts
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.messages import actions as messages
from familyhub.places.front_door import front_door
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.actions.enquiring import NoSuchEnquiry
from familyhub.referrals.actions.mash.enquiries import at_hand, tell
from familyhub.referrals.duty_list import on_duty
from familyhub.referrals.events.mash import DutyCalled, EnquiryAcknowledged
from familyhub.referrals.models import Acknowledgement, DeskReason, DutyCall, DutyPost, Enquiry
from familyhub.referrals.policy import mash as mash_policy
from familyhub.referrals.policy.mash import Called
from familyhub.referrals.terms.mash import NOBODY_ON_THE_LIST
from familyhub.referrals.terms.requests import EnquiryState, Why

WHOLE = (Why.PROTECTED.value, Why.SAMPLE.value)


class NoSuchDuty(Exception):
    """There is no such line on the duty list."""


def call_next(*, enquiry: uuid.UUID, by: Asker, at: datetime) -> bool:
    """Call whoever is next, if it is time; True when a call was made. Safe to repeat, and as often as one likes."""
    try:
        row = at_hand(enquiry)
    except NoSuchEnquiry:
        return False
    if not mash_policy.can_gather(EnquiryState(row.state)) or Acknowledgement.objects.filter(enquiry=row).exists():
        return False
    calls = [Called(one.staff_id, one.round, one.at) for one in row.calls.order_by("number")]
    minutes = front_door(settings.ENVIRONMENT.authority).acknowledge_minutes
    if at < mash_policy.next_call_at(calls, row.opened_at, minutes):
        return False
    is_desks = DeskReason.objects.filter(request=row.request_id, why__in=WHOLE).exists()
    listed = _desk(at) if is_desks else on_duty(at)
    _call(row, calls, listed, is_desks=is_desks, by=by, at=at)
    return True


def _desk(at: datetime) -> list[uuid.UUID]:
    """Everybody at the protection desk, by name."""
    members = [member for team in protection_desk(at) for member in accounts.members_of(team, day_of(at))]
    return list(dict.fromkeys(member.id for member in members))


def _call(
    row: Enquiry, calls: list[Called], listed: list[uuid.UUID], *, is_desks: bool, by: Asker, at: datetime
) -> None:
    staff, in_round = mash_policy.next_to_call(listed, calls)
    person = accounts.work_contacts([staff]).get(staff) if staff else None
    name = person.name if person else NOBODY_ON_THE_LIST
    DutyCall(
        fence=row.fence,
        enquiry=row,
        number=len(calls) + 1,
        round=in_round,
        staff_id=staff if person else None,
        staff_name=name,
        at=at,
    ).save(force_insert=True)
    if staff and person:
        call = messages.DutyCall(
            staff=staff,
            fence=uuid.uuid4(),  # not the enquiry's: the worker sends it, whatever the desk hides
            about_kind="referrals.enquiry",
            about=row.id,
            link=f"/mash/{row.id}/",
            is_hidden=is_desks,
        )
        messages.call_duty(call=call, by=by, at=at)
    is_again = bool(calls) and in_round > calls[-1].round
    tell(DutyCalled, row, by=by, at=at, who=name, is_again=is_again)


def acknowledge(*, enquiry: uuid.UUID, by: Asker, at: datetime) -> None:
    """ "I have it": the calling stops. The first who says so stands; a repeat does nothing. Errors: NoSuchEnquiry."""
    row = at_hand(enquiry)
    if Acknowledgement.objects.filter(enquiry=row).exists():
        return
    Acknowledgement(fence=row.fence, enquiry=row, at=at, by=by.number, by_name=by.name).save(force_insert=True)
    tell(EnquiryAcknowledged, row, by=by, at=at)


@dataclass(frozen=True)
class NewDuty:
    """A post, or one member of staff, and from when to when they are called; `order` 1 is called first."""

    order: int
    since: datetime
    until: datetime | None = None
    post: uuid.UUID | None = None
    staff: uuid.UUID | None = None


def add_to_duty(*, new: NewDuty, by: Asker, at: datetime) -> uuid.UUID:
    """Put a post or somebody on the duty list."""
    line = DutyPost(order=new.order, since=new.since, until=new.until, post_id=new.post, staff_id=new.staff)
    line.made_at, line.made_by_name = at, by.name
    line.save(force_insert=True)
    return line.id


def end_duty(*, line: uuid.UUID, by: Asker, at: datetime) -> None:
    """Take a line off the list from now on; what was called by it stays. Errors: NoSuchDuty."""
    row = DutyPost.objects.select_for_update().filter(id=line).first()
    if row is None:
        raise NoSuchDuty(str(line))
    DutyPost.objects.filter(id=line).update(until=max(at, row.since))
