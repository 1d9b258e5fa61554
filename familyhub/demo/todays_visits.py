"""Two visits of the demonstration's family today: one where nobody opened, one with each child seen or not and why."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework import actions, queries
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.episodes import ContactKind, Part, WhyNotSeen
from familyhub.casework.terms.visits import Door, Follows
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of

OUT = "Rang twice at the door and waited ten minutes. A neighbour's curtain moved; I said nothing to anybody."
IN = "Mother opened and asked me in. We looked at the bedtime picture together. Demo came home and showed the story."
DOOR = (
    (Door.DOG, "Friendly, jumps up", "Mother, on the phone"),
    (Door.TWO_WORKERS, "Her former partner shouted at the health visitor in spring", "Police notification"),
)


def visit_today(worker: Asker, case: uuid.UUID, now: datetime) -> dict[str, Any]:
    """Both, by whoever accepted the request. Returns what is told of them."""
    with fence.enter(worker):
        page = queries.case_for(worker, case)
        assert page is not None  # the worker has just accepted it
        mother = next(one.who.record for one in page.members if not one.is_child and one.who.sex == "female")
        for code, words, source in DOOR:
            fact = actions.NewDoorFact(code, words, day_of(now), source, mother)
            actions.record_door_fact(case=case, new=fact, by=worker, at=now)
        refused = _refused(worker, case, mother, now)
        first = _planned(worker, case, mother, now - timedelta(minutes=3))
        actions.write_up(visit=first, new=_nobody(page.members, now), by=worker, at=now)
        second = _planned(worker, case, mother, now)
        actions.check_in(visit=second, by=worker, at=now)
        actions.check_out(visit=second, by=worker, at=now)
        actions.write_up(visit=second, new=_seen(page.members, now), by=worker, at=now)
        seen = queries.children_seen(worker, day_of(now), day_of(now))
        lines = queries.diary_of(worker, day_of(now), day_of(now))
    return {"planned": len(lines), "refused": refused, "children_seen": len(seen)}


def _new(worker: Asker, mother: uuid.UUID, starts_at: datetime, why_one: str) -> actions.NewVisit:
    assert worker.number is not None
    ends_at = starts_at + timedelta(minutes=40)
    return actions.NewVisit((mother,), (worker.number,), starts_at, ends_at, home=mother, why_one=why_one)


def _planned(worker: Asker, case: uuid.UUID, mother: uuid.UUID, starts_at: datetime) -> uuid.UUID:
    new = _new(worker, mother, starts_at, "He is in another county this week, she says")
    return actions.plan_visit(case=case, new=new, by=worker, at=starts_at)


def _refused(worker: Asker, case: uuid.UUID, mother: uuid.UUID, now: datetime) -> str:
    """The answer to sending one where two are said to go."""
    try:
        actions.plan_visit(case=case, new=_new(worker, mother, now, ""), by=worker, at=now)
    except actions.Refused as refused:
        return str(refused)
    raise LookupError("one was sent where two are said to go")


def _nobody(members: tuple[MemberLine, ...], now: datetime) -> actions.WriteUp:
    parts = tuple(actions.NewPart(one.who.record, Part.ABOUT) for one in members)
    note = actions.NewNote(ContactKind.NO_ACCESS, now - timedelta(minutes=2), parts, OUT)
    return actions.WriteUp(note, (Follows.RING, Follows.AGAIN))


def _seen(members: tuple[MemberLine, ...], now: datetime) -> actions.WriteUp:
    """Children who are born are seen, the first of them alone; the others are accounted for."""
    there = [one for one in members if one.is_child or one.who.sex == "female"]
    parts = [actions.NewPart(one.who.record, *_part(one)) for one in there]
    return actions.WriteUp(actions.NewNote(ContactKind.HOME_VISIT, now, tuple(parts), IN))


def _part(one: MemberLine) -> tuple[Part, WhyNotSeen | None]:
    if one.who.is_unborn:
        return Part.ABOUT, None
    return (Part.ALONE if one.is_child else Part.SEEN), None
