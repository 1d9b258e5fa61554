"""Partners meetings of two teams: one child put to one member, and an agenda that all members read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewItem, NewOutcome, NewPartnersMeeting, NewSeat, Owner, Said
from familyhub.casework.actions.supervising import NewTalk, Point, hold_supervision
from familyhub.casework.terms.partners import Basis, SeatRole
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.workforce.queries import supervision_for


@dataclass(frozen=True)
class Monthly:
    """Their numbers; `words`: what stands in the child's item alone; `to`: the member whom it was put to."""

    round: uuid.UUID
    seat: uuid.UUID
    agenda: uuid.UUID
    standing: uuid.UUID
    agreed: uuid.UUID
    team: uuid.UUID
    words: str
    to: uuid.UUID
    supervision: uuid.UUID
    decided: uuid.UUID
    confided: str
    pair: frozenset[uuid.UUID | None]


def build_monthly(cases: dict[str, Any], askers: dict[str, Asker], at: datetime) -> dict[str, Monthly]:
    """Here the child is put to the midwife, there to the health visitor; both sit at both."""
    return {
        name: _monthly(cases[name], {one: askers[f"{one} {name}"] for one in ("coordinator", "worker")}, pair, at)
        for name, pair in (
            ("here", (askers["midwife"], askers["health visitor"])),
            ("there", (askers["health visitor"], askers["midwife"])),
        )
    }


def _monthly(case: Any, ours: dict[str, Asker], pair: tuple[Asker, Asker], at: datetime) -> Monthly:
    leads, worker = ours["coordinator"], ours["worker"]
    before, starts_at = at - timedelta(days=2), at - timedelta(days=1)
    with fence.enter(worker):
        page = queries.episode_for(worker, case.episode)
        assert page is not None
    seats = (
        NewSeat(SeatRole.MIDWIFE, pair[0].number),
        NewSeat(SeatRole.HEALTH_VISITOR, pair[1].number),
        NewSeat(SeatRole.LINK_SOCIAL_WORKER, None, "Lena Link-Sample", "Example Social Care"),
    )
    held: list[uuid.UUID] = []
    with fence.enter(leads):
        for moment in (starts_at, at + timedelta(days=20)):
            new = NewPartnersMeeting(page.team_id, moment, "Example Hall", seats)
            made = actions.call_partners_meeting(new=new, by=leads, at=before)
            held.append(made)
        first = held[0]
        shown = queries.partners_meeting_for(leads, first)
        assert shown is not None
    words = f"Murmured{case.words.partition(' ')[0]} for one member"
    with fence.enter(worker):
        needs = {shown.seats[0].id: "Books the birth"}
        item = NewItem(words, Basis.AGREED, "", needs)
        agenda = actions.put_child(episode=case.episode, meeting=first, new=item, by=worker, at=before)
        todo = NewOutcome(words, Owner(OwnerKind.STAFF, pair[0].number), day_of(at) + timedelta(days=7))
        actions.say_item(item=agenda, new=Said(words, (todo,)), by=worker, at=at)
        [agreed] = queries.agenda_item_for(worker, agenda).line.agreed  # type: ignore[union-attr]
    to: Any = pair[0].number
    put = (first, shown.seats[0].id, agenda, shown.standing[0].id, agreed.id, page.team_id, words, to)
    return Monthly(*put, *_supervised(case, page.team_id, leads, worker, at))


def _supervised(
    case: Any, team: uuid.UUID, leads: Asker, worker: Asker, at: datetime
) -> tuple[uuid.UUID, uuid.UUID, str, frozenset[uuid.UUID | None]]:
    """The coordinator's talk with the worker about this family, and what was decided."""
    assert worker.number
    today, words = day_of(at), f"Confided{case.words.partition(' ')[0]} between two"
    week = today + timedelta(days=7)
    point = Point(case.case, words, words, worker.number, week)
    with fence.enter(leads):
        new = NewTalk(worker.number, team, today, week, "Sleeps well", (point,))
        made = hold_supervision(new=new, by=leads, at=at)
        [decided] = supervision_for(leads, made).decisions  # type: ignore[union-attr]
    return made, decided.id, words, frozenset({leads.number, worker.number})
