"""A meeting around a family is called, held and minuted; those who are kept apart never meet in one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.looked_at import check_released
from familyhub.casework.actions.needing import CLOSED, everybody_of
from familyhub.casework.actions.plan_tasks import reference_of, whoever_leads
from familyhub.casework.actions.planning import Owner, check_owner
from familyhub.casework.events.meetings import (
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MinutesChanged,
    PeopleKeptApart,
)
from familyhub.casework.models import Decision, Episode, Guest, KeptApart, Meeting
from familyhub.casework.policy import meetings as meeting_policy
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.queries.apart import apart_of
from familyhub.casework.queries.held import held_of
from familyhub.casework.queries.sight import team_of_case
from familyhub.casework.terms.meetings import MOST_DECISIONS, Attendance, GuestKind
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause


@dataclass(frozen=True)
class NewGuest:
    """Somebody to invite: one of us by number, one of the family by record, or somebody named of an agency."""

    kind: GuestKind
    staff: uuid.UUID | None = None
    record: uuid.UUID | None = None
    name: str = ""
    agency: str = ""
    email: str = ""


@dataclass(frozen=True)
class NewMeeting:
    """When, where, who."""

    starts_at: datetime
    place: str
    guests: tuple[NewGuest, ...]


@dataclass(frozen=True)
class NewOutcome:
    """What was decided, who does it, by when."""

    words: str
    owner: Owner
    due_on: date


@dataclass(frozen=True)
class Minutes:
    """How each took part and in what words; what everybody is sent, what stays with us; what was decided."""

    attendance: Mapping[uuid.UUID, tuple[Attendance, str]]
    shared: str
    own: str = ""
    decisions: tuple[NewOutcome, ...] = field(default=())
    next_on: date | None = None


def keep_apart(*, case: uuid.UUID, one: uuid.UUID, other: uuid.UUID, words: str, by: Asker, at: datetime) -> uuid.UUID:
    """Contact between these two is restricted. Returns its number. Errors: NotThere, Refused."""
    behind = everybody_of(case, by)
    if one not in behind or other not in behind:
        raise NotThere("not of this case")
    refuse("Choose two people" if one == other else "", "other")
    refuse(plan_policy.text_problem(words, "Say what restricts their contact"), "words")
    row = KeptApart(
        id=uuid.uuid4(),
        fence=case,
        behind=sorted({behind[one], behind[other]}),
        one_id=one,
        other_id=other,
        words=words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    events.record(PeopleKeptApart(fence=case, about=row.id, subjects=()), by=by, at=at)
    return row.id


def let_together(*, apart: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Nothing restricts their contact any more. Errors: NotThere, Refused."""
    refuse(plan_policy.text_problem(words, "Say what has changed"), "words")
    waits = KeptApart.objects.filter(id=apart, ended_at__isnull=True)
    if waits.update(ended_at=at, ended_by=by.name, ended_because=words.strip()) != 1:
        raise NotThere(str(apart))


@transaction.atomic
def call_meeting(*, case: uuid.UUID, new: NewMeeting, by: Asker, at: datetime) -> uuid.UUID:
    """Call a meeting; it goes into the tray of whoever leads. Returns its number. Errors: NotThere, Refused."""
    behind = everybody_of(case, by)
    check_released(case)
    refuse("" if Episode.objects.filter(fence=case, closed_on__isnull=True).exists() else CLOSED)
    refuse("" if new.place.strip() else "Say where", "place")
    refuse(meeting_policy.moment_problem(new.starts_at, at), "day")
    _check_guests(case, new, set(behind), by, at)
    row = Meeting(
        id=uuid.uuid4(),
        fence=case,
        case=case,
        behind=sorted(set(behind.values())),
        starts_at=new.starts_at,
        place=new.place.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    for guest in new.guests:
        _invite(row, guest)
    for held in Meeting.objects.filter(case=case, state="held", next_on__isnull=False).values_list("id", flat=True):
        work.close_all_about(about=held, because=DoneBecause.DONE, by=by, at=at)
    task = work.NewTask(
        holder=whoever_leads(case),
        fence=case,
        about_kind="casework.meeting",
        about=row.id,
        words=f"Hold the meeting around the family of {reference_of(case)}",
        due_at=new.starts_at,
    )
    work.open_task(task, by=by, at=at)
    event = MeetingCalled(fence=case, about=row.id, subjects=tuple(behind), on=f"{day_of(new.starts_at):%-d %B %Y}")
    events.record(event, by=by, at=at)
    return row.id


def _check_guests(case: uuid.UUID, new: NewMeeting, known: set[uuid.UUID], by: Asker, at: datetime) -> None:
    family = frozenset(guest.record for guest in new.guests if guest.record)
    if not family <= known:
        raise NotThere("not of this case")
    apart = apart_of(by, case, day_of(at))
    refuse(meeting_policy.guests_problem(family, len(new.guests), apart), "family")
    refuse("" if all(g.staff or g.record or g.name.strip() for g in new.guests) else "Say who is invited", "partners")
    ours = {guest.staff for guest in new.guests if guest.staff} <= set(team_of_case(case, day_of(at)))
    refuse("" if ours else "They do not work in this family's team", "staff")
    held = meeting_policy.Held(new.starts_at, new.place, family)
    refuse(meeting_policy.chance_problem(held, held_of(case), apart), "place")


def _invite(row: Meeting, guest: NewGuest) -> None:
    Guest(
        id=uuid.uuid4(),
        fence=row.fence,
        meeting=row,
        kind=guest.kind.value,
        staff_id=guest.staff,
        record_id=guest.record,
        name=guest.name.strip(),
        agency=guest.agency.strip(),
        email=guest.email.strip().lower(),
    ).save(force_insert=True)


def _called(meeting: uuid.UUID, version_seen: int | None) -> Meeting:
    row: Meeting | None = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting).first()
    if row is None:
        raise NotThere(str(meeting))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this meeting since you opened it: look again first")
    is_read = row.state == "held" and version_seen is not None
    refuse("" if row.state == "called" or is_read else "This meeting was minuted or cancelled already")
    return row


