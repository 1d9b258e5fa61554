"""Audits: what somebody is to write, to moderate or may read of their own work; one audit; one sample."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.work import queries as work
from familyhub.workforce.models import Audit, AuditAction, AuditDraw, AuditLeftOut
from familyhub.workforce.permissions import AUDIT, AUDITED, DRAW_AUDITS
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.terms.audits import (
    AUDIT_STATE_LABELS,
    GRADE_LABELS,
    LEFT_OUT_LABELS,
    QUESTIONS,
    AuditState,
    DrawState,
    Grade,
    LeftOut,
)

MOST, LATELY = 50, timedelta(days=14)
PARTIES = ("auditor", "worker", "moderator", "team")


@dataclass(frozen=True)
class AuditLine:
    """One audit in a list. `grade` is the one that stands, "" before it does."""

    id: uuid.UUID
    reference: str
    team: str
    worker: str
    auditor: str
    as_on: date
    due_on: date
    state: AuditState
    state_words: str
    grade: str


@dataclass(frozen=True)
class Board:
    """What an asker is to write and to moderate, what was audited of their own work, what they wrote, and samples."""

    to_write: tuple[AuditLine, ...]
    to_moderate: tuple[AuditLine, ...]
    written: tuple[AuditLine, ...]
    own_work: tuple[AuditLine, ...]
    draws: tuple[DrawLine, ...]


@dataclass(frozen=True)
class DrawLine:
    """One sample in a list."""

    id: uuid.UUID
    team: str
    quarter: str
    state: DrawState
    drawn_by: str


@dataclass(frozen=True)
class DrawPage:
    """One sample: what was drawn and what was left out, as far as this asker sees each family."""

    line: DrawLine
    as_on: date
    size: int
    at: datetime
    audits: tuple[AuditLine, ...]
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AnswerLine:
    """What was seen of one question."""

    title: str
    grade: str
    words: str


@dataclass(frozen=True)
class ActionLine:
    """What an audit asks for. `may_finish`: this asker may say what came of it."""

    id: uuid.UUID
    words: str
    owner: str
    due_on: date
    is_done: bool
    done_words: str
    done_by: str
    may_finish: bool


@dataclass(frozen=True)
class AuditPage:
    """One audit as far as it has come. `given`: the auditor's grade as it was before it was moderated."""

    line: AuditLine
    case: uuid.UUID
    behind: tuple[uuid.UUID, ...]
    team: uuid.UUID
    worker: uuid.UUID | None
    draw: uuid.UUID
    scale: str
    given_code: str
    given: str
    words: str
    finished_at: datetime | None
    moderator: str
    moderated_words: str
    moderated_at: datetime | None
    answers: tuple[AnswerLine, ...]
    actions: tuple[ActionLine, ...]
    is_auditor: bool
    is_moderator: bool
    may_write: bool
    may_moderate: bool
    may_set_aside: bool


def _may_read(asker: Asker) -> bool:
    return asker.may(AUDIT.code) or asker.may(AUDITED.code) or asker.may(DRAW_AUDITS.code)


def grade_words(code: str) -> str:
    """A grade in words; "" for none yet."""
    return GRADE_LABELS[Grade(code)] if code else ""


def _line(row: Audit) -> AuditLine:
    state = AuditState(row.state)
    return AuditLine(
        id=row.id,
        reference=row.reference,
        team=row.team.name,
        worker=row.worker.name if row.worker else "",
        auditor=row.auditor.name,
        as_on=row.as_on,
        due_on=row.due_on,
        state=state,
        state_words=AUDIT_STATE_LABELS[state],
        grade=grade_words(row.final),
    )


def _lines(rows: Iterable[Audit]) -> tuple[AuditLine, ...]:
    return tuple(map(_line, rows))


def audit_board(asker: Asker) -> Board:
    """Everything of audits that is this asker's, the earliest due first: five queries at most."""
    if not _may_read(asker) or asker.number is None:
        return Board((), (), (), (), ())
    rows = Audit.objects.select_related(*PARTIES)
    mine = rows.filter(auditor=asker.number)
    over = (AuditState.FINISHED.value, AuditState.MODERATED.value)
    moderating = rows.filter(moderator=asker.number, state=AuditState.FINISHED.value)
    own = rows.filter(worker=asker.number, state=AuditState.MODERATED.value)
    draws = AuditDraw.objects.select_related("team", "drawn_by").order_by("-first", "team__name")
    return Board(
        _lines(mine.filter(state=AuditState.DRAWN.value).order_by("due_on", "id")[:MOST]),
        _lines(moderating.order_by("due_on", "id")[:MOST]),
        _lines(mine.filter(state__in=over).order_by("-due_on", "id")[:MOST]),
        _lines(own.order_by("-moderated_at", "id")[:MOST]),
        tuple(map(_draw, draws[:MOST])) if asker.may(DRAW_AUDITS.code) or asker.may(AUDIT.code) else (),
    )


