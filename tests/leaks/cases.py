"""Help that two families are given, each with a note and a restricted one, planted with words to hunt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework import actions, queries
from familyhub.casework.actions import Ending, NewAction, NewNote, NewPart, Owner, PlanWords
from familyhub.casework.actions.sight import restricted_of
from familyhub.casework.models import Episode
from familyhub.casework.plan_terms import OwnerKind
from familyhub.casework.terms import CloseReason, ContactKind, Part
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of


@dataclass(frozen=True)
class Case:
    """One family's case: its fence, the episode, both notes, the compartment, and the words that stand in each."""

    case: uuid.UUID
    compartment: uuid.UUID
    episode: uuid.UUID
    note: uuid.UUID
    restricted: uuid.UUID
    words: str
    told_in_confidence: str
    persons: tuple[uuid.UUID, ...]
    child: uuid.UUID
    need: uuid.UUID
    hidden_need: uuid.UUID
    plan: uuid.UUID
    action: uuid.UUID
    check: uuid.UUID


def build_cases(families: dict[str, Any], workers: dict[str, Asker], at: datetime) -> dict[str, Case]:
    """Both notes of each, by the worker who accepted the request."""
    return {name: _case(families[name], worker, at) for name, worker in workers.items()}


def _case(family: Any, worker: Asker, at: datetime) -> Case:
    mark = family.planted.surname.removeprefix("Canarian")
    words, secret = f"Weary{mark} of the nights", f"Whispered{mark} at the gate"
    with fence.enter(worker):
        episode = Episode.objects.filter(request=family.request).order_by("id").first()
        assert episode is not None
        page = queries.case_for(worker, episode.fence)
        assert page is not None
        check = _check(episode, worker, at)
        parts = tuple(NewPart(one.who.record, Part.SPOKEN) for one in page.members)
        new = NewNote(ContactKind.PHONE, at - timedelta(minutes=5), parts, f"{words} {family.planted.story}")
        hidden = NewNote(ContactKind.PHONE, at - timedelta(minutes=3), parts, secret, is_restricted=True)
        made = [actions.write_note(case=episode.fence, new=one, by=worker, at=at) for one in (new, hidden)]
        needs = [
            actions.NewNeed(episode.record_id, framework, code, said)
            for framework, code, said in (("sf", "5", words), ("factors", "11A", secret))
        ]
        needed = [actions.add_need(case=episode.fence, new=one, by=worker, at=at) for one in needs]
        planned = _plan(episode.fence, needed[0], words, worker, at)
        compartment = restricted_of(episode.fence)
    child = next(one.who.person for one in page.members if one.who.record == episode.record_id)
    persons = tuple(one.who.person for one in page.members)
    return Case(
        episode.fence,
        compartment,
        episode.id,
        made[0],
        made[1],
        words,
        secret,
        persons,
        child,
        *needed,
        *planned,
        check,
    )


def _check(episode: Episode, worker: Asker, at: datetime) -> uuid.UUID:
    """Help that ended and went on at once: what would have been asked six months on."""
    actions.close(episode=episode.id, new=Ending(CloseReason.NEEDS_MET, "Over"), by=worker, at=at)
    actions.reopen(episode=episode.id, words="Not over", by=worker, at=at)
    return queries.checks_of(worker, episode.id)[0].id


def _plan(case: uuid.UUID, need: uuid.UUID, words: str, worker: Asker, at: datetime) -> tuple[uuid.UUID, uuid.UUID]:
    """An agreed plan with one goal and one action."""
    lead, day = Owner(OwnerKind.STAFF, worker.number), day_of(at) + timedelta(days=7)
    plan = actions.begin_plan(case=case, by=worker, at=at)
    goal = actions.add_goal(plan=plan, need=need, words=words, by=worker, at=at)
    action = actions.add_action(goal=goal, new=NewAction(words, lead, day), by=worker, at=at)
    actions.word_plan(plan=plan, new=PlanWords(words, words, lead, day), by=worker, at=at)
    actions.publish_plan(plan=plan, by=worker, at=at)
    return plan, action
