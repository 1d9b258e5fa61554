"""A merge: what was merged when, by whom, what each source said, and what is left to be decided since."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.people.models import Merge, MergedRecord, Person, Record, ToSettle
from familyhub.people.permissions import MERGE, REVIEW, SEE
from familyhub.people.queries.finding import may
from familyhub.people.queries.known import today
from familyhub.people.queries.sides import Sides, compare
from familyhub.people.terms import SETTLE_WORDS, SettleKind, SettleOutcome

MOST = 100


@dataclass(frozen=True)
class MergeLine:
    """One merge on the page of the person who was kept."""

    id: uuid.UUID
    at: datetime
    by_name: str
    proposed_name: str
    ended_at: datetime | None = None


@dataclass(frozen=True)
class LeftLine:
    """A merge, or one that was separated, with how many things are left that this asker can look at."""

    merge: uuid.UUID
    at: datetime
    ended_at: datetime | None
    count: int


@dataclass(frozen=True)
class SettleLine:
    """Something that is left for a person to decide, or how it was decided."""

    id: uuid.UUID
    words: str
    kind: str
    record: uuid.UUID | None
    about: uuid.UUID | None
    at: datetime
    by_name: str
    outcome: str
    settled_name: str
    settled_words: str


@dataclass(frozen=True)
class MergePage:
    """One merge. `kept` and `absorbed` are the persons then; `since` and `until` bound the time as one."""

    id: uuid.UUID
    kept: uuid.UUID
    absorbed: uuid.UUID
    records: tuple[uuid.UUID, ...]
    fences: tuple[uuid.UUID, ...]
    sides: Sides
    reason: str
    proposed_name: str
    proposed_at: datetime
    by_name: str
    at: datetime
    ended_at: datetime | None
    ended_name: str
    ended_why: str
    may_separate: bool
    may_settle: bool
    left: tuple[SettleLine, ...]


def merges_of(person: uuid.UUID, records: Sequence[uuid.UUID]) -> list[MergeLine]:
    """The merges that made one person of these records, and those separated since that left something to be looked at,
    newest first: one query.
    """
    left = ToSettle.objects.filter(merge=OuterRef("id"), outcome="")
    moved = MergedRecord.objects.filter(merge=OuterRef("id"), record__in=records)
    ended = Q(ended_at__isnull=False) & Exists(left) & (Q(kept=person) | Exists(moved))
    rows = Merge.objects.filter((Q(ended_at__isnull=True) & Exists(moved)) | ended)
    return [
        MergeLine(row.id, row.at, row.by_name, row.proposed_name, row.ended_at)
        for row in rows.order_by("-at", "id")[:MOST]
    ]


def left_to_look_at(asker: Asker) -> list[LeftLine]:
    """What merges and separations left undecided that this asker can look at, newest first. One query, and two where
    there is something.
    """
    if not may(asker, REVIEW, MERGE) or not may(asker, SEE):
        return []
    rows = list(ToSettle.objects.filter(outcome="").order_by("-at", "id")[:MOST])
    merges = Merge.objects.in_bulk({one.merge_id for one in rows}) if rows else {}
    said = events.told([one.about for one in rows if one.about and one.kind == SettleKind.LATER])
    found: dict[uuid.UUID, LeftLine] = {}
    for one in rows:
        if one.kind == SettleKind.LATER and one.about not in said:
            continue
        merge = merges.get(one.merge_id)
        if merge is None:
            continue
        before = found.get(one.merge_id)
        count = before.count + 1 if before else 1
        found[one.merge_id] = LeftLine(one.merge_id, merge.at, merge.ended_at, count)
    return list(found.values())


def merge_for(asker: Asker, merge: uuid.UUID, *, on: date | None = None) -> MergePage | None:
    """The merge; None where there is none of which this asker may see both. Notes everybody whom it names."""
    row = Merge.objects.filter(id=merge).first() if may(asker, REVIEW, MERGE) and may(asker, SEE) else None
    if row is None:
        return None
    moved = list(MergedRecord.objects.filter(merge=row).values_list("record_id", flat=True))
    persons = {row.kept_id, row.absorbed_id}
    persons |= set(Record.objects.filter(id__in=moved).values_list("person_id", flat=True))
    whole = list(Record.objects.filter(person__in=persons).order_by("made_at", "id").values_list("id", "fence"))
    left = [record for record, _ in whole if record not in set(moved)]
    return MergePage(
        id=row.id,
        kept=row.kept_id,
        absorbed=row.absorbed_id,
        records=tuple(record for record, _ in whole),
        fences=tuple(dict.fromkeys(fence for _, fence in whole)),
        sides=compare(left, moved, on or today()),
        reason=row.reason,
        proposed_name=row.proposed_name,
        proposed_at=row.proposed_at,
        by_name=row.by_name,
        at=row.at,
        ended_at=row.ended_at,
        ended_name=row.ended_name,
        ended_why=row.ended_why,
        may_separate=row.ended_at is None and may(asker, MERGE),
        may_settle=may(asker, MERGE),
        left=_left(row),
    )


def _left(row: Merge) -> tuple[SettleLine, ...]:
    """What is left to be decided; of what was recorded meanwhile that alone which this asker may read. Two queries."""
    rows = list(ToSettle.objects.filter(merge=row).order_by("at", "id")[:MOST])
    said = events.told([one.about for one in rows if one.about and one.kind == SettleKind.LATER])
    shown = [one for one in rows if one.kind != SettleKind.LATER or one.about in said]
    return tuple(_settle_line(one, said.get(one.about) if one.about else None) for one in shown)


def _settle_line(row: ToSettle, told: events.Told | None) -> SettleLine:
    return SettleLine(
        id=row.id,
        words=told.sentence if told else row.words,
        kind=row.kind,
        record=row.record_id,
        about=row.about,
        at=told.at if told else row.at,
        by_name=told.by if told else "",
        outcome=SETTLE_WORDS[SettleOutcome(row.outcome)] if row.outcome else "",
        settled_name=row.settled_name,
        settled_words=row.settled_words,
    )


def now_known_as(asker: Asker, person: uuid.UUID) -> uuid.UUID | None:
    """Whom the number of somebody who was merged leads to; None where it leads nowhere for this asker. Two queries."""
    if not may(asker, SEE):
        return None
    now = Record.objects.filter(fence=person).values_list("person_id", flat=True).first()
    return now if now and now != person and Person.objects.filter(id=now).exists() else None