@transaction.atomic
def hold_meeting(*, meeting: uuid.UUID, new: Minutes, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Who took part and how, the minutes, the decisions; written again by whoever has read what stands.

    Errors: NotThere, ChangedMeanwhile, Refused.
    """
    row = _called(meeting, version_seen)
    guests = {one.id: one for one in row.guests.all()}
    if set(new.attendance) - set(guests):
        raise NotThere("not invited")
    said: dict[Attendance, list[str]] = {}
    for how, words in new.attendance.values():
        said.setdefault(how, []).append(words)
    problem = meeting_policy.hold_problem(starts_at=row.starts_at, now=at, shared=new.shared, said=said)
    refuse(problem, "shared" if "minutes" in problem else "")
    many = f"A meeting has {MOST_DECISIONS} decisions at most" if len(new.decisions) > MOST_DECISIONS else ""
    refuse(many)
    for number, (how, words) in new.attendance.items():
        Guest.objects.filter(id=number).update(attendance=how.value, words=words.strip())
    values = {"shared": new.shared.strip(), "own": new.own.strip(), "next_on": new.next_on, "state": "held"}
    _store(row, **values)
    for one in new.decisions:
        _decide(row, one, by, at)
    if row.state == "called" or row.next_on != new.next_on:
        _next(row, new.next_on, by, at)
    everybody, when = tuple(everybody_of(row.case, by)), row.starts_at
    event: events.Event = MinutesChanged(fence=row.fence, about=row.id, subjects=everybody, on=_day(row))
    if row.state == "called":
        event = MeetingHeld(fence=row.fence, about=row.id, subjects=everybody, happened_at=when, on=_day(row))
    events.record(event, by=by, at=at)


def _day(row: Meeting) -> str:
    return f"{day_of(row.starts_at):%-d %B %Y}"


def _store(row: Meeting, **values: object) -> None:
    if Meeting.objects.filter(id=row.id).update(version=row.version + 1, **values) != 1:
        raise NotThere(str(row.id))


def _decide(row: Meeting, new: NewOutcome, by: Asker, at: datetime) -> None:
    refuse(plan_policy.text_problem(new.words, "Say what was decided"), "decisions")
    refuse("" if new.due_on >= day_of(at) else "A decision cannot be due in the past", "decisions")
    check_owner([row.case, *row.behind], new.owner, at)
    one = Decision(
        id=uuid.uuid4(),
        fence=row.fence,
        meeting=row,
        words=new.words.strip(),
        owner_id=new.owner.staff,
        owner_name=new.owner.name.strip(),
        due_on=new.due_on,
    )
    one.save(force_insert=True)
    task = work.NewTask(
        holder=new.owner.staff or whoever_leads(row.case),
        fence=row.fence,
        about_kind="casework.decision",
        about=one.id,
        words=f"Do what the meeting decided: family of {reference_of(row.case)}",
        due_at=end_of_day(new.due_on),
    )
    work.open_task(task, by=by, at=at)


def _next(row: Meeting, next_on: date | None, by: Asker, at: datetime) -> None:
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    if next_on is None:
        return
    task = work.NewTask(
        holder=whoever_leads(row.case),
        fence=row.fence,
        about_kind="casework.meeting",
        about=row.id,
        words=f"Call the next meeting around the family of {reference_of(row.case)}",
        due_at=end_of_day(next_on),
    )
    work.open_task(task, by=by, at=at)


def cancel_meeting(*, meeting: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """It does not take place. Errors: NotThere, Refused."""
    row = _called(meeting, None)
    refuse(plan_policy.text_problem(words, "Say why it does not take place"), "words")
    _store(row, state="cancelled", own=words.strip())
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    event = MeetingCancelled(fence=row.fence, about=row.id, subjects=tuple(everybody_of(row.case, by)), on=_day(row))
    events.record(event, by=by, at=at)


def finish_decision(*, decision: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """It was done, or is not needed any more: in words. Errors: NotThere, Refused."""
    refuse(plan_policy.text_problem(words, "Say what came of it"), "words")
    row = Decision.objects.filter(id=decision).first()
    if row is None:
        raise NotThere(str(decision))
    waits = Decision.objects.filter(id=decision, done_at__isnull=True)
    done = waits.update(done_at=at, done_by=by.name, done_words=words.strip())
    refuse("" if done else "It is done already")
    work.close_all_about(about=decision, because=DoneBecause.DONE, by=by, at=at)
