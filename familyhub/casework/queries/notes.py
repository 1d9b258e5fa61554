"""Notes: one, the newest of a case, what a case is about, and the search in their words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F

from familyhub.casework.models import CaseMember, Episode, Note, NotePart
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.terms.episodes import CONTACT_LABELS, PART_LABELS, WHY_NOT_LABELS, ContactKind, Part, WhyNotSeen
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import queries as people

FOUND_AT_MOST = 50
BEGINNING = 240
OPEN_FIRST = (F("closed_on").desc(nulls_first=True), "id")


@dataclass(frozen=True)
class MemberLine:
    """Somebody of the case whom this asker sees."""

    who: people.Named
    is_child: bool


@dataclass(frozen=True)
class PartLine:
    """What part somebody had."""

    who: people.Named
    part: Part
    words: str
    why_not: WhyNotSeen | None
    is_child: bool


@dataclass(frozen=True)
class NoteLine:
    """A note in a list: its beginning, and who had part in it."""

    id: uuid.UUID
    kind: str
    happened_at: datetime
    beginning: str
    is_cut: bool
    is_restricted: bool
    is_corrected: bool
    parts: tuple[PartLine, ...]
    by: str


@dataclass(frozen=True)
class NotePage:
    """One note as its own page shows it. `corrects` and `corrected_by` are the notes beside it, `older` its words."""

    id: uuid.UUID
    case: uuid.UUID
    episode: uuid.UUID | None
    kind: ContactKind
    kind_label: str
    happened_at: datetime
    words: str
    is_restricted: bool
    parts: tuple[PartLine, ...]
    by: str
    at: datetime
    corrects: uuid.UUID | None
    older: str
    why_corrected: str
    corrected_by: uuid.UUID | None
    may_correct: bool


@dataclass(frozen=True)
class CasePage:
    """What a note is written in: the people who can be named and the episode to go back to."""

    case: uuid.UUID
    episode: uuid.UUID | None
    members: tuple[MemberLine, ...]
    team: str


def case_for(asker: Asker, case: uuid.UUID) -> CasePage | None:
    """The case, or None where it does not exist for this asker: four queries."""
    if not asker.may(SEE.code):
        return None
    members = list(CaseMember.objects.filter(fence=case).order_by("-is_child", "at", "id"))
    if not members:
        return None
    named = people.names_of(asker, [one.record_id for one in members])
    row = Episode.objects.filter(fence=case).select_related("team").order_by(*OPEN_FIRST).first()
    lines: dict[uuid.UUID, MemberLine] = {}
    for one in members:  # two records of one person are named once
        who = named.get(one.record_id)
        if who and who.person not in lines:
            lines[who.person] = MemberLine(who, one.is_child)
    ordered = sorted(lines.values(), key=lambda line: (not line.is_child, line.who.name))
    return CasePage(case, row.id if row else None, tuple(ordered), row.team.name if row else "")


def _parts_of(asker: Asker, notes: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[PartLine]]:
    rows = list(NotePart.objects.filter(note__in=notes).order_by("-is_child", "id"))
    named = people.names_of(asker, [row.record_id for row in rows])
    found: dict[uuid.UUID, list[PartLine]] = {}
    for row in rows:
        who = named.get(row.record_id)
        if who:
            found.setdefault(row.note_id, []).append(_part(row, who))
    return found


def _part(row: NotePart, who: people.Named) -> PartLine:
    why = WhyNotSeen(row.why_not) if row.why_not else None
    words = PART_LABELS[Part(row.part)]
    words = f"{words}: {WHY_NOT_LABELS[why][:1].lower()}{WHY_NOT_LABELS[why][1:]}" if why else words
    return PartLine(who, Part(row.part), words, why, row.is_child)


def latest_notes(
    asker: Asker, cases: Sequence[uuid.UUID], limit: int, *, until: datetime | None = None
) -> list[NoteLine]:
    """The newest notes of these cases that this asker may read, what was corrected left out: four queries.

    `until`: of contacts by then alone.
    """
    rows = Note.objects.filter(case__in=cases, corrected_by__isnull=True).order_by("-happened_at", "id")
    rows = rows.filter(happened_at__lte=until) if until else rows
    return _lines(asker, list(rows[:limit]))


def _lines(asker: Asker, rows: Sequence[Note]) -> list[NoteLine]:
    parts = _parts_of(asker, [row.id for row in rows])
    return [
        NoteLine(
            id=row.id,
            kind=CONTACT_LABELS[ContactKind(row.kind)],
            happened_at=row.happened_at,
            beginning=row.words[:BEGINNING],
            is_cut=len(row.words) > BEGINNING,
            is_restricted=row.is_restricted,
            is_corrected=row.corrects_id is not None,
            parts=tuple(parts.get(row.id, ())),
            by=row.by_name,
        )
        for row in rows
    ]


def note_for(asker: Asker, note: uuid.UUID) -> NotePage | None:
    """One note, or None where it does not exist for this asker."""
    row = Note.objects.filter(id=note).select_related("corrects").first() if asker.may(SEE.code) else None
    if row is None:
        return None
    newer = Note.objects.filter(corrects=row).values_list("id", flat=True).first()
    rows = Episode.objects.filter(fence=row.case).order_by(*OPEN_FIRST)
    newest = rows.values_list("id", flat=True).first()
    is_lead = Episode.objects.filter(fence=row.case, lead=asker.number).exists()
    return NotePage(
        id=row.id,
        case=row.case,
        episode=newest,
        kind=ContactKind(row.kind),
        kind_label=CONTACT_LABELS[ContactKind(row.kind)],
        happened_at=row.happened_at,
        words=row.words,
        is_restricted=row.is_restricted,
        parts=tuple(_parts_of(asker, [row.id]).get(row.id, ())),
        by=row.by_name,
        at=row.at,
        corrects=row.corrects_id,
        older=row.corrects.words if row.corrects else "",
        why_corrected=row.why_corrected,
        corrected_by=newer,
        may_correct=asker.may(WORK.code) and newer is None and (row.by == asker.number or is_lead),
    )


def search_notes(asker: Asker, words: str) -> list[NoteLine]:
    """The notes that hold these words and that this asker may read, newest first, at most 50; never a count of more.

    The search role's function asks who is asking; what it finds is read again as any other rows are.
    """
    if not asker.may(SEE.code) or not words.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM search.notes(%s, %s)", [words, FOUND_AT_MOST])
        found = [row[0] for row in cursor.fetchall()]
    rows = Note.objects.filter(id__in=found, corrected_by__isnull=True).order_by("-happened_at", "id")
    return _lines(asker, list(rows))


def notes_seen(asker: Asker, notes: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these notes this asker may read: for a timeline, which says of no other that there is one. One query."""
    if not notes:
        return set()
    fence.current()
    return set(Note.objects.filter(id__in=list(notes)).values_list("id", flat=True))
