"""What a partner reads: the question, whom it is about, by when, and whether it was answered. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.referrals.models import InformationRequest, InformationSubject
from familyhub.sharing.actions.partner_door import LinkOver
from familyhub.sharing.policy import partners as partner_policy


@dataclass(frozen=True)
class Shown:
    """The question as the partner sees it."""

    agency: str
    contact_name: str
    question: str
    subjects: list[InformationSubject]
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    is_overdue: bool


def question_shown(asker: Asker, now: datetime) -> Shown:
    """The one question of this asker's link. Errors: LinkOver."""
    row = InformationRequest.objects.filter(id=asker.number).first() if asker.number else None
    if row is None or not partner_policy.is_open(row.withdrawn_at, row.expires_at, now):
        raise LinkOver
    subjects = list(InformationSubject.objects.filter(asked=row).order_by("number"))
    fence.note_subjects(one.id for one in subjects)
    return Shown(
        agency=row.agency,
        contact_name=row.contact_name,
        question=row.question,
        subjects=subjects,
        asked_at=row.asked_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        is_overdue=row.answered_at is None and row.due_at < now,
    )
