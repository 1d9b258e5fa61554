"""Sections and questions of a draft: added, changed, moved, taken out and put back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from familyhub.casework.actions.finding import NotThere, Refused, refuse
from familyhub.casework.actions.set_drafts import TwoAtOnce, at_hand, changed, keep_piece
from familyhub.casework.models import SetDraft, SetPiece
from familyhub.casework.question_sets.checking import MOST_QUESTIONS, MOST_SECTIONS
from familyhub.casework.question_sets.drafting import code_from
from familyhub.core.asker import Asker

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class NewPiece:
    """What the file will say of it; `within` is its section, None for a section itself."""

    said: Raw
    within: uuid.UUID | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.said.get("ask") or self.said.get("title"))


def add_piece(*, draft: uuid.UUID, new: NewPiece, by: Asker, at: datetime) -> uuid.UUID:
    """One more, at the end. Returns its number. Errors: NotThere, Refused."""
    row = at_hand(draft)
    section = _section(row, new.within)
    numbers = list(_beside(row, new.within).values_list("number", flat=True))
    most = MOST_QUESTIONS if new.within else MOST_SECTIONS
    what = "A section asks" if new.within else "A set has"
    refuse(f"{what} {most} at most: take one out first" if len(numbers) >= most else "")
    made = keep_piece(row, section, _next(row, section), _code(row, section, new.title), new.said, by=by, at=at)
    changed(row, f"Added “{new.title}”", by, at)
    return made.id


def _section(row: SetDraft, number: uuid.UUID | None) -> SetPiece | None:
    if number is None:
        return None
    found: SetPiece | None = SetPiece.objects.filter(draft=row, id=number, within=None).first()
    if found is None:
        raise NotThere(str(number))
    return found


def _beside(row: SetDraft, within: uuid.UUID | None) -> Any:
    return SetPiece.objects.filter(draft=row, within=within, is_out=False)


def _next(row: SetDraft, section: SetPiece | None) -> int:
    numbers = SetPiece.objects.filter(draft=row, within=section).values_list("number", flat=True)
    return max(numbers, default=-1) + 1


def _code(row: SetDraft, section: SetPiece | None, title: str) -> str:
    taken = SetPiece.objects.filter(draft=row, within=section).values_list("code", flat=True)
    return code_from(title, set(taken))


def _piece(number: uuid.UUID) -> tuple[SetDraft, SetPiece]:
    """A piece of a draft that can be changed; the draft is locked. Errors: NotThere, Refused."""
    found = SetPiece.objects.filter(id=number).first()
    if found is None:
        raise NotThere(str(number))
    row = at_hand(found.draft_id)
    return row, SetPiece.objects.get(id=number)  # as it stands under the lock


def change_piece(*, piece: uuid.UUID, new: NewPiece, by: Asker, at: datetime, version_seen: int) -> None:
    """What it says, and of a question in which section. Errors: NotThere, Refused, TwoAtOnce."""
    row, kept = _piece(piece)
    is_same = kept.said == dict(new.said) and kept.within_id == new.within
    if is_same:
        return
    if version_seen != kept.version:
        raise TwoAtOnce(kept.said, kept.version, kept.changed_by_name)
    moved: dict[str, Any] = {}
    if new.within != kept.within_id:
        if new.within is None or kept.within_id is None:
            raise NotThere(str(new.within))
        section = _section(row, new.within)
        moved = {"within": section, "number": _next(row, section)}
        is_free = not SetPiece.objects.filter(draft=row, within=section, code=kept.code).exists()
        moved["code"] = kept.code if is_free else _code(row, section, new.title)
    _store(kept, by, at, said=dict(new.said), **moved)
    changed(row, f"Changed “{new.title}”", by, at)


def _store(kept: SetPiece, by: Asker, at: datetime, **values: object) -> None:
    SetPiece.objects.filter(id=kept.id).update(
        version=kept.version + 1, changed_at=at, changed_by_name=by.name, **values
    )


def move_piece(*, piece: uuid.UUID, up: bool, by: Asker, at: datetime) -> None:
    """One place up or down among those beside it; the first goes no further up. Errors: NotThere, Refused."""
    row, kept = _piece(piece)
    order = list(_beside(row, kept.within_id).order_by("number", "id").values_list("id", flat=True))
    if kept.id not in order:
        raise Refused("It was taken out: put it back first")
    here = order.index(kept.id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for number, one in enumerate(order):
        SetPiece.objects.filter(id=one).update(number=number)
    changed(row, f"Moved “{title_of(kept)}” {'up' if up else 'down'}", by, at)


def title_of(piece: SetPiece) -> str:
    """What a piece is called."""
    return NewPiece(piece.said).title


def take_out(*, piece: uuid.UUID, is_out: bool, by: Asker, at: datetime) -> None:
    """Take it out, or put it back at the end. Safe to repeat. Errors: NotThere, Refused."""
    row, kept = _piece(piece)
    if kept.is_out == is_out:
        return
    number = kept.number if is_out else _next(row, kept.within)
    _store(kept, by, at, is_out=is_out, number=number)
    changed(row, f"{'Took out' if is_out else 'Put back'} “{title_of(kept)}”", by, at)
