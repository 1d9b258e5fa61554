"""What partners were asked for an assessment; and what one partner sees: the questions, of whom, and by when."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from familyhub.casework.models import Contribution, ContributionAsk, ContributionQuestion, ContributionUse
from familyhub.casework.permissions import SEE
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, Kind
from familyhub.core.clocks import last_day_of
from familyhub.sharing.actions.partner_door import LinkOver
from familyhub.sharing.policy import partners as partner_policy
from familyhub.sharing.terms.partners import USE_LABELS, Use

MOST = 100
BECAUSE = "asked to contribute"


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
    is_at_account: bool = False
    is_shut: bool = False


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
    shut = is_shut(row)
    is_open = row.answered_at is None and not shut and partner_policy.is_open(row.withdrawn_at, row.expires_at, now)
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
        is_at_account=row.account is not None,
        is_shut=shut and row.answered_at is None,
    )


@dataclass(frozen=True)
class Outstanding:
    """A partner who may still answer and has not."""

    agency: str
    due_at: datetime

    @property
    def words(self) -> str:
        """As one sentence."""
        return f"{self.agency} was asked until {last_day_of(self.due_at):%-d %B %Y} and has not answered."


def outstanding_of(assessment: uuid.UUID, now: datetime) -> list[Outstanding]:
    """Whose answer is waited for, as far as whoever asks sees the asks; what is due first comes first."""
    rows = ContributionAsk.objects.filter(tie__assessment=assessment, answered_at__isnull=True)
    still = rows.filter(withdrawn_at__isnull=True, expires_at__gt=now).order_by("due_at", "id")
    return [Outstanding(row.agency, row.due_at) for row in still if not is_shut(row)]


def because_of(agreement: uuid.UUID | None) -> str:
    """The reason on the grant of an ask; what rests on one agreement ends together."""
    return f"{BECAUSE}, agreement {agreement.hex}" if agreement else BECAUSE


def is_shut(row: ContributionAsk) -> bool:
    """Did the agreement end on which the ask rests?"""
    return row.agreement is not None and not grants.lasts(because_of(row.agreement))


@dataclass(frozen=True)
class AskedQuestion:
    """One question as the partner reads it; `who` is empty for the family. `said` is read at an account alone."""

    id: uuid.UUID
    words: str
    who: str
    said: str = ""


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


@dataclass(frozen=True)
class AskedLine:
    """One ask in the list of whoever was asked at their account. It names nobody of a family."""

    id: uuid.UUID
    agency: str
    asked_by: str
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None
    is_overdue: bool


def is_asked_of(row: ContributionAsk, asker: Asker) -> bool:
    """Is it they who are asked: by the link of this ask, or at an account whose grants they use?"""
    if asker.kind is Kind.PARTNER:
        return row.account is None and row.id == asker.number
    return row.account is not None and row.account in asker.holders and not _barred([row.id], asker)


def _barred(asks: Iterable[uuid.UUID], asker: Asker) -> set[uuid.UUID]:
    """Which of these ask about somebody whom this asker may not see: for them there is no such ask."""
    closed = grants.barred_to(asker.number) if asker.number else set()
    if not closed:
        return set()
    rows = ContributionQuestion.objects.filter(ask__in=list(asks), behind__overlap=list(closed))
    return set(rows.values_list("ask", flat=True))


def asked_of(asker: Asker, now: datetime, ask: uuid.UUID | None = None) -> Shown:
    """What the holder of this link is asked; with `ask`, what is asked at their account. Errors: LinkOver."""
    row = ContributionAsk.objects.filter(id=ask or asker.number).first() if asker.number else None
    if row is None or not partner_policy.is_open(row.withdrawn_at, row.expires_at, now) or not is_asked_of(row, asker):
        raise LinkOver
    questions = list(ContributionQuestion.objects.filter(ask=row).order_by("number"))
    said = _own_answers(row)
    fence.note_subjects(one.record_id for one in questions if one.record_id)
    return Shown(
        agency=row.agency,
        contact_name=row.contact_name,
        words=row.words,
        questions=tuple(
            AskedQuestion(one.id, one.words, one.who, said.get((one.part, one.question), "")) for one in questions
        ),
        due_at=row.due_at,
        answered_at=row.answered_at,
        is_overdue=row.answered_at is None and row.due_at < now,
    )


def _own_answers(row: ContributionAsk) -> dict[tuple[uuid.UUID, str], str]:
    """What was answered at the account, which reads it back; a link reads nothing back."""
    if row.account is None or row.answered_at is None:
        return {}
    said = Contribution.objects.filter(ask=row.id).values_list("part", "question", "words")
    return {(part, question): words for part, question, words in said}


def asked_at_account(asker: Asker, now: datetime) -> list[AskedLine]:
    """What is asked at this account, what is due first; what was answered comes last. Two queries at most."""
    mine = ContributionAsk.objects.filter(account__in=list(asker.holders))
    rows = mine.filter(withdrawn_at__isnull=True, expires_at__gt=now)
    found = list(rows.order_by("answered_at", "due_at", "id")[:MOST])
    closed = _barred([row.id for row in found], asker)
    lines = [
        AskedLine(
            id=row.id,
            agency=row.agency,
            asked_by=row.asked_by_name,
            asked_at=row.asked_at,
            due_at=row.due_at,
            answered_at=row.answered_at,
            is_overdue=row.answered_at is None and row.due_at < now,
        )
        for row in found
        if row.id not in closed
    ]
    return sorted(lines, key=lambda one: (one.answered_at is not None, one.due_at))


def case_of_ask(asker: Asker, ask: uuid.UUID) -> uuid.UUID | None:
    """The assessment of an ask that this member of staff sees, or None."""
    rows = ContributionAsk.objects.filter(id=ask, tie__isnull=False) if asker.may(SEE.code) else None
    return rows.values_list("assessment", flat=True).first() if rows is not None else None
