"""What partners were asked for an assessment; and what one partner sees: the questions, of whom, and by when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.casework import assessment_policy as policy
from familyhub.casework.models import ContributionAsk, ContributionQuestion, ContributionUse
from familyhub.casework.permissions import SEE
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.referrals.actions.mash.links import LinkOver
from familyhub.referrals.mash_terms import USE_LABELS, Use


@dataclass(frozen=True)
class AskLine:
    """One partner who was asked, for whoever works on the assessment."""

    id: uuid.UUID
    agency: str
    contact_name: str
    contact_email: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None
    reminded_at: datetime | None
    is_open: bool
    is_late: bool
    questions: tuple[str, ...]
    uses: tuple[tuple[str, datetime], ...]


def asks_of(asker: Asker, assessment: uuid.UUID, now: datetime) -> list[AskLine]:
    """Who was asked for an assessment, the latest first: three queries."""
    if not asker.may(SEE.code):
        return []
    rows = list(ContributionAsk.objects.filter(tie__assessment=assessment).order_by("-asked_at", "id"))
    questions: dict[uuid.UUID, list[str]] = {}
    for one in ContributionQuestion.objects.filter(ask__in=[row.id for row in rows]).order_by("number"):
        words = f"{one.words} ({one.who})" if one.who else one.words
        questions.setdefault(one.ask_id, []).append(words)
    uses: dict[uuid.UUID, list[tuple[str, datetime]]] = {}
    for use in ContributionUse.objects.filter(ask__in=[row.id for row in rows]).order_by("at"):
        uses.setdefault(use.ask_id, []).append((USE_LABELS[Use(use.use)], use.at))
    return [_line(row, questions.get(row.id, []), uses.get(row.id, []), now) for row in rows]


def _line(row: ContributionAsk, questions: list[str], uses: list[tuple[str, datetime]], now: datetime) -> AskLine:
    is_open = row.answered_at is None and policy.is_link_open(row.withdrawn_at, row.expires_at, now)
    return AskLine(
        id=row.id,
        agency=row.agency,
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        asked_at=row.asked_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        withdrawn_at=row.withdrawn_at,
        reminded_at=row.reminded_at,
        is_open=is_open,
        is_late=is_open and row.due_at < now,
        questions=tuple(questions),
        uses=tuple(uses),
    )


@dataclass(frozen=True)
class AskedQuestion:
    """One question as the partner reads it; `who` is empty for the family."""

    id: uuid.UUID
    words: str
    who: str


@dataclass(frozen=True)
class Shown:
    """All that a partner sees."""

    agency: str
    contact_name: str
    words: str
    questions: tuple[AskedQuestion, ...]
    due_at: datetime
    answered_at: datetime | None
    is_overdue: bool


def asked_of(asker: Asker, now: datetime) -> Shown:
    """What the holder of this link is asked. Errors: LinkOver."""
    row = ContributionAsk.objects.filter(id=asker.number).first() if asker.number else None
    if row is None or not policy.is_link_open(row.withdrawn_at, row.expires_at, now):
        raise LinkOver
    questions = list(ContributionQuestion.objects.filter(ask=row).order_by("number"))
    fence.note_subjects(one.record_id for one in questions if one.record_id)
    return Shown(
        agency=row.agency,
        contact_name=row.contact_name,
        words=row.words,
        questions=tuple(AskedQuestion(one.id, one.words, one.who) for one in questions),
        due_at=row.due_at,
        answered_at=row.answered_at,
        is_overdue=row.answered_at is None and row.due_at < now,
    )


def case_of_ask(asker: Asker, ask: uuid.UUID) -> uuid.UUID | None:
    """The assessment of an ask that this member of staff sees, or None."""
    rows = ContributionAsk.objects.filter(id=ask, tie__isnull=False) if asker.may(SEE.code) else None
    return rows.values_list("assessment", flat=True).first() if rows is not None else None
