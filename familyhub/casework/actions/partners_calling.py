"""A partners meeting is called, closed with who was there, or cancelled."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from familyhub.accounts import queries as accounts
from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.events.partners import PartnersMeetingCalled, PartnersMeetingCancelled, PartnersMeetingHeld
from familyhub.casework.local.partners import meeting_rules
from familyhub.casework.models import AgendaItem, PartnersMeeting, Seat
from familyhub.casework.permissions import CONVENE, SEAT
from familyhub.casework.policy import meetings as meeting_policy
from familyhub.casework.policy import partners as partners_policy
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.terms.partners import SeatAttendance, SeatRole
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

KIND = "casework.partners_meeting"


@dataclass(frozen=True)
class NewSeat:
    """Somebody to invite in a role: with an account by number, without one by name and agency."""

    role: SeatRole
    staff: uuid.UUID | None = None
    name: str = ""
    agency: str = ""


@dataclass(frozen=True)
class NewPartnersMeeting:
    """Of which team's area, when, where, who."""

    team: uuid.UUID
    starts_at: datetime
    place: str
    seats: tuple[NewSeat, ...]


def agenda_of(meeting: uuid.UUID) -> str:
    """The reason written on every grant of a child's item."""
    return f"agenda {meeting}"


@transaction.atomic
def call_partners_meeting(*, new: NewPartnersMeeting, by: Asker, at: datetime) -> uuid.UUID:
    """Call the next one: its members and whoever works in the team know of it. Returns its number.

    Errors: NotThere, Refused.
    """
    if not by.may(CONVENE.code) or new.team not in by.holders - {by.number}:
        raise NotThere(str(new.team))
    refuse("" if new.place.strip() else "Say where", "place")
    refuse(meeting_policy.moment_problem(new.starts_at, at), "day")
    refuse(partners_policy.seats_problem([partners_policy.Asked(one.staff, one.name) for one in new.seats]))
    members = [one.staff for one in new.seats if one.staff]
    may = accounts.who_may(members, [SEAT.code], day_of(at))
    refuse("" if set(members) <= set(may) else "Somebody invited has no post in which they can sit there")
    row = _store_new(new, by, at)
    for one in new.seats:
        seat = Seat(id=uuid.uuid4(), fence=row.fence, meeting=row, role=one.role.value, staff_id=one.staff)
        seat.name, seat.agency = one.name.strip(), one.agency.strip()
        seat.save(force_insert=True)
    for place, (code, title) in enumerate(meeting_rules(settings.ENVIRONMENT.authority).agenda, start=1):
        item = AgendaItem(id=uuid.uuid4(), fence=row.fence, meeting=row, code=code, position=place, title=title)
        item.at, item.by, item.by_name = at, by.number, by.name
        item.save(force_insert=True)
    _end_tasks(PartnersMeeting.objects.filter(team=new.team, state="held", next_on__isnull=False), by, at)
    _ask(row, "Hold the partners meeting", row.starts_at, by, at)
    events.record(PartnersMeetingCalled(fence=row.fence, about=row.id, subjects=(), on=day_words(row)), by=by, at=at)
    return row.id


def _store_new(new: NewPartnersMeeting, by: Asker, at: datetime) -> PartnersMeeting:
    """The meeting, known to members and team before it is there."""
    day = day_of(new.starts_at)
    row = PartnersMeeting(id=uuid.uuid4(), team_id=new.team, starts_at=new.starts_at, on_day=day)
    row.fence, row.place = row.id, new.place.strip()
    row.at, row.by, row.by_name = at, by.number, by.name
    team = [one.id for one in accounts.members_of(new.team, day_of(at))]
    holders = {new.team, *team, *(one.staff for one in new.seats if one.staff), *([by.number] if by.number else [])}
    grants.grant(sorted(holders), [row.id], because=f"partners meeting {row.id}")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        refuse("This team has a partners meeting on that day already", "day")
    return row


def day_words(row: PartnersMeeting) -> str:
    """Its day, as sentences say it."""
    return f"{row.on_day:%-d %B %Y}"


def _ask(row: PartnersMeeting, words: str, due_at: datetime, by: Asker, at: datetime) -> None:
    task = work.NewTask(by.number or row.team_id, row.fence, KIND, row.id, words, due_at)
    work.open_task(task, by=by, at=at)


def _end_tasks(rows: object, by: Asker, at: datetime) -> None:
    for row in rows:  # type: ignore[attr-defined]
        work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)


def called(meeting: uuid.UUID, version_seen: int | None, by: Asker) -> PartnersMeeting:
    """The meeting, locked, for whoever convenes it. Errors: NotThere, ChangedMeanwhile, Refused."""
    row: PartnersMeeting | None = PartnersMeeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
    if row is None or not by.may(CONVENE.code) or row.team_id not in by.holders:
        raise NotThere(str(meeting))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this meeting since you opened it: look again first")
    refuse("" if row.state == "called" else "This meeting was closed or cancelled already")
    return row


def _store(row: PartnersMeeting, **values: object) -> None:
    if PartnersMeeting.objects.filter(id=row.id).update(version=row.version + 1, **values) != 1:
        raise NotThere(str(row.id))


@dataclass(frozen=True)
class Held:
    """Who was there by seat, and the day of the next one."""

    attendance: Mapping[uuid.UUID, SeatAttendance]
    next_on: date


@transaction.atomic
def close_partners_meeting(
    *, meeting: uuid.UUID, new: Held, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """It was held: who was there, and when the next one is. Errors: NotThere, ChangedMeanwhile, Refused."""
    row = called(meeting, version_seen, by)
    if set(new.attendance) - set(row.seats.values_list("id", flat=True)):
        raise NotThere("no seat of this meeting")
    problem = partners_policy.close_problem(
        starts_at=row.starts_at,
        now=at,
        was_there=SeatAttendance.ATTENDED in new.attendance.values(),
        next_on=new.next_on,
        today=day_of(at),
    )
    refuse(problem, "next_on" if "next" in problem else "")
    for seat, how in new.attendance.items():
        Seat.objects.filter(id=seat).update(attendance=how.value)
    _store(row, state="held", next_on=new.next_on)
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    _ask(row, "Call the next partners meeting", end_of_day(new.next_on), by, at)
    event = PartnersMeetingHeld(fence=row.fence, about=row.id, happened_at=row.starts_at, on=day_words(row))
    events.record(event, by=by, at=at)


@transaction.atomic
def cancel_partners_meeting(*, meeting: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """It does not take place: what was put to members ends at once. Errors: NotThere, Refused."""
    row = called(meeting, None, by)
    refuse(plan_policy.text_problem(words, "Say why it does not take place"), "words")
    _store(row, state="cancelled")
    members = [number for number in row.seats.values_list("staff", flat=True) if number]
    grants.cut(members, because=agenda_of(row.id))
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    event = PartnersMeetingCancelled(fence=row.fence, about=row.id, subjects=(), on=day_words(row))
    events.record(event, by=by, at=at)
