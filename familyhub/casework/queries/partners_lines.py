"""The lines of partners meetings: a member, an item, an action, as this asker may read and write them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from familyhub.casework.models import AgendaItem, AgreedAction, ItemOfCase, Seat
from familyhub.casework.permissions import CONVENE
from familyhub.casework.terms.partners import SEAT_ATTENDANCE_LABELS, SEAT_LABELS, SeatAttendance, SeatRole
from familyhub.core import fence
from familyhub.core.asker import Asker


@dataclass(frozen=True)
class SeatLine:
    """A member: in which role, who, and whether they were there."""

    id: uuid.UUID
    role: SeatRole
    role_label: str
    staff: uuid.UUID | None
    name: str
    agency: str
    attendance: SeatAttendance
    attendance_label: str


@dataclass(frozen=True)
class AgreedLine:
    """What was agreed. `may_finish`: this asker may say what came of it."""

    id: uuid.UUID
    item: uuid.UUID
    words: str
    owner: str
    due_on: date
    is_done: bool
    done_words: str
    may_finish: bool


@dataclass(frozen=True)
class ItemLine:
    """One thing on the agenda. `child` is "" for a standing one."""

    id: uuid.UUID
    title: str
    child: str
    said: str
    is_said: bool
    agreed: tuple[AgreedLine, ...]


def seat_line(row: Seat) -> SeatLine:
    """A member as pages show them."""
    role, how = SeatRole(row.role), SeatAttendance(row.attendance)
    name = row.staff.name if row.staff else row.name
    label, told = SEAT_LABELS[role], SEAT_ATTENDANCE_LABELS[how]
    return SeatLine(row.id, role, label, row.staff_id, name, row.agency, how, told)


def may_write(asker: Asker, item: AgendaItem, team: uuid.UUID) -> bool:
    """A standing item is the convener's to write, a child's theirs who hold the case."""
    if item.code:
        return asker.may(CONVENE.code) and team in asker.holders
    return ItemOfCase.objects.filter(item=item.id).exists()


def agreed_lines(asker: Asker, rows: Sequence[AgreedAction], written: frozenset[uuid.UUID]) -> list[AgreedLine]:
    """Actions as pages show them; `written`: the items that this asker writes."""
    return [
        AgreedLine(
            id=row.id,
            item=row.item_id,
            words=row.words,
            owner=row.owner.name if row.owner else row.owner_name,
            due_on=row.due_on,
            is_done=row.done_at is not None,
            done_words=row.done_words,
            may_finish=row.done_at is None and may_finish(asker, row, is_writer=row.item_id in written),
        )
        for row in rows
    ]


def may_finish(asker: Asker, row: AgreedAction, *, is_writer: bool) -> bool:
    """Whoever does it; for others those who write the item, unless it lies with one member alone."""
    return row.owner_id == asker.number or (is_writer and row.fence != row.item_id)


def written_by(asker: Asker, rows: Sequence[AgendaItem], team: uuid.UUID) -> frozenset[uuid.UUID]:
    """Which of these items this asker writes. One query."""
    held = set(ItemOfCase.objects.filter(item__in=[row.id for row in rows]).values_list("item", flat=True))
    convenes = asker.may(CONVENE.code) and team in asker.holders
    return frozenset(row.id for row in rows if (convenes if row.code else row.id in held))


def item_lines(asker: Asker, rows: Sequence[AgendaItem], team: uuid.UUID) -> list[ItemLine]:
    """Items with what was agreed under each; notes the children for the access log. Two queries."""
    fence.note_subjects(number for row in rows for number in row.behind)
    written = written_by(asker, rows, team)
    agreed = AgreedAction.objects.filter(item__in=[row.id for row in rows]).select_related("owner")
    lines = agreed_lines(asker, list(agreed.order_by("due_on", "id")), written)
    return [
        ItemLine(
            id=row.id,
            title=row.title or row.known_as,
            child=f"{row.known_as}, {row.age}" if row.record_id else "",
            said=row.said,
            is_said=row.said_at is not None,
            agreed=tuple(line for line in lines if line.item == row.id),
        )
        for row in rows
    ]
