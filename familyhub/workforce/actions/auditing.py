"""Audits: a sample is asked for and kept as the lot fell; an audit is written, or set aside with a reason."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from familyhub.accounts import queries as accounts
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause
from familyhub.workforce.events.audits import AuditFinished, AuditSampleAsked, AuditSampleDrawn, AuditSetAside
from familyhub.workforce.local import workforce_rules
from familyhub.workforce.models import Audit, AuditAction, AuditAnswer, AuditDraw, AuditLeftOut
from familyhub.workforce.permissions import AUDIT, DRAW_AUDITS
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.policy.audits import AuditRefused, NoSuchAudit
from familyhub.workforce.queries.auditing import drew
from familyhub.workforce.queries.sampling import auditors_for, open_audit_actions
from familyhub.workforce.terms.audits import AuditState, DrawState, LeftOut

AUDITED = "workforce.audit"


@dataclass(frozen=True)
class NewSample:
    """Of which team's families, in which quarter (its first day), how many, and who audits."""

    team: uuid.UUID
    first: date
    size: int
    auditors: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class DrawnCase:
    """A case that the lot fell on: what it lies behind, how tasks speak of it, who leads it, and who audits."""

    case: uuid.UUID
    persons: tuple[uuid.UUID, ...]
    reference: str
    worker: uuid.UUID | None
    auditor: uuid.UUID


@dataclass(frozen=True)
class LeftOutCase:
    """A case that could not be drawn."""

    case: uuid.UUID
    persons: tuple[uuid.UUID, ...]
    reference: str
    reason: LeftOut


@dataclass(frozen=True)
class Answer:
    """A grade and what was seen."""

    grade: str
    words: str


@dataclass(frozen=True)
class AskedFor:
    """What is to be done, who does it, and by when."""

    words: str
    owner: uuid.UUID
    due_on: date


@dataclass(frozen=True)
class NewAudit:
    """What was seen, question by question and of the whole; what is to be done; and who moderates it."""

    answers: Mapping[str, Answer]
    grade: str
    words: str
    moderator: uuid.UUID
    asked: tuple[AskedFor, ...] = field(default=())


def refuse(problem: str, field: str = "") -> None:
    """Errors: AuditRefused, when there is a problem."""
    if problem:
        raise AuditRefused(problem, field)


def because(audit: uuid.UUID) -> str:
    """The reason written on every grant that an audit gives."""
    return f"audit {audit}"


@transaction.atomic
def ask_for_sample(*, new: NewSample, by: Asker, at: datetime) -> uuid.UUID:
    """Ask for a sample: the system draws it, which alone knows whom to pass over. Returns its number.

    Errors: NoSuchAudit for a team that the asker does not lead, AuditRefused.
    """
    today = day_of(at)
    if by.number is None or not by.may(DRAW_AUDITS.code) or new.team not in by.holders - {by.number}:
        raise NoSuchAudit(str(new.team))
    refuse(*policy.sample_problem(new.size, new.auditors, new.first, today))
    known = auditors_for(new.team, today)
    refuse("" if set(new.auditors) <= set(known) else "Choose auditors who may see this team’s families", "auditors")
    last = policy.quarter_of(new.first)[1]
    row = AuditDraw(id=uuid.uuid4(), team_id=new.team, first=new.first, last=last, as_on=min(last, today))
    row.fence, row.size, row.auditors = row.id, new.size, list(dict.fromkeys(new.auditors))
    row.seed, row.state, row.drawn_by_id, row.at = secrets.token_hex(16), DrawState.ASKED.value, by.number, at
    holders = [one for one in (by.number, new.team, accounts.team_above(new.team)) if one]
    grants.grant(holders, [row.id], because=f"sample {row.id}")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        refuse("A sample of this team and quarter was drawn already", "quarter")
    quarter = policy.quarter_called(row.first)
    events.record(AuditSampleAsked(fence=row.id, about=row.id, subjects=(), quarter=quarter), by=by, at=at)
    return row.id


def keep_sample(
    *,
    draw: uuid.UUID,
    could: int,
    drawn: tuple[DrawnCase, ...],
    left_out: tuple[LeftOutCase, ...],
    by: Asker,
    at: datetime,
) -> None:
    """How the lot fell: each audit goes into its auditor's tray. Nothing drawn: there were too few. By the system."""
    row = AuditDraw.objects.get(id=draw)
    state = DrawState.DRAWN if drawn else DrawState.TOO_FEW
    if not AuditDraw.objects.filter(id=draw, state=DrawState.ASKED.value).update(state=state.value, could=could):
        return
    for one in left_out:
        behind = sorted({one.case, *one.persons})
        left = AuditLeftOut(id=uuid.uuid4(), fence=row.id, behind=behind, case=one.case, draw=row)
        left.reference, left.reason = one.reference, one.reason.value
        left.save(force_insert=True)
    weeks = workforce_rules(settings.ENVIRONMENT.authority).audit_within_weeks
    due_on = day_of(at) + timedelta(weeks=weeks)
    for case in drawn:
        _open(row, case, due_on, by, at)
    events.record(AuditSampleDrawn(fence=row.id, about=row.id, subjects=(), drawn=len(drawn)), by=by, at=at)


