"""Drafts of question sets, as they would be asked: what is wrong, what changes, and what goes on with the old ones."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from familyhub.casework.models import SetDraft, SetDraftStep, SetPiece
from familyhub.casework.permissions import SETS
from familyhub.casework.queries.question_sets import set_called
from familyhub.casework.question_sets.checking import Place, Problem
from familyhub.casework.question_sets.comparing import Change, changes
from familyhub.casework.question_sets.drafting import advice, filed, publish_problem, publish_problems
from familyhub.casework.question_sets.writing import raw_of
from familyhub.casework.terms.question_sets import DRAFT_LABELS, DRAFTED_STILL, DraftState
from familyhub.core.asker import Asker

Raw = Mapping[str, Any]
MOST = 100


@dataclass(frozen=True)
class Piece:
    """A section or a question as it stands in the draft; a question's `within` is its section."""

    id: uuid.UUID
    draft: uuid.UUID
    within: uuid.UUID | None
    code: str
    said: Raw
    version: int
    is_out: bool
    who: str
    at: datetime
    questions: tuple[Piece, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.said.get("ask") or self.said.get("title"))


@dataclass(frozen=True)
class Wrong:
    """What must be mended: where in words, what, and the piece to mend; none for the set itself."""

    title: str
    words: str
    piece: uuid.UUID | None


@dataclass(frozen=True)
class Step:
    """What somebody did to it."""

    words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class DraftPage:
    """One draft. `raw` is the set as its file would be; `under_way` how many assessments go on with which version."""

    id: uuid.UUID
    code: str
    before: int | None
    said: Raw
    state: DraftState
    version: int
    changed_at: datetime
    changed_by: str
    sections: tuple[Piece, ...]
    out: tuple[Piece, ...]
    raw: dict[str, Any]
    wrong: tuple[Wrong, ...]
    advice: tuple[str, ...]
    changes: tuple[Change, ...]
    under_way: tuple[tuple[int, int], ...]
    drafted_by: Mapping[uuid.UUID | None, str]
    steps: tuple[Step, ...]
    cannot_publish: str

    @property
    def title(self) -> str:
        """The set's."""
        return str(self.said["title"])

    @property
    def state_words(self) -> str:
        """Where it stands."""
        return DRAFT_LABELS[self.state]

    @property
    def is_open(self) -> bool:
        """May it still be changed?"""
        return self.state in DRAFTED_STILL


@dataclass(frozen=True)
class DraftLine:
    """One draft in the list."""

    id: uuid.UUID
    title: str
    version: int
    state: DraftState
    changed_at: datetime
    changed_by: str

    @property
    def state_words(self) -> str:
        """Where it stands."""
        return DRAFT_LABELS[self.state]


def open_drafts(asker: Asker) -> list[DraftLine]:
    """The drafts that are not over, the last changed first: one query."""
    if not asker.may(SETS.code):
        return []
    rows = SetDraft.objects.filter(state__in=[one.value for one in DRAFTED_STILL]).order_by("-changed_at", "id")
    return [_line(row) for row in rows[:MOST]]


def to_publish(asker: Asker) -> list[DraftLine]:
    """The drafts that are ready and that this asker did not draft, the longest waiting first: one query."""
    if not asker.may(SETS.code):
        return []
    rows = SetDraft.objects.filter(state=DraftState.READY.value).exclude(steps__by=asker.number)
    return [_line(row) for row in rows.order_by("changed_at", "id")[:MOST]]


def _line(row: SetDraft) -> DraftLine:
    number, state = (row.before or 0) + 1, DraftState(row.state)
    return DraftLine(row.id, row.said["title"], number, state, row.changed_at, row.changed_by_name)


def draft_page(asker: Asker, number: uuid.UUID, today: date) -> DraftPage | None:
    """One draft, or None for whoever does not look after the sets. Four queries."""
    row = SetDraft.objects.filter(id=number).first() if asker.may(SETS.code) else None
    if row is None:
        return None
    sections, out = _pieces(row)
    raw = _raw(row, sections)
    steps = list(SetDraftStep.objects.filter(draft=row).order_by("-at", "id"))
    drafted_by = {step.by: step.by_name for step in steps}
    before = raw_of(set_called(row.code, row.before)) if row.before else None
    state = DraftState(row.state)
    return DraftPage(
        id=row.id,
        code=row.code,
        before=row.before,
        said=row.said,
        state=state,
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by_name,
        sections=sections,
        out=out,
        raw=raw,
        wrong=tuple(_wrong(one, sections) for one in publish_problems(raw, today)),
        advice=tuple(advice(raw)),
        changes=tuple(changes(before, raw)) if before else (),
        under_way=under_way(row.code) if row.before else (),
        drafted_by=drafted_by,
        steps=tuple(Step(step.words, step.at, step.by_name) for step in steps[:MOST]),
        cannot_publish=publish_problem(drafted_by.keys(), asker.number, is_ready=state is DraftState.READY),
    )


def _pieces(row: SetDraft) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The sections with their questions, in order; and what was taken out of it."""
    rows = list(SetPiece.objects.filter(draft=row).order_by("number", "id"))
    inside: dict[uuid.UUID, list[Piece]] = {}
    for one in rows:
        if one.within_id and not one.is_out:
            inside.setdefault(one.within_id, []).append(_piece(one))
    sections = [_piece(one, inside.get(one.id, [])) for one in rows if not one.within_id and not one.is_out]
    return tuple(sections), tuple(_piece(one) for one in rows if one.is_out)


def _piece(row: SetPiece, questions: Sequence[Piece] = ()) -> Piece:
    return Piece(
        id=row.id,
        draft=row.draft_id,
        within=row.within_id,
        code=row.code,
        said=row.said,
        version=row.version,
        is_out=row.is_out,
        who=row.changed_by_name,
        at=row.changed_at,
        questions=tuple(questions),
    )


def _raw(row: SetDraft, sections: Sequence[Piece]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row.said[name]) for name in ("valid_from", "valid_to") if row.said.get(name)}
    asked = [
        {"code": one.code, **one.said, "questions": [{"code": each.code, **filed(each.said)} for each in one.questions]}
        for one in sections
    ]
    return {"code": row.code, "version": (row.before or 0) + 1, **row.said, **days, "sections": asked}


def _wrong(problem: Problem, sections: Sequence[Piece]) -> Wrong:
    found = _at(problem.place, sections)
    words = f"{problem.words[:1].upper()}{problem.words[1:]}"
    return Wrong(found.title if found else "The set itself", words, found.id if found else None)


def _at(place: Place, sections: Sequence[Piece]) -> Piece | None:
    if place.section is None:
        return None
    section = sections[place.section]
    return section if place.question is None else section.questions[place.question]


def piece_for(asker: Asker, number: uuid.UUID) -> Piece | None:
    """One section or question, or None for whoever does not look after the sets."""
    row = SetPiece.objects.filter(id=number).first() if asker.may(SETS.code) else None
    return _piece(row) if row else None


def sections_of(asker: Asker, draft: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """The sections into which a question can go."""
    if not asker.may(SETS.code):
        return []
    rows = SetPiece.objects.filter(draft=draft, within=None, is_out=False).order_by("number", "id")
    return [(one.id, str(one.said.get("title"))) for one in rows]


def under_way(code: str) -> tuple[tuple[int, int], ...]:
    """How many assessments go on with each version of a set, in the whole county: numbers alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, how_many FROM search.assessments_under_way(%s)", [code])
        return tuple(sorted((int(version), int(number)) for version, number in cursor.fetchall()))
