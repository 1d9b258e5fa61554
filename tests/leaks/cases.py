"""Help that two families are given, each with a note and a restricted one, planted with words to hunt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewNote, NewPart
from familyhub.casework.actions.sight import restricted_of
from familyhub.casework.models import Episode
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.core import fence
from familyhub.core.asker import Asker
from tests.leaks.plans import Planned, build_plans


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
    more: Planned


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
        parts = tuple(NewPart(one.who.record, Part.SPOKEN) for one in page.members)
        new = NewNote(ContactKind.PHONE, at - timedelta(minutes=5), parts, f"{words} {family.planted.story}")
        hidden = NewNote(ContactKind.PHONE, at - timedelta(minutes=3), parts, secret, is_restricted=True)
        made = [actions.write_note(case=episode.fence, new=one, by=worker, at=at) for one in (new, hidden)]
        more = build_plans(episode, page.members, (words, secret), worker, at)
        compartment = restricted_of(episode.fence)
    child = next(one.who.person for one in page.members if one.who.record == episode.record_id)
    persons = tuple(one.who.person for one in page.members)
    return Case(episode.fence, compartment, episode.id, made[0], made[1], words, secret, persons, child, more)