def _draw(row: AuditDraw) -> DrawLine:
    return DrawLine(row.id, row.team.name, policy.quarter_called(row.first), DrawState(row.state), row.drawn_by.name)


def draw_for(asker: Asker, draw: uuid.UUID) -> DrawPage | None:
    """One sample, or None where it does not exist for this asker. Three queries."""
    if not (asker.may(DRAW_AUDITS.code) or asker.may(AUDIT.code)):
        return None
    row = AuditDraw.objects.filter(id=draw).select_related("team", "drawn_by").first()
    if row is None:
        return None
    audits = list(row.audits.select_related(*PARTIES).order_by("reference", "id"))
    left = list(row.left_out.order_by("reference", "id"))
    _note([*audits, *left])
    return DrawPage(
        line=_draw(row),
        as_on=row.as_on,
        size=row.size,
        at=row.at,
        audits=_lines(audits),
        left_out=tuple((one.reference, LEFT_OUT_LABELS[LeftOut(one.reason)]) for one in left),
    )


def _note(rows: Iterable[Audit | AuditLeftOut]) -> None:
    """Whom these are about, for the access log."""
    fence.note_subjects(number for row in rows for number in row.behind if number != row.case)


def audit_for(asker: Asker, audit: uuid.UUID) -> AuditPage | None:
    """One audit, or None where it does not exist for this asker: a worker's own not before it is moderated. Five
    queries at most.
    """
    row = Audit.objects.filter(id=audit).select_related(*PARTIES).first() if _may_read(asker) else None
    if row is None:
        return None
    _note([row])
    state, number = AuditState(row.state), asker.number
    answers = {one.question: one for one in row.answers.all()}
    actions = row.actions.select_related("owner").order_by("due_on", "id")
    return AuditPage(
        line=_line(row),
        case=row.case,
        behind=tuple(row.behind),
        team=row.team_id,
        worker=row.worker_id,
        draw=row.draw_id,
        scale=row.scale,
        given_code=row.grade,
        given=grade_words(row.grade),
        words=row.words,
        finished_at=row.finished_at,
        moderator=row.moderator.name if row.moderator else "",
        moderated_words=row.moderated_words,
        moderated_at=row.moderated_at,
        answers=tuple(
            AnswerLine(one.title, grade_words(answers[one.code].grade), answers[one.code].words)
            for one in QUESTIONS
            if one.code in answers
        ),
        actions=tuple(_action(asker, one) for one in actions),
        is_auditor=row.auditor_id == number,
        is_moderator=row.moderator_id is not None and row.moderator_id == number,
        may_write=state is AuditState.DRAWN and row.auditor_id == number and asker.may(AUDIT.code),
        may_moderate=state is AuditState.FINISHED and row.moderator_id == number and asker.may(AUDIT.code),
        may_set_aside=state is AuditState.DRAWN and (row.auditor_id == number or drew(asker, row.draw_id)),
    )


def drew(asker: Asker, draw: uuid.UUID) -> bool:
    """Did this asker have the sample drawn? One query; whoever reads an audit need not see its sample."""
    return asker.number is not None and AuditDraw.objects.filter(id=draw, drawn_by=asker.number).exists()


def _action(asker: Asker, row: AuditAction) -> ActionLine:
    is_open = row.done_at is None and row.fence != row.audit_id
    return ActionLine(
        id=row.id,
        words=row.words,
        owner=row.owner.name,
        due_on=row.due_on,
        is_done=row.done_at is not None,
        done_words=row.done_words,
        done_by=row.done_by,
        may_finish=is_open and bool(asker.holders & work.who_is_asked(row.id)),
    )


def action_for(asker: Asker, action: uuid.UUID) -> ActionLine | None:
    """What an audit asks of a case that this asker holds and is asked to do; None otherwise. Two queries."""
    if not _may_read(asker):
        return None
    row = AuditAction.objects.filter(id=action).select_related("owner").first()
    line = _action(asker, row) if row else None
    if row is None or line is None or not (line.may_finish or row.owner_id == asker.number):
        return None
    fence.note_subjects(number for number in row.behind if number != row.fence)
    return line


def audited_lately(asker: Asker, now: datetime) -> list[AuditLine]:
    """Of this asker's own work what was moderated in the last two weeks, the newest first. One query."""
    if not asker.may(AUDITED.code) or asker.number is None:
        return []
    rows = Audit.objects.filter(worker=asker.number, moderated_at__gt=now - LATELY).select_related(*PARTIES)
    return list(_lines(rows.order_by("-moderated_at", "id")[:MOST]))
