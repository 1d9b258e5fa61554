"""A contact is noted, for several people at once; a correction is a new note beside the original."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from familyhub.casework.actions.finding import NoSuchNote, Refused, refuse
from familyhub.casework.actions.sight import because, restricted_of
from familyhub.casework.events.episodes import NoteCorrected, NoteWritten
from familyhub.casework.models import CaseMember, Episode, Involvement, Note, NotePart
from familyhub.casework.policy import episodes as policy
from familyhub.casework.terms.episodes import WITH_FAMILY, ContactKind, Part, WhyNotSeen
from familyhub.core import bulk, events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as known

WORDS = (
    "INSERT INTO casework_notewords (id, fence, behind, happened_at, found)"
    " VALUES (%s, %s, %s, %s, to_tsvector('english', %s))"
)


@dataclass(frozen=True)
class NewPart:
    """One person's part in the contact."""

    record: uuid.UUID
    part: Part
    why_not: WhyNotSeen | None = None


@dataclass(frozen=True)
class NewNote:
    """What happened, when, with whom. `is_restricted`: for the compartment of the case, not for the team."""

    kind: ContactKind
    happened_at: datetime
    parts: tuple[NewPart, ...]
    words: str
    is_restricted: bool = False


def write_note(*, case: uuid.UUID, new: NewNote, by: Asker, at: datetime) -> uuid.UUID:
    """Note a contact in a case. Returns its number. Errors: NoSuchNote, Refused."""
    members = _members(case, by)
    _check(new, members, at)
    fence = case
    if new.is_restricted:
        fence = restricted_of(case)
        grants.grant([by.number] if by.number else [], [fence], because=because(case))
    row = Note(
        id=uuid.uuid4(),
        fence=fence,
        case=case,
        kind=new.kind.value,
        happened_at=new.happened_at,
        words=new.words.strip(),
        is_restricted=new.is_restricted,
        at=at,
        by=by.number,
        by_name=by.name,
    )
    _store(row, new, members)
    _tell(row, new, by, at)
    if new.kind in WITH_FAMILY and not new.is_restricted:
        _last_contact(row)
    return row.id


def correct_note(*, note: uuid.UUID, new: NewNote, why: str, by: Asker, at: datetime) -> uuid.UUID:
    """The same contact, told right; the original is kept and both are shown. By whoever wrote it, or leads the case.

    It lies where the original lies. Returns the number of the new one. Errors: NoSuchNote, Refused.
    """
    old = Note.objects.filter(id=note).first()
    if old is None:
        raise NoSuchNote(str(note))
    leads = Episode.objects.filter(fence=old.case, lead=by.number).exists()
    refuse("" if old.by == by.number or leads else "Only whoever wrote it, or leads the case, corrects a note")
    refuse("" if why.strip() else "Say what was wrong", "why")
    members = _members(old.case, by)
    _check(new, members, at)
    row = Note(
        id=uuid.uuid4(),
        fence=old.fence,
        case=old.case,
        kind=new.kind.value,
        happened_at=new.happened_at,
        words=new.words.strip(),
        is_restricted=old.is_restricted,
        corrects=old,
        why_corrected=why.strip()[:500],
        at=at,
        by=by.number,
        by_name=by.name,
    )
    _store(row, new, members)
    subjects = tuple(part.record for part in new.parts)
    on = f"{old.happened_at:%-d %B %Y}"
    events.record(NoteCorrected(fence=row.fence, about=row.id, subjects=subjects, happened_on=on), by=by, at=at)
    return row.id


@dataclass(frozen=True)
class Member:
    """Somebody whom a note of the case may name: their fence, and whether they are a child who can be seen."""

    behind: uuid.UUID
    is_child: bool


Members = Mapping[uuid.UUID, Member]


def _members(case: uuid.UUID, by: Asker) -> Members:
    """By record, those whom this asker sees: two queries. Errors: NoSuchNote."""
    found = dict(CaseMember.objects.filter(fence=case).values_list("record", "is_child"))
    seen = known.lying(by, found)
    if not seen:
        raise NoSuchNote(str(case))
    return {record: Member(one.behind, found[record] and not one.is_unborn) for record, one in seen.items()}


def _check(new: NewNote, members: Members, at: datetime) -> None:
    """Errors: NoSuchNote for somebody who is not of the case, Refused."""
    if any(part.record not in members for part in new.parts):
        raise NoSuchNote("not of this case")
    refuse(policy.words_problem(new.words), "words")
    refuse(policy.moment_problem(new.happened_at, at), "day")
    if not new.parts:
        raise Refused("Say whom the note is about", "")
    for part in new.parts:
        refuse(
            policy.seen_problem(new.kind, part.part, part.why_not, is_child=members[part.record].is_child),
            str(part.record),
        )


def _store(row: Note, new: NewNote, members: Members) -> None:
    row.behind = sorted({members[part.record].behind for part in new.parts})
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused("This note was corrected already: correct the newer one") from twice
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [row.id, row.fence, row.behind, row.happened_at, row.words])
    _store_parts(row, new.parts, members)


def _store_parts(row: Note, parts: Sequence[NewPart], members: Members) -> None:
    columns: dict[str, list[Any]] = {
        "id": [uuid.uuid4() for _ in parts],
        "fence": [row.fence for _ in parts],
        "note_id": [row.id for _ in parts],
        "record_id": [part.record for part in parts],
        "is_child": [members[part.record].is_child for part in parts],
        "part": [part.part.value for part in parts],
        "why_not": [part.why_not.value if part.why_not else "" for part in parts],
    }
    bulk.insert(NotePart, columns)


def _tell(row: Note, new: NewNote, by: Asker, at: datetime) -> None:
    event = NoteWritten(
        fence=row.fence,
        about=row.id,
        subjects=tuple(part.record for part in new.parts),
        happened_at=row.happened_at,
        kind=new.kind.value,
        happened_on=f"{row.happened_at:%-d %B %Y}",
        seen=policy.seen_words([part.part for part in new.parts]),
    )
    events.record(event, by=by, at=at)


def _last_contact(row: Note) -> None:
    """What whoever may know that we are involved reads of it: the day. A restricted note moves nothing."""
    day = day_of(row.happened_at)
    earlier = Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=day)
    Episode.objects.filter(earlier, fence=row.case, closed_on__isnull=True).update(last_contact_on=day)
    Involvement.objects.filter(earlier, case=row.case, until__isnull=True).update(last_contact_on=day)
