"""Audits of two families: one to be written, one to be moderated, one moderated; planted with words to hunt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework.actions.auditing import ask_for_sample, write_audit
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.workforce import actions, queries
from familyhub.workforce.actions import Answer, AskedFor, DrawnCase, NewAudit, NewSample
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.terms.audits import Grade


@dataclass(frozen=True)
class Audited:
    """Their numbers. `noticed` stands in the one that waits to be moderated, `found` in the moderated one."""

    draw: uuid.UUID
    drawn: uuid.UUID
    finished: uuid.UUID
    moderated: uuid.UUID
    action: uuid.UUID
    noticed: str
    found: str
    manager: uuid.UUID | None
    coordinator: uuid.UUID | None
    worker: uuid.UUID | None


def build_audited(
    cases: dict[str, Any], teams: dict[str, Any], askers: dict[str, Asker], at: datetime
) -> dict[str, Audited]:
    """The manager has each drawn, in three quarters, and writes; the coordinator moderates."""
    return {name: _audited(cases[name], teams[name].id, askers, name, at) for name in ("here", "there")}


def _audited(case: Any, team: uuid.UUID, askers: dict[str, Asker], name: str, at: datetime) -> Audited:
    manager, leads, worker = (askers[f"{one} {name}"] for one in ("manager", "coordinator", "worker"))
    mark = case.words.partition(" ")[0]
    noticed, found = f"Noticed{mark} by one", f"Proven{mark} by both"
    drawn, finished, moderated = (_sampled(case, team, manager, worker, at, turn) for turn in range(3))
    assert worker.number and leads.number
    with fence.enter(manager):
        for audit, words in ((finished, noticed), (moderated, found)):
            asked = (AskedFor(words, worker.number, day_of(at) + timedelta(days=7)),)
            write_audit(audit=audit[1], new=written(words, leads.number, asked, at), by=manager, at=at)
    with fence.enter(leads):
        actions.moderate_audit(audit=moderated[1], grade=Grade.GOOD.value, words=found, by=leads, at=at)
        [action] = queries.audit_for(leads, moderated[1]).actions  # type: ignore[union-attr]
    numbers = (drawn[0], drawn[1], finished[1], moderated[1], action.id, noticed, found)
    return Audited(*numbers, manager.number, leads.number, worker.number)


def _sampled(
    case: Any, team: uuid.UUID, manager: Asker, worker: Asker, at: datetime, turn: int
) -> tuple[uuid.UUID, uuid.UUID]:
    """A sample in which the lot fell on this family."""
    assert manager.number
    first = policy.quarters_before(day_of(at), 3)[turn]
    with fence.enter(manager):
        new = NewSample(team, first, 1, (manager.number,))
        draw = ask_for_sample(new=new, by=manager, at=at)
        fallen = DrawnCase(case.case, case.persons, f"A{turn}", worker.number, manager.number)
        actions.keep_sample(draw=draw, could=4, drawn=(fallen,), left_out=(), by=manager, at=at)
        [line] = queries.draw_for(manager, draw).audits  # type: ignore[union-attr]
    return draw, line.id


def written(words: str, moderator: uuid.UUID, asked: tuple[AskedFor, ...], at: datetime) -> NewAudit:
    """Every question answered alike."""
    answers = {one.code: Answer(Grade.GOOD.value, words) for one in policy.questions_on(day_of(at))}
    return NewAudit(answers, Grade.GOOD.value, words, moderator, asked)
