"""A partner reads what they are asked for an assessment and answers once, behind the door of every partner's link."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from familyhub.casework.actions.assessing_end import ABOUT
from familyhub.casework.actions.assessing_partners import SALT, send_partner
from familyhub.casework.actions.finding import Refused
from familyhub.casework.events.assessments import ContributionGiven
from familyhub.casework.models import (
    Contribution,
    ContributionAsk,
    ContributionCode,
    ContributionQuestion,
    ContributionUse,
)
from familyhub.casework.policy import assessments as policy
from familyhub.casework.queries.contributions import is_asked_of
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.sharing.actions.partner_door import AnsweredAlready, Door, LinkOver
from familyhub.sharing.terms.partners import Use
from familyhub.work import actions as work

DOOR = Door(SALT, ContributionAsk, ContributionCode, ContributionUse, "ask", send_partner)


def read(*, ask: uuid.UUID, by: Asker, at: datetime) -> None:
    """Each reading of the questions is kept. Errors: LinkOver."""
    DOOR.note(_open_to(ask, by, at), Use.READ, at)


def _open_to(ask: uuid.UUID, by: Asker, at: datetime, *, lock: bool = False) -> ContributionAsk:
    """What is asked of them, by their link or at their account; others answer nothing. Errors: LinkOver."""
    row: ContributionAsk = DOOR.open_row(ask, at, lock=lock)
    if not is_asked_of(row, by):
        raise LinkOver
    return row


def contribute(*, ask: uuid.UUID, words: Mapping[uuid.UUID, str], by: Asker, at: datetime) -> None:
    """Keep what they say to each question (by its number), once. Errors: LinkOver, AnsweredAlready, Refused."""
    row = _open_to(ask, by, at, lock=True)
    if row.answered_at is not None:
        raise AnsweredAlready
    questions = list(ContributionQuestion.objects.filter(ask=row).order_by("number"))
    said = [(one, words.get(one.id, "").strip()) for one in questions]
    for one, text in said:
        problem = policy.words_problem(text)
        if problem:
            raise Refused(problem, str(one.id))
    if not any(text for _, text in said):
        raise Refused("Answer at least one question")
    ContributionAsk.objects.filter(id=row.id).update(answered_at=at)
    for one, text in said:
        if text:
            _keep(row, one, text, at)
    DOOR.note(row, Use.ANSWERED, at)
    events.record(ContributionGiven(fence=row.case, about=row.assessment, agency=row.agency), by=by, at=at)
    if row.tells:
        told = f"{row.agency} contributed to an assessment: read it"[:200]
        work.open_task(work.NewTask(row.tells, row.case, ABOUT, row.assessment, told), by=by, at=at)


def _keep(row: ContributionAsk, question: ContributionQuestion, words: str, at: datetime) -> None:
    """Behind the part's fences, where the partner cannot read it back."""
    Contribution(
        fence=row.case,
        behind=question.behind,
        ask=row,
        part_id=question.part,
        question=question.question,
        words=words,
        agency=row.agency,
        at=at,
    ).save(force_insert=True)
