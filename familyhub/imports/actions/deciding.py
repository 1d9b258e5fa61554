"""Review: somebody says who the person of an uncertain row is. The worker then works the row, as it does any other."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.imports.events import RowDecided
from familyhub.imports.models import Intake, Row
from familyhub.imports.permissions import REVIEW
from familyhub.imports.terms.rows import DECISION_WORDS, Became, Decision, State


class NotWaiting(Exception):
    """The row does not wait for a decision, or not for this asker's."""


def decide(
    *, row: uuid.UUID, decision: Decision, by: Asker, at: datetime, record: uuid.UUID | None = None
) -> uuid.UUID:
    """Store the decision; returns the file's id, which the caller queues. Errors: NotWaiting.

    LINK needs a record that the asker was shown.
    """
    waiting = Row.objects.select_for_update().filter(id=row, state=State.REVIEW.value).first()
    if waiting is None or not by.may(REVIEW.code) or (decision is Decision.LINK) != (record is not None):
        raise NotWaiting
    is_out = decision is Decision.LEAVE_OUT
    chosen = str(record) if record else "new"
    waiting.state = State.DONE.value if is_out else State.DECIDED.value
    waiting.became = Became.LEFT_OUT.value if is_out else ""
    waiting.decisions = waiting.decisions | ({} if is_out else {waiting.asked: chosen})
    waiting.decided_by, waiting.decided_at = by.number, at
    waiting.save(update_fields=["state", "became", "decisions", "decided_by", "decided_at"])
    if not waiting.is_held:
        _count(waiting.intake_id, waiting.state)
    told = RowDecided(
        fence=waiting.fence, about=waiting.intake_id, row=waiting.number, decision=DECISION_WORDS[decision]
    )
    events.record(told, by=by, at=at)
    intake: uuid.UUID = waiting.intake_id
    return intake


def _count(intake: uuid.UUID, state: str) -> None:
    file = Intake.objects.select_for_update().get(id=intake)
    counts = dict(file.counts)
    counts[State.REVIEW.value] = counts.get(State.REVIEW.value, 0) - 1
    counts[state] = counts.get(state, 0) + 1
    file.counts = {name: number for name, number in sorted(counts.items()) if number}
    file.save(update_fields=["counts"])
