"""What can be asked of workforce, always by somebody."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.workforce.models import Supervision, SupervisionDecision
from familyhub.workforce.permissions import SUPERVISE, SUPERVISED
from familyhub.workforce.policy import supervision as policy
from familyhub.workforce.terms.supervision import MOST_SHOWN

MOST_TEAMS = 8


@dataclass(frozen=True)
class SupervisionLine:
    """One supervision in a list."""

    id: uuid.UUID
    worker: str
    supervisor: str
    happened_on: date
    next_on: date


@dataclass(frozen=True)
class TalkedLine:
    """A family that was talked about."""

    case: uuid.UUID
    reference: str
    words: str


@dataclass(frozen=True)
class DecisionLine:
    """What was decided. `may_finish`: this asker may say what came of it."""

    id: uuid.UUID
    supervision: uuid.UUID
    words: str
    holder: str
    due_on: date
    is_done: bool
    done_words: str
    may_finish: bool


@dataclass(frozen=True)
class SupervisionPage:
    """One supervision: families and decisions as far as this asker holds each family's case."""

    line: SupervisionLine
    words: str
    talked: tuple[TalkedLine, ...]
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True)
class WorkerLine:
    """Somebody whom the asker leads: the last supervision that the asker may read, and when the next is due."""

    team: uuid.UUID
    worker: uuid.UUID
    name: str
    last: SupervisionLine | None
    is_overdue: bool


def _line(row: Supervision) -> SupervisionLine:
    return SupervisionLine(row.id, row.worker.name, row.supervisor.name, row.happened_on, row.next_on)


def may_read(asker: Asker) -> bool:
    """Does this asker read supervision at all?"""
    return asker.may(SUPERVISED.code) or asker.may(SUPERVISE.code)


def own_supervision(asker: Asker) -> list[SupervisionLine]:
    """The asker's own, the latest first. One query."""
    if not may_read(asker) or asker.number is None:
        return []
    rows = Supervision.objects.filter(worker=asker.number).select_related("worker", "supervisor")
    return [_line(row) for row in rows.order_by("-happened_on", "id")[:MOST_SHOWN]]


def teams_led(asker: Asker) -> list[uuid.UUID]:
    """The teams whose people this asker supervises."""
    return sorted(asker.holders - {asker.number})[:MOST_TEAMS] if asker.may(SUPERVISE.code) else []  # type: ignore[type-var]


def workers_led(asker: Asker, today: date) -> list[WorkerLine]:
    """Those whom the asker leads, the longest overdue first: one query a team and one for the supervision."""
    found = {(team, one.id): one.name for team in teams_led(asker) for one in accounts.members_of(team, today)}
    rows = Supervision.objects.filter(worker__in={worker for _, worker in found}).select_related("worker", "supervisor")
    last = {row.worker_id: _line(row) for row in rows.order_by("worker", "-happened_on", "id").distinct("worker")}
    lines = [
        WorkerLine(team, worker, name, last.get(worker), _is_late(last.get(worker), today))
        for (team, worker), name in found.items()
        if worker != asker.number
    ]
    return sorted(lines, key=lambda one: (one.last is not None, one.last.next_on if one.last else today, one.name))


def _is_late(last: SupervisionLine | None, today: date) -> bool:
    return policy.is_overdue(last.next_on if last else None, today)


def worker_led(asker: Asker, worker: uuid.UUID, today: date) -> WorkerLine | None:
    """One of them, or None where the asker does not lead such a worker."""
    return next((one for one in workers_led(asker, today) if one.worker == worker), None)


def supervision_for(asker: Asker, supervision: uuid.UUID) -> SupervisionPage | None:
    """One supervision, or None where it does not exist for this asker. Three queries."""
    rows = Supervision.objects.filter(id=supervision).select_related("worker", "supervisor")
    row = rows.first() if may_read(asker) else None
    if row is None:
        return None
    talked = list(row.talked.order_by("reference", "id"))
    fence.note_subjects(number for one in talked for number in one.behind if number != row.id)
    decisions = row.decisions.select_related("holder", "supervision").order_by("due_on", "id")
    return SupervisionPage(
        line=_line(row),
        words=row.words,
        talked=tuple(TalkedLine(one.fence, one.reference, one.words) for one in talked),
        decisions=tuple(_decision(asker, one) for one in decisions),
    )


def _decision(asker: Asker, row: SupervisionDecision) -> DecisionLine:
    return DecisionLine(
        id=row.id,
        supervision=row.supervision_id,
        words=row.words,
        holder=row.holder.name,
        due_on=row.due_on,
        is_done=row.done_at is not None,
        done_words=row.done_words,
        may_finish=row.done_at is None and asker.number in {row.holder_id, row.supervision.supervisor_id},
    )


def decision_for(asker: Asker, decision: uuid.UUID) -> DecisionLine | None:
    """A decision that this asker carries out or made, or None."""
    rows = SupervisionDecision.objects.filter(id=decision).select_related("holder", "supervision")
    row = rows.first() if may_read(asker) else None
    if row is None or asker.number not in {row.holder_id, row.supervision.supervisor_id}:
        return None
    fence.note_subjects(number for number in row.behind if number != row.supervision_id)
    return _decision(asker, row)