def _open(row: AuditDraw, one: DrawnCase, due_on: date, by: Asker, at: datetime) -> None:
    """For the auditor and whoever had the sample drawn."""
    audit = Audit(id=uuid.uuid4(), case=one.case, reference=one.reference, draw=row, team_id=row.team_id)
    audit.fence, audit.behind = audit.id, sorted({one.case, *one.persons})
    audit.worker_id, audit.auditor_id, audit.as_on, audit.due_on = one.worker, one.auditor, row.as_on, due_on
    audit.state = AuditState.DRAWN.value
    grants.grant(sorted({one.auditor, row.drawn_by_id}), [audit.id], because=because(audit.id))
    audit.save(force_insert=True)
    words = f"Audit the work with the family of {one.reference}"
    task = work.NewTask(one.auditor, audit.id, AUDITED, audit.id, words, end_of_day(due_on))
    work.open_task(task, by=by, at=at)


def _at_hand(audit: uuid.UUID, by: Asker) -> Audit:
    """An audit that waits to be written, locked, for its auditor. Errors: NoSuchAudit, AuditRefused."""
    row = Audit.objects.select_for_update(of=("self",)).filter(id=audit).first()
    if row is None or row.auditor_id != by.number or not by.may(AUDIT.code):
        raise NoSuchAudit(str(audit))
    refuse("" if row.state == AuditState.DRAWN.value else "This audit was written or set aside already")
    return row


@transaction.atomic
def finish_audit(*, audit: uuid.UUID, new: NewAudit, by: Asker, at: datetime) -> None:
    """Keep what was seen and graded; it goes to whoever moderates it. Errors: NoSuchAudit, AuditRefused."""
    row, today = _at_hand(audit, by), day_of(at)
    scale, asked = policy.scale_on(today), policy.questions_on(today)
    told = {code: (one.grade, one.words) for code, one in new.answers.items()}
    problem, code = policy.answers_problem(told, asked, scale)
    refuse(problem, f"{'grade' if 'grade' in problem else 'words'}_{code}" if code else "")
    refuse(*policy.overall_problem(new.grade, new.words, scale))
    refuse(policy.asked_problem([(one.words, one.due_on) for one in new.asked], today))
    second = new.moderator in auditors_for(row.team_id, today) and new.moderator not in (row.auditor_id, row.worker_id)
    refuse("" if second else "Choose a second person to moderate it: not you, and not whose work it is", "moderator")
    for code, one in new.answers.items():
        answer = AuditAnswer(id=uuid.uuid4(), fence=row.id, behind=row.behind, audit=row, question=code)
        answer.grade, answer.words = one.grade, one.words.strip()
        answer.save(force_insert=True)
    for each in new.asked:
        action = AuditAction(id=uuid.uuid4(), fence=row.id, behind=row.behind, audit=row, words=each.words.strip())
        action.owner_id, action.due_on = each.owner, each.due_on
        action.save(force_insert=True)
    row.state, row.scale, row.grade, row.words = AuditState.FINISHED.value, scale.code, new.grade, new.words.strip()
    row.finished_at, row.moderator_id = at, new.moderator
    row.save(update_fields=["state", "scale", "grade", "words", "finished_at", "moderator"])
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    grants.grant([new.moderator], [row.id], because=because(row.id))
    task = work.NewTask(
        new.moderator, row.id, AUDITED, row.id, f"Moderate the audit of the family of {row.reference}", _soon(today)
    )
    work.open_task(task, by=by, at=at)
    events.record(AuditFinished(fence=row.id, about=row.id, subjects=()), by=by, at=at)


def _soon(today: date) -> datetime:
    return end_of_day(today + timedelta(weeks=1))


@transaction.atomic
def set_audit_aside(*, audit: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """It is not done, with a reason; by its auditor or who had the sample drawn. Errors: NoSuchAudit, AuditRefused."""
    row = Audit.objects.select_for_update(of=("self",)).filter(id=audit).first()
    if row is None or not (by.number == row.auditor_id or drew(by, row.draw_id)):
        raise NoSuchAudit(str(audit))
    refuse("" if row.state == AuditState.DRAWN.value else "This audit was written or set aside already")
    refuse("" if words.strip() else "Say why it is not done", "words")
    put_aside(row, words.strip(), by, at)


def put_aside(row: Audit, words: str, by: Asker, at: datetime) -> None:
    """It asks nothing more of anybody."""
    row.state, row.moderated_words = AuditState.SET_ASIDE.value, words
    row.save(update_fields=["state", "moderated_words"])
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    events.record(AuditSetAside(fence=row.id, about=row.id, subjects=()), by=by, at=at)


def end_audit_actions(*, case: uuid.UUID, by: Asker, at: datetime) -> None:
    """The case changes hands or is over: what audits asked for asks nothing more of those who had it."""
    for number, _, _ in open_audit_actions(case):
        work.close_all_about(about=number, because=DoneBecause.NOT_NEEDED, by=by, at=at)
