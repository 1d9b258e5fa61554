"""Reads of files: names and states for whoever sees what they are attached to, bytes for whoever may open them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker, Kind
from familyhub.core.compiled import compiled
from familyhub.documents import accepted, guards, policy
from familyhub.documents.models import Attachment, AttachmentPerson, Document, DocumentContent
from familyhub.documents.permissions import OPEN
from familyhub.documents.terms import STATE_WORDS, State

MOST = 200


@dataclass(frozen=True)
class FileLine:
    """One file as a page shows it. `about` is what it is attached to, None while its form is not sent."""

    id: uuid.UUID
    about: uuid.UUID | None
    name: str
    type_name: str
    size: str
    state: State
    state_words: str
    at: datetime

    @property
    def can_open(self) -> bool:
        """Is there anything to open?"""
        return policy.can_open(self.state)

    @property
    def is_refused(self) -> bool:
        """Was it found harmful?"""
        return self.state is State.REFUSED


def _line(row: Document, about: uuid.UUID | None) -> FileLine:
    state = State(row.state)
    return FileLine(
        id=row.id,
        about=about,
        name=row.original_name,
        type_name=accepted.title_of(row.kind),
        size=policy.size_words(row.size),
        state=state,
        state_words=STATE_WORDS[state],
        at=row.kept_at,
    )


def attached(asker: Asker, kind: str, abouts: Sequence[uuid.UUID]) -> list[FileLine]:
    """The files on these things, oldest first, in one query; a thing that the asker may not see has none.

    The people are not noted here: the page that shows the thing notes whom it names. Opening a file notes its own.
    """
    if not (abouts and asker.may(OPEN.code)):
        return []
    return [_line(row.document, row.about) for row in _attachments(Listed(abouts), kind)]


@compiled
def _attachments(abouts: Listed, kind: str) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(about__among=abouts, about_kind=kind).select_related("document")
    return rows.order_by("at", "id")[:MOST]


def unsent(asker: Asker, numbers: Iterable[uuid.UUID]) -> list[FileLine]:
    """Those of these files that this person keeps for a form that is not sent, in the order given."""
    wanted = list(dict.fromkeys(numbers))
    if not wanted or asker.number is None:
        return []
    found = {row.id: row for row in Document.objects.filter(id__in=wanted, by=asker.number, sent_with__isnull=True)}
    return [_line(found[number], None) for number in wanted if number in found]


def sent(asker: Asker, abouts: Sequence[uuid.UUID]) -> list[FileLine]:
    """This person's own files by what they were sent with, for the sender's page: it shows no name (ADR 0008)."""
    if not abouts or asker.number is None:
        return []
    rows = Document.objects.filter(by=asker.number, sent_with__in=list(abouts)).order_by("kept_at", "id")[:MOST]
    return [_line(row, row.sent_with) for row in rows]


@dataclass(frozen=True)
class Opened:
    """A file to hand over."""

    name: str
    mime: str
    body: bytes


def opened(asker: Asker, number: uuid.UUID) -> Opened | None:
    """The bytes of a clean file attached to something that this asker may see, with whom it is about noted.

    None exactly as if there were none: not theirs, not attached, being checked, or refused.
    """
    if not asker.may(OPEN.code):
        return None
    hung = list(Attachment.objects.filter(document=number).select_related("document"))
    if not hung or not policy.can_open(State(hung[0].document.state)):
        return None
    if not all(guards.may_be_opened(asker, one.about_kind, one.about, timezone.now()) for one in hung):
        return None
    content = DocumentContent.objects.filter(document=number).first()
    if content is None:
        return None
    _note(hung)
    row = hung[0].document
    return Opened(row.original_name, accepted.mime_of(row.kind), bytes(content.body))


def _note(hung: list[Attachment]) -> None:
    """The access log holds the people; where nobody is known yet, what the file is attached to."""
    tied = AttachmentPerson.objects.filter(attachment__in=hung).select_related("record")
    people = {one.record.person_id for one in tied}
    fence.note_subjects(people or {one.about for one in hung})


def due(asker: Asker, now: datetime, limit: int = 50, passing_over: Iterable[uuid.UUID] = ()) -> list[uuid.UUID]:
    """For the worker alone: files whose time to be checked has come, the longest due first."""
    if asker.kind is not Kind.SYSTEM:
        return []
    rows = Document.objects.filter(state=State.QUARANTINED.value, next_check_at__lte=now)
    rows = rows.exclude(id__in=list(passing_over)).order_by("next_check_at")
    return list(rows.values_list("id", flat=True)[:limit])
