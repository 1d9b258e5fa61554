"""The event record: what happened, told by the event's own sentence, in the transaction in which it happened.

An event is a frozen dataclass in a room's `events.py`. Its own fields are plain values (text, numbers, true or false,
ids and dates are written as text) and become the payload. The service is never run from this record.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from familyhub.core import reactions
from familyhub.core.asker import Asker
from familyhub.core.models import EventRow, EventSubject

EVENTS: dict[str, type[Event]] = {}
OWN = ("fence", "about", "subjects")
BATCH = 1000


class TwiceEvent(Exception):
    """Two events have the same code."""


@dataclass(frozen=True, kw_only=True)
class Event(ABC):
    """A fact in the past tense. `fence` says who may read it, `about` which object, `subjects` which people."""

    code: ClassVar[str] = ""  # room.what_happened; the room is the class that a county-wide right opens
    fence: uuid.UUID
    about: uuid.UUID
    subjects: tuple[uuid.UUID, ...] = ()

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
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in OWN}


def _plain(value: Any) -> Any:
    if isinstance(value, (uuid.UUID, date, datetime)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Told:
    """One line of a timeline."""

    id: uuid.UUID
    code: str
    at: datetime
    by: str
    about: uuid.UUID
    sentence: str


def record(event: Event, *, by: Asker, at: datetime) -> uuid.UUID:
    """Write the event and its subjects, do the reactions that are due NOW, queue those for LATER. Returns its id."""
    return record_many([event], by=by, at=at)[0]


def record_many(told: Sequence[Event], *, by: Asker, at: datetime) -> list[uuid.UUID]:
    """The same for many, one statement a table: a batch writes one event a fact. Returns their ids in order."""
    rows = [_row(event, by, at) for event in told]
    EventRow.objects.bulk_create(rows, batch_size=BATCH)
    EventSubject.objects.bulk_create(
        (
            EventSubject(id=uuid.uuid4(), fence=event.fence, wide=row.wide, event=row, subject=subject, at=at)
            for row, event in zip(rows, told, strict=True)
            for subject in dict.fromkeys(event.subjects)
        ),
        batch_size=BATCH,
    )
    for row, event in zip(rows, told, strict=True):
        reactions.after(event, row.id, by=by, at=at)
    return [row.id for row in rows]


def _row(event: Event, by: Asker, at: datetime) -> EventRow:
    return EventRow(
        id=uuid.uuid4(),
        fence=event.fence,
        wide=event.code.partition(".")[0],
        code=event.code,
        at=at,
        by_kind=by.kind.value,
        by=by.number,
        by_name=by.name,
        about=event.about,
        payload=event.payload(),
    )


def restore(row: EventRow, subjects: tuple[uuid.UUID, ...] = ()) -> Event:
    """The event that a row holds; ids and dates in its own fields stay text."""
    kind = EVENTS[row.code]
    own = {f.name for f in fields(kind)} - set(OWN)
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in row.payload.items() if name in own}
    return kind(fence=row.fence, about=row.about, subjects=subjects, **values)


def _told(row: EventRow) -> Told:
    return Told(row.id, row.code, row.at, row.by_name, row.about, restore(row).sentence())


def timeline_of_subjects(subjects: Sequence[uuid.UUID], limit: int = 50) -> list[Told]:
    """What this asker may read of these people, newest first: one limited index scan a person, merged."""
    found: dict[uuid.UUID, EventRow] = {}
    for subject in subjects:
        rows = EventSubject.objects.filter(subject=subject).order_by("-at").select_related("event")[:limit]
        found |= {row.event_id: row.event for row in rows}
    newest = sorted(found.values(), key=lambda row: row.at, reverse=True)
    return [_told(row) for row in newest[:limit]]


def timeline_about(about: uuid.UUID, limit: int = 100) -> list[Told]:
    """What happened to one object, newest first, as far as this asker may read it."""
    return [_told(row) for row in EventRow.objects.filter(about=about).order_by("-at")[:limit]]
