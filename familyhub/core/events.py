"""The event record: what happened, told by the event's own sentence, in the transaction in which it happened.

An event is a frozen dataclass in a room's `events.py`. Its own fields are plain values (text, numbers, true or false,
ids and dates are written as text) and become the payload. The service is never run from this record.
"""

from __future__ import annotations

import json
import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied

from familyhub.core import bulk, grants, reactions
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker, Kind
from familyhub.core.clocks import day_of
from familyhub.core.models import WHEN, EventRow, EventSubject

EVENTS: dict[str, type[Event]] = {}
ONLY_READ = (
    "You opened this with a reason, to read it. You can leave a note; whoever works with the family does the rest."
)
OWN = ("fence", "about", "subjects", "happened_at")


class OnlyRead(PermissionDenied):
    """What happened would be in what this asker opened to read it. Nothing of it is kept; the text says why."""


class TwiceEvent(Exception):
    """Two events have the same code."""


@dataclass(frozen=True, kw_only=True)
class Event(ABC):
    """A fact in the past tense. `fence` says who may read it, `about` which object, `subjects` which people.

    `happened_at`: when it happened, where whoever tells it knows another moment than that of telling.
    """

    code: ClassVar[str] = ""  # room.what_happened; the room is the class that a county-wide right opens
    for_readers: ClassVar[bool] = False  # may whoever opened it with a reason do this, too?
    by_day: ClassVar[bool] = False  # is of `happened_at` the day alone known?
    fence: uuid.UUID
    about: uuid.UUID
    subjects: tuple[uuid.UUID, ...] = ()
    happened_at: datetime | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.code in EVENTS and EVENTS[cls.code].__qualname__ != cls.__qualname__:
            raise TwiceEvent(cls.code)
        EVENTS[cls.code] = cls

    @abstractmethod
    def sentence(self) -> str:
        """What the timeline says."""

    def payload(self) -> dict[str, Any]:
        """This event's own fields as JSON."""
        return {name: _plain(getattr(self, name)) for name in _own(type(self))}


def _plain(value: Any) -> Any:
    if isinstance(value, (uuid.UUID, date, datetime)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Told:
    """One line of a timeline. `at`: when it was told; `when`: when it happened, of which `by_day` the day is known."""

    id: uuid.UUID
    code: str
    at: datetime
    by: str
    about: uuid.UUID
    sentence: str
    when: datetime
    by_day: bool

    @property
    def recorded_at(self) -> datetime | None:
        """When it was told, where that was on another day than it happened."""
        return self.at if day_of(self.at) != day_of(self.when) else None


def record(event: Event, *, by: Asker, at: datetime) -> uuid.UUID:
    """Write the event and its subjects, do the reactions that are due NOW, queue those for LATER. Returns its id."""
    return record_many([event], by=by, at=at)[0]


def record_many(told: Sequence[Event], *, by: Asker, at: datetime) -> list[uuid.UUID]:
    """The same for many, one statement a table: a batch writes one event a fact. Returns their ids in order."""
    if not told:
        return []
    _refuse_readers(told, by)
    numbers = [uuid.uuid4() for _ in told]
    rooms = [event.code.partition(".")[0] for event in told]
    columns: dict[str, list[Any]] = {
        "id": numbers,
        "fence": [event.fence for event in told],
        "wide": rooms,
        "code": [event.code for event in told],
        "about": [event.about for event in told],
        "payload": _payloads(told),
        "happened_at": [event.happened_at for event in told],
    }
    bulk.insert(EventRow, columns | _by(by, at, len(told)))
    lines = [
        (event.fence, room, number, event.happened_at, subject)
        for event, room, number in zip(told, rooms, numbers, strict=True)
        for subject in dict.fromkeys(event.subjects)
    ]
    if lines:
        by_column = dict(
            zip(("fence", "wide", "event_id", "happened_at", "subject"), zip(*lines, strict=True), strict=True)
        )
        bulk.insert(EventSubject, by_column | {"at": (at,) * len(lines)})
    due = {kind: reactions.due_for(kind) for kind in {type(event) for event in told}}
    for number, event in zip(numbers, told, strict=True):
        for code, module in due[type(event)]:
            reactions.after(event, number, code, module, by=by, at=at)
    return numbers


def _refuse_readers(told: Sequence[Event], by: Asker) -> None:
    """Whoever opened a record with a reason reads it and leaves word; no more is done in it by them."""
    if by.kind is not Kind.STAFF:
        return
    asked = {one.fence for one in told if not one.for_readers and one.code.partition(".")[0] not in by.wide}
    if asked and grants.read_alone(by.holders, asked):
        raise OnlyRead(ONLY_READ)


def _by(by: Asker, at: datetime, many: int) -> dict[str, list[Any]]:
    return {
        "at": [at] * many,
        "by_kind": [by.kind.value] * many,
        "by": [by.number] * many,
        "by_name": [by.name] * many,
    }


def _payloads(told: Sequence[Event]) -> list[str]:
    """As JSON; of a batch many events say the same and are written once."""
    written: dict[tuple[Any, ...], str] = {}
    payloads = []
    for event in told:
        key = (type(event), repr([getattr(event, name) for name in _own(type(event))]))
        if key not in written:
            written[key] = json.dumps(event.payload())
        payloads.append(written[key])
    return payloads


@cache
def _own(kind: type[Event]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in OWN)


def restore(row: EventRow, subjects: tuple[uuid.UUID, ...] = ()) -> Event:
    """The event that a row holds; ids and dates in its own fields stay text."""
    kind = EVENTS[row.code]
    own = {f.name for f in fields(kind)} - set(OWN)
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in row.payload.items() if name in own}
    return kind(fence=row.fence, about=row.about, subjects=subjects, happened_at=row.happened_at, **values)


