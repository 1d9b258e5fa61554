"""Invitations and minutes reach each guest: into a tray of ours, or given by hand after a notice that names nobody."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from familyhub.accounts.queries.telling import told_of
from familyhub.casework.actions.finding import NotThere, refuse
from familyhub.casework.actions.plan_tasks import reference_of
from familyhub.casework.models import Guest, Meeting, MeetingCopy
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.sight import who_can_open
from familyhub.casework.terms.meetings import COPY_OF, CopyKind, CopyWay, GuestKind
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.messages import actions as messages
from familyhub.messages.safe_contact import reachable
from familyhub.messages.terms import ContactRule, Way
from familyhub.work import actions as work

ABOUT = "casework.meeting"
SAFE = frozenset({ContactRule.ALLOWED, ContactRule.OUTSIDE_HOURS})  # at another hour it waits for theirs


@transaction.atomic
def send_copies(*, meeting: uuid.UUID, by: Asker, at: datetime) -> int:
    """Send what stands now to each guest who has not had it. Returns to how many. Errors: NotThere, Refused."""
    row: Meeting | None = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
    if row is None:
        raise NotThere(str(meeting))
    kind = COPY_OF[row.state]
    waiting = [one for one in row.guests.order_by("kind", "name", "id") if not _had(one, kind)]
    refuse("" if waiting else "Everybody has had it already")
    able = who_can_open([row.case, *row.behind], day_of(at), SEE.code)
    for guest in waiting:
        _send(row, guest, kind, able, by, at)
    return len(waiting)


def _had(guest: Guest, kind: CopyKind) -> bool:
    """Whoever was never asked is not told that it is off."""
    has = set(guest.copies.values_list("kind", flat=True))
    return kind.value in has or (kind is CopyKind.CALLED_OFF and CopyKind.INVITATION.value not in has)


def _send(row: Meeting, guest: Guest, kind: CopyKind, able: Collection[uuid.UUID], by: Asker, at: datetime) -> None:
    message, way = None, CopyWay.HAND
    if guest.staff_id and guest.staff_id in able:
        way = CopyWay.TRAY
        _into_tray(row, guest, kind, by, at)
    elif kind is CopyKind.INVITATION:
        message = _notice(row, guest, by, at)
        way = CopyWay.NOTICE if message else CopyWay.HAND
    MeetingCopy(
        id=uuid.uuid4(),
        fence=row.fence,
        behind=row.behind,
        guest=guest,
        kind=kind.value,
        way=way.value,
        message=message,
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)


def _into_tray(row: Meeting, guest: Guest, kind: CopyKind, by: Asker, at: datetime) -> None:
    """Whoever calls it knows; a colleague who can open the case reads it there."""
    if guest.staff_id == by.number or guest.staff_id is None:
        return
    day, family = f"{day_of(row.starts_at):%-d %B}", f"family of {reference_of(row.case)}"
    words = {
        CopyKind.INVITATION: f"You are asked to the meeting of {day}: {family}",
        CopyKind.MINUTES: f"Read the minutes of {day}: {family}",
        CopyKind.CALLED_OFF: f"The meeting of {day} does not take place: {family}",
    }[kind]
    due = row.starts_at if kind is CopyKind.INVITATION else None
    work.open_task(work.NewTask(guest.staff_id, row.fence, ABOUT, row.id, words, due), by=by, at=at)
    for told in told_of([guest.staff_id], day_of(at)):
        for address in told.addresses:
            _write(row, "meeting_staff", by, at, to_address=address, values={"link": f"/meetings/{row.id}/"})


def _notice(row: Meeting, guest: Guest, by: Asker, at: datetime) -> uuid.UUID | None:
    """That there is a meeting on a day: to a partner's address, to a family by their safe-contact rules."""
    values = {"date": day_of(row.starts_at).isoformat()}
    if guest.kind == GuestKind.FAMILY.value and guest.record_id:
        ways = [way for way in (Way.EMAIL, Way.TEXT) if reachable(guest.record_id, way, at).rule in SAFE]
        if not ways:
            return None
        return _write(row, "meeting_person", by, at, person_record=guest.record_id, way=ways[0], values=values)
    if guest.email:
        return _write(row, "meeting_partner", by, at, to_address=guest.email, values=values)
    return None


def _write(row: Meeting, letter: str, by: Asker, at: datetime, **to: Any) -> uuid.UUID:
    """Behind the case, and no county-wide right opens it."""
    message = messages.NewMessage(letter, row.fence, ABOUT, row.id, is_hidden=True, **to)
    return messages.send(message, by=by, at=at)


def give_copy(*, guest: uuid.UUID, given_on: date, given_by: str, by: Asker, at: datetime) -> None:
    """It was given to them, or read out, by whom and on which day. Errors: NotThere, Refused."""
    refuse("" if given_on <= day_of(at) else "It cannot have been given in the future", "given_on")
    refuse("" if given_by.strip() else "Say who gave it", "given_by")
    row = Guest.objects.filter(id=guest).select_related("meeting").first()
    if row is None:
        raise NotThere(str(guest))
    kind = COPY_OF[row.meeting.state]
    waits = MeetingCopy.objects.filter(guest=row, kind=kind.value, given_on__isnull=True)
    done = waits.exclude(way=CopyWay.TRAY.value).update(given_on=given_on, given_by=given_by.strip())
    refuse("" if done else "Nothing of this waits to be given to them")
