"""Reads of openings: what lasts now for one reader, what is to be reviewed, one with its reviews."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.sharing.models import Opening
from familyhub.sharing.permissions import OVERSEE
from familyhub.sharing.policy import openings as policy
from familyhub.sharing.terms.openings import OUTCOME_WORDS, REASON_WORDS, OpenReason, ReviewOutcome

MOST = 100


@dataclass(frozen=True)
class OpeningLine:
    """One opening as a list shows it. `person` is a number; None where nothing was opened."""

    id: uuid.UUID
    by_name: str
    reason: str
    words: str
    opened_at: datetime
    until: datetime
    person: uuid.UUID | None
    review_by: datetime
    is_overdue: bool
    reviewed_at: datetime | None


@dataclass(frozen=True)
class ReviewLine:
    """What somebody made of it."""

    outcome: str
    words: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class OpeningPage:
    """One opening with its reviews, oldest first."""

    line: OpeningLine
    opened_by: uuid.UUID
    reviews: tuple[ReviewLine, ...]


def _line(row: Opening, now: datetime) -> OpeningLine:
    return OpeningLine(
        id=row.id,
        by_name=row.by_name,
        reason=REASON_WORDS[OpenReason(row.reason)],
        words=row.words,
        opened_at=row.opened_at,
        until=row.until,
        person=row.person,
        review_by=row.review_by,
        is_overdue=policy.is_overdue(row.review_by, row.reviewed_at, now),
        reviewed_at=row.reviewed_at,
    )


def open_until(asker: Asker, person: uuid.UUID, now: datetime) -> datetime | None:
    """Until when this asker has the person's record open with a reason; None when they have not."""
    if asker.number is None:
        return None
    rows = Opening.objects.filter(opened_by=asker.number, person=person, until__gt=now).order_by("-until")
    return rows.values_list("until", flat=True).first()


def to_review(asker: Asker, now: datetime) -> list[OpeningLine]:
    """What waits for its review, the longest waiting first, at most 100."""
    if not asker.may(OVERSEE.code):
        return []
    rows = Opening.objects.filter(reviewed_at__isnull=True).order_by("review_by")[:MOST]
    return _noted([_line(row, now) for row in rows])


def was_reviewed(asker: Asker, now: datetime) -> list[OpeningLine]:
    """What was reviewed last, at most 100."""
    if not asker.may(OVERSEE.code):
        return []
    rows = Opening.objects.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[:MOST]
    return _noted([_line(row, now) for row in rows])


def _noted(lines: list[OpeningLine]) -> list[OpeningLine]:
    fence.note_subjects(line.person for line in lines if line.person)
    return lines


def opening_for(asker: Asker, opening: uuid.UUID, now: datetime) -> OpeningPage | None:
    """One opening, for governance, for whoever opened it and whoever held the record then; None for anybody else."""
    row = Opening.objects.filter(id=opening).first()
    if row is None:
        return None
    [line] = _noted([_line(row, now)])
    reviews = tuple(
        ReviewLine(OUTCOME_WORDS[ReviewOutcome(each.outcome)], each.words, each.by_name, each.at)
        for each in row.reviews.order_by("at")
    )
    return OpeningPage(line, row.opened_by, reviews)