def _told(row: EventRow) -> Told:
    event = restore(row)
    is_day = event.by_day and row.happened_at is not None
    return Told(
        row.id, row.code, row.at, row.by_name, row.about, event.sentence(), row.happened_at or row.at, by_day=is_day
    )


def timeline_of_subjects(subjects: Sequence[uuid.UUID], limit: int = 50) -> list[Told]:
    """What this asker may read of these people, what happened last first: one limited index scan a person, merged.

    Of one moment what was written last stands first. Two queries.
    """
    scans = [
        EventSubject.objects.filter(subject=one)
        .order_by(WHEN.desc(), "-written")
        .values("event_id", "written", when=WHEN)[:limit]
        for one in subjects
    ]
    if not scans:
        return []
    rows = scans[0].union(*scans[1:], all=True) if len(scans) > 1 else scans[0]
    found = {row["event_id"]: (row["when"], row["written"]) for row in rows}
    newest = sorted(found, key=lambda number: found[number], reverse=True)[:limit]
    lines = told(newest)
    return [lines[number] for number in newest if number in lines]


def whom(numbers: Sequence[uuid.UUID], among: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Which of these subjects each of these events is about, as far as this asker may read it. One query."""
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    rows = EventSubject.objects.filter(event_id__among=Listed(numbers), subject__among=Listed(among))
    for event, subject in rows.values_list("event_id", "subject"):
        found.setdefault(event, []).append(subject)
    return found


def between(subjects: Sequence[uuid.UUID], since: datetime, until: datetime, limit: int) -> dict[uuid.UUID, uuid.UUID]:
    """Events about these that were told from `since` to `until`, the oldest first: event → subject. One query."""
    rows = EventSubject.objects.filter(subject__in=list(subjects), at__gte=since, at__lte=until).order_by("at", "id")
    return dict(rows.values_list("event_id", "subject")[:limit])


def told(numbers: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """What these events say; one that this asker may not read is not there. One query, none for none."""
    if not numbers:
        return {}
    return {row.id: _told(row) for row in EventRow.objects.filter(id__among=Listed(numbers))}


def timeline_about(about: uuid.UUID, limit: int = 100) -> list[Told]:
    """What happened to one object, the last first, as far as this asker may read it."""
    return [_told(row) for row in EventRow.objects.filter(about=about).order_by(WHEN.desc(), "-written")[:limit]]
