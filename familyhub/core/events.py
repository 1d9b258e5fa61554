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
    row = _row(event, by, at)
    row.save(force_insert=True)
    EventSubject.objects.bulk_create(_subjects(event, row))
    reactions.after(event, row.id, by=by, at=at)
    return row.id


def record_many(told: Sequence[Event], *, by: Asker, at: datetime) -> None:
    """The same for many, in two statements; their reactions come after all of them are written."""
    rows = [_row(event, by, at) for event in told]
    EventRow.objects.bulk_create(rows)
    EventSubject.objects.bulk_create(
        subject for event, row in zip(told, rows, strict=True) for subject in _subjects(event, row)
    )
    for event, row in zip(told, rows, strict=True):
        reactions.after(event, row.id, by=by, at=at)


def _row(event: Event, by: Asker, at: datetime) -> EventRow:
    return EventRow(
        id=uuid.uuid4(),
        fence=event.fence,
        wide=_room(event),
        code=event.code,
        at=at,
        by_kind=by.kind.value,
        by=by.number,
        by_name=by.name,
        about=event.about,
        payload=event.payload(),
    )


def _room(event: Event) -> str:
    return event.code.partition(".")[0]


def _subjects(event: Event, row: EventRow) -> list[EventSubject]:
    return [
        EventSubject(id=uuid.uuid4(), fence=event.fence, wide=_room(event), event=row, subject=subject, at=row.at)
        for subject in dict.fromkeys(event.subjects)
    ]


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


def between(subjects: Sequence[uuid.UUID], since: datetime, until: datetime, limit: int) -> dict[uuid.UUID, uuid.UUID]:
    """Events about these that were told from `since` to `until`, the oldest first: event → subject. One query."""
    rows = EventSubject.objects.filter(subject__in=list(subjects), at__gte=since, at__lte=until).order_by("at", "id")
    return dict(rows.values_list("event_id", "subject")[:limit])


def told(numbers: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """What these events say; one that this asker may not read is not there. One query."""
    return {row.id: _told(row) for row in EventRow.objects.filter(id__in=list(numbers))}


def timeline_about(about: uuid.UUID, limit: int = 100) -> list[Told]:
    """What happened to one object, newest first, as far as this asker may read it."""
    return [_told(row) for row in EventRow.objects.filter(about=about).order_by("-at")[:limit]]
