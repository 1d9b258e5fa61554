"""What workforce does: write supervision down, say what came of a decision."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from familyhub.accounts import queries as accounts
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause
from familyhub.workforce.events.supervision import SupervisionDecisionDone, SupervisionHeld
from familyhub.workforce.models import Supervision, SupervisionDecision, TalkedAbout
from familyhub.workforce.permissions import SUPERVISE
from familyhub.workforce.policy import supervision as policy
from familyhub.workforce.policy.supervision import NoSuchSupervision, SupervisionRefused

DECISION, SUPERVISION = "workforce.decision", "workforce.supervision"


@dataclass(frozen=True)
class Talked:
    """A family talked about: its case, behind whom the words lie, and how tasks speak of it."""

    case: uuid.UUID
    behind: tuple[uuid.UUID, ...]
    reference: str
    words: str


@dataclass(frozen=True)
class Decided:
    """What, who, by when; `case` for one about a family that was talked about."""

    words: str
    holder: uuid.UUID
    due_on: date
    case: uuid.UUID | None = None


@dataclass(frozen=True)
class NewSupervision:
    """Whose, in which team, when, what was said, and when the next is."""

    worker: uuid.UUID
    team: uuid.UUID
    happened_on: date
    next_on: date
    words: str = ""
    talked: tuple[Talked, ...] = field(default=())
    decided: tuple[Decided, ...] = field(default=())


def _refuse(problem: str, field: str = "") -> None:
    if problem:
        raise SupervisionRefused(problem, field)


@transaction.atomic
def record_supervision(*, new: NewSupervision, by: Asker, at: datetime) -> uuid.UUID:
    """Write it down, for those two and their line; decisions go into trays. Returns its number.

    Errors: NoSuchSupervision for a worker whom the asker does not lead, SupervisionRefused.
    """
    today = day_of(at)
    members = {one.id: one.name for one in accounts.members_of(new.team, today)}
    leads = by.may(SUPERVISE.code) and new.team in by.holders and new.worker != by.number
    if by.number is None or not leads or new.worker not in members:
        raise NoSuchSupervision(str(new.worker))
    _refuse(*policy.day_problem(new.happened_on, new.next_on, today))
    decided = [(one.words, one.due_on) for one in new.decided]
    _refuse(policy.words_problem(new.words, [one.words for one in new.talked], decided, today))
    pair = {new.worker, by.number}
    _refuse("" if all(one.holder in pair for one in new.decided) else "One of the two of you carries a decision out")
    row = _store(new, by, at)
    families = {one.case: one for one in new.talked}
    for one in new.talked:
        words = one.words.strip()
        behind = sorted({row.id, *one.behind})
        talked = TalkedAbout(id=uuid.uuid4(), fence=one.case, behind=behind, supervision=row, words=words)
        talked.reference = one.reference
        talked.save(force_insert=True)
    for decision in new.decided:
        _decide(row, decision, families, by, at)
    words = f"Hold supervision with {members[new.worker]}"
    work.open_task(
        work.NewTask(by.number, row.fence, SUPERVISION, row.id, words, end_of_day(new.next_on)), by=by, at=at
    )
    events.record(
        SupervisionHeld(fence=row.fence, about=row.id, subjects=(), on=f"{row.happened_on:%-d %B %Y}"), by=by, at=at
    )
    return row.id


def _store(new: NewSupervision, by: Asker, at: datetime) -> Supervision:
    """The supervision, known to those two and the team above before it is there; tasks to hold it are done."""
    assert by.number is not None  # asked before
    row = Supervision(id=uuid.uuid4(), worker_id=new.worker, supervisor_id=by.number, team_id=new.team, at=at)
    row.fence, row.happened_on, row.next_on, row.words = row.id, new.happened_on, new.next_on, new.words.strip()
    above = accounts.team_above(new.team)
    holders = [one for one in (new.worker, by.number, above) if one]
    grants.grant(holders, [row.id], because=f"supervision {row.id}")
    for before in Supervision.objects.filter(worker=new.worker).values_list("id", flat=True):
        work.close_all_about(about=before, because=DoneBecause.DONE, by=by, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        _refuse("You wrote down supervision with them on that day already", "happened_on")
    return row


def _decide(row: Supervision, new: Decided, families: dict[uuid.UUID, Talked], by: Asker, at: datetime) -> None:
    about = families.get(new.case) if new.case else None
    one = SupervisionDecision(id=uuid.uuid4(), supervision=row, words=new.words.strip(), holder_id=new.holder)
    one.fence = about.case if about else row.id
    one.behind = sorted({row.id, *(about.behind if about else ())})
    one.due_on = new.due_on
    one.save(force_insert=True)
    words = f"Do what supervision decided{': family of ' + about.reference if about else ''}"
    task = work.NewTask(new.holder, one.fence, DECISION, one.id, words, end_of_day(new.due_on))
    work.open_task(task, by=by, at=at)


def finish_decision(*, decision: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """What came of it, by whoever carries it out or who decided it. Errors: NoSuchSupervision, SupervisionRefused."""
    row = SupervisionDecision.objects.select_related("supervision").filter(id=decision).first()
    if row is None or by.number not in {row.holder_id, row.supervision.supervisor_id}:
        raise NoSuchSupervision(str(decision))
    _refuse("" if words.strip() else "Say what came of it", "words")
    waits = SupervisionDecision.objects.filter(id=decision, done_at__isnull=True)
    _refuse("" if waits.update(done_at=at, done_words=words.strip()) else "It is done already")
    work.close_all_about(about=decision, because=DoneBecause.DONE, by=by, at=at)
    events.record(SupervisionDecisionDone(fence=row.fence, about=row.id, subjects=()), by=by, at=at)


def end_decisions_about(*, case: uuid.UUID, by: Asker, at: datetime) -> None:
    """The case changes hands or is over: what supervision decided about it asks nothing more of those two."""
    rows = SupervisionDecision.objects.filter(fence=case, done_at__isnull=True)
    for number in rows.values_list("id", flat=True):
        work.close_all_about(about=number, because=DoneBecause.NOT_NEEDED, by=by, at=at)
