"""Meetings of a case, one meeting, and what one recipient is sent of it: made from that meeting alone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from familyhub.casework.models import CaseMember, Decision, Guest, Meeting, MeetingCopy, Particular
from familyhub.casework.permissions import SEE
from familyhub.casework.policy import meetings as meeting_policy
from familyhub.casework.queries.apart import apart_of
from familyhub.casework.terms.meetings import (
    ATTENDANCE_LABELS,
    COPY_OF,
    MOST_MEETINGS,
    Attendance,
    CopyWay,
    GuestKind,
)
from familyhub.core.asker import Asker
from familyhub.core.clocks import LONDON, day_of
from familyhub.people import queries as people
from familyhub.people.queries.particulars import particulars_of


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list."""

    id: uuid.UUID
    starts_at: datetime
    place: str
    state: str


@dataclass(frozen=True)
class GuestLine:
    """Somebody invited, and how they took part. `record` is set for somebody of the family."""

    id: uuid.UUID
    kind: GuestKind
    record: uuid.UUID | None
    name: str
    agency: str
    attendance: Attendance
    attendance_label: str
    words: str
    sent: str = ""
    waits: bool = False


@dataclass(frozen=True)
class DecisionLine:
    """What was decided."""

    id: uuid.UUID
    words: str
    owner: str
    due_on: date
    done_words: str
    is_done: bool


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as those who work with the family read it."""

    id: uuid.UUID
    case: uuid.UUID
    version: int
    starts_at: datetime
    place: str
    state: str
    shared: str
    own: str
    next_on: date | None
    called_by: str
    guests: tuple[GuestLine, ...]
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True)
class Letter:
    """What one recipient is sent: the invitation, and once the meeting was held its minutes."""

    meeting: uuid.UUID
    to: str
    starts_at: datetime
    place: str
    is_held: bool
    people: tuple[str, ...]
    minutes: str
    decisions: tuple[str, ...]
    next_on: date | None
    is_cancelled: bool


def meetings_of(asker: Asker, case: uuid.UUID) -> list[MeetingLine]:
    """The meetings of a case, the latest first. One query."""
    if not asker.may(SEE.code):
        return []
    rows = Meeting.objects.filter(case=case).order_by("-starts_at", "id")[:MOST_MEETINGS]
    return [MeetingLine(row.id, row.starts_at, row.place, row.state) for row in rows]


def meeting_for(asker: Asker, meeting: uuid.UUID) -> MeetingPage | None:
    """One meeting, or None where it does not exist for this asker. A fixed number of queries."""
    row = Meeting.objects.filter(id=meeting).first() if asker.may(SEE.code) else None
    if row is None:
        return None
    return MeetingPage(
        id=row.id,
        case=row.case,
        version=row.version,
        starts_at=row.starts_at,
        place=row.place,
        state=row.state,
        shared=row.shared,
        own=row.own,
        next_on=row.next_on,
        called_by=row.by_name,
        guests=tuple(_guests(asker, row)),
        decisions=tuple(map(_decision, row.decisions.select_related("owner").order_by("due_on", "id"))),
    )


def meeting_that_decided(asker: Asker, decision: uuid.UUID) -> MeetingPage | None:
    """The meeting of a decision, or None where it does not exist for this asker."""
    found = Decision.objects.filter(id=decision).values_list("meeting", flat=True).first()
    return meeting_for(asker, found) if found else None


def _guests(asker: Asker, row: Meeting) -> list[GuestLine]:
    copies = Prefetch("copies", MeetingCopy.objects.filter(kind=COPY_OF[row.state].value))
    rows = list(row.guests.select_related("staff").prefetch_related(copies).order_by("kind", "name", "id"))
    named = people.names_of(asker, [one.record_id for one in rows if one.record_id])
    return [_guest(one, named) for one in rows if one.record_id is None or one.record_id in named]


def _guest(row: Guest, named: Mapping[uuid.UUID, people.Named]) -> GuestLine:
    name = named[row.record_id].name if row.record_id else row.staff.name if row.staff else row.name
    how, copy = Attendance(row.attendance), next(iter(row.copies.all()), None)
    return GuestLine(
        id=row.id,
        kind=GuestKind(row.kind),
        record=row.record_id,
        name=name,
        agency=row.agency,
        attendance=how,
        attendance_label=ATTENDANCE_LABELS[how],
        words=row.words,
        sent=_sent(copy) if copy else "",
        waits=copy is not None and copy.given_on is None and copy.way != CopyWay.TRAY.value,
    )


def _sent(copy: MeetingCopy) -> str:
    """How this guest had their copy, or who gives it to them."""
    day = f"{day_of(copy.at):%-d %B %Y}"
    if copy.way == CopyWay.TRAY.value:
        return f"sent on {day} into their tray"
    if copy.given_on:
        return f"given on {copy.given_on:%-d %B %Y} by {copy.given_by}"
    notice = f"a notice that names nobody was sent on {day}, " if copy.message else ""
    return f"{notice}to be handed over by {copy.by_name}"


def _decision(row: Decision) -> DecisionLine:
    owner = row.owner.name if row.owner else row.owner_name
    return DecisionLine(row.id, row.words, owner, row.due_on, row.done_words, row.done_at is not None)


def letter_for(asker: Asker, meeting: uuid.UUID, guest: uuid.UUID) -> Letter | None:
    """What this guest is sent of this meeting. Of whom the guest is kept apart from it says nothing: neither name nor
    how one speaks of them, nor where and when they meet us. None where there is no such guest for this asker.
    """
    page = meeting_for(asker, meeting)
    to = next((one for one in page.guests if one.id == guest), None) if page else None
    if page is None or to is None:
        return None
    hidden, gone = _hidden(asker, page, to)
    there = [one for one in page.guests if one.record not in gone]
    is_held = page.state == "held"
    return Letter(
        meeting=page.id,
        to=to.name,
        starts_at=page.starts_at,
        place=page.place,
        is_held=is_held,
        people=tuple(_shown(one, is_held=is_held) for one in there),
        minutes=_left(page.shared, hidden) if is_held else "",
        decisions=tuple(filter(None, (_left(_said(one), hidden) for one in page.decisions))),
        next_on=page.next_on,
        is_cancelled=page.state == "cancelled",
    )


def _shown(one: GuestLine, *, is_held: bool) -> str:
    whole = ", ".join(part for part in (one.name, one.agency) if part)
    return f"{whole}: {one.attendance_label.lower()}" if is_held else whole


def _said(one: DecisionLine) -> str:
    return f"{one.words} ({one.owner}, by {one.due_on:%-d %B %Y})"


def _left(text: str, hidden: Sequence[meeting_policy.Hidden]) -> str:
    for one in hidden:
        text = meeting_policy.told_to(text, one)
    return text


def _hidden(
    asker: Asker, page: MeetingPage, to: GuestLine
) -> tuple[list[meeting_policy.Hidden], set[uuid.UUID | None]]:
    """What this guest must not read of each from whom they are kept apart, and who those are."""
    if to.record is None:
        return [], set()
    pairs = [pair for pair in apart_of(asker, page.case, day_of(page.starts_at)) if to.record in pair]
    apart = {record for pair in pairs for record in pair} - {to.record}
    if not apart:
        return [], set()
    members = CaseMember.objects.filter(fence=page.case).values_list("record", flat=True)
    named, known = people.names_of(asker, members), particulars_of(asker, members)
    reader = named[to.record]
    made = []
    for record in apart & set(named):
        who = named[record]
        others = [one.name for one in named.values() if one.person != who.person]
        names = meeting_policy.names_to_hide(known[record].given, known[record].family, others)
        spoken = names | meeting_policy.called(who.sex, reader.sex)
        phrases = (*_whereabouts(page, record), *_particulars(page.case, who.person))
        given = known[record].given
        sounds, capitals = meeting_policy.sounds_of(given, others), meeting_policy.capitals_of(given, others)
        made.append(meeting_policy.Hidden(spoken, phrases, sounds, capitals))
    return made, set(apart)


def _whereabouts(page: MeetingPage, record: uuid.UUID) -> list[str]:
    """Where and when the other meets us, as a text might say it."""
    rows = Meeting.objects.filter(case=page.case, guests__record=record).exclude(id=page.id)
    said: list[str] = []
    for row in rows:
        local = row.starts_at.astimezone(LONDON)
        said += [row.place] if row.place != page.place else []
        said += [f"{local:%-d %B}", f"{local:%d/%m/%Y}"] if local.date() != day_of(page.starts_at) else []
    return said


def _particulars(case: uuid.UUID, person: uuid.UUID) -> list[str]:
    """What no copy holds of the other: a nickname, a school, where they work."""
    return list(Particular.objects.about(person).filter(fence=case, end__isnull=True).values_list("words", flat=True))
