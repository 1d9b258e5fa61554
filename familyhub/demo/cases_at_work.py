"""What workers of the demonstration are in the midst of, each at another place of the way.

One has assessed and planned and goes there today; one waits for a signature; one is half through an assessment and has
asked the nursery; the others have accepted and rung once.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.casework import actions, queries
from familyhub.casework.actions import NewGuest, NewMeeting, assessing_end
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.casework.terms.meetings import GuestKind
from familyhub.casework.terms.visits import Door
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import LONDON, day_of
from familyhub.demo.first_assessment import ask_school, begin, fill, finish
from familyhub.demo.help_given import HEALTH, NEEDS, PLACES, add_need, agree_plan
from familyhub.referrals.actions.allocation_reaching import NewAttempt, record_attempt
from familyhub.referrals.queries import worker_requests
from familyhub.referrals.terms.allocation import Result, Tried

RANG = (
    "Rang at the agreed time. Mother is glad that somebody calls. We agreed on a first visit; she asked that nobody "
    "rings after six."
)
DOOR = (Door.DOG, "Friendly, jumps up", "Mother, on the phone")
MOST_WORKERS = 6
Work = Callable[[Asker, Asker, uuid.UUID, datetime], None]


def seed_casework(now: datetime) -> None:
    """One case for each of the first few workers who hold a request."""
    stages: list[Work] = [_planned, _waits_for_signature, _half_through]
    for worker, leader, request in _held(now):
        case = _accepted(worker, request, now - timedelta(minutes=30))
        if case is None:
            continue
        _rang(worker, case, now - timedelta(minutes=20))
        if stages:
            stages.pop(0)(worker, leader, case, now)


def _held(now: datetime) -> Iterator[tuple[Asker, Asker, uuid.UUID]]:
    """Worker, who leads the team, and a request that the worker holds: the first of each of a few workers."""
    today, found = day_of(now), 0
    for team in accounts.teams(today, TeamKind.CLUSTER.value):
        leaders = accounts.members_of(team.id, today, "cluster_coordinator")
        for member in accounts.members_of(team.id, today, "family_support_worker"):
            worker = accounts.asker_of(member.id, today)
            with fence.enter(worker):
                lines = worker_requests(worker).lines
            if lines and leaders and found < MOST_WORKERS:
                found += 1
                yield worker, accounts.asker_of(leaders[0].id, today), lines[0].id


def _accepted(worker: Asker, request: uuid.UUID, at: datetime) -> uuid.UUID | None:
    """The case, once the family was reached; None where no child of the request is known by name yet."""
    with fence.enter(worker):
        actions.accept(request=request, by=worker, at=at)
        record_attempt(request=request, new=NewAttempt(Tried.PHONE, Result.REACHED, at), by=worker, at=at)
        lines, _ = queries.caseload_of(worker, _number(worker))
    return lines[0].case if lines else None


def _number(asker: Asker) -> uuid.UUID:
    assert asker.number is not None  # members of staff have one
    return asker.number


def _members(worker: Asker, case: uuid.UUID) -> tuple[queries.MemberLine, ...]:
    page = queries.case_for(worker, case)
    assert page is not None  # the worker has just accepted it
    return page.members


def _adult(members: tuple[queries.MemberLine, ...]) -> queries.MemberLine:
    return next((one for one in members if not one.is_child), members[0])


def _rang(worker: Asker, case: uuid.UUID, at: datetime) -> None:
    with fence.enter(worker):
        members = _members(worker, case)
        spoken = _adult(members)
        parts = tuple(actions.NewPart(one.who.record, Part.SPOKEN if one is spoken else Part.ABOUT) for one in members)
        actions.write_note(case=case, new=actions.NewNote(ContactKind.PHONE, at, parts, RANG), by=worker, at=at)


def _planned(worker: Asker, leader: Asker, case: uuid.UUID, now: datetime) -> None:
    """Assessed and signed, a plan with actions, a visit today where there is a dog, a meeting in three days."""
    number = _assessed(worker, case, now)
    with fence.enter(leader):
        assessing_end.authorise(assessment=number, by=leader, at=now)
    with fence.enter(worker):
        agree_plan(worker, case, [add_need(worker, case, need, now) for need in NEEDS], now)
        adult = _adult(_members(worker, case)).who.record
        code, words, source = DOOR
        fact = actions.NewDoorFact(code, words, day_of(now), source, adult)
        actions.record_door_fact(case=case, new=fact, by=worker, at=now)
        actions.plan_visit(case=case, new=_visit(worker, adult, now), by=worker, at=now)
        partner = NewGuest(GuestKind.PARTNER, name=HEALTH.name, agency=HEALTH.agency)
        guests = (NewGuest(GuestKind.FAMILY, record=adult), NewGuest(GuestKind.STAFF, _number(worker)), partner)
        meeting = NewMeeting(_at(now + timedelta(days=3), 10), PLACES[0], guests)
        actions.call_meeting(case=case, new=meeting, by=worker, at=now)


def _visit(worker: Asker, adult: uuid.UUID, now: datetime) -> actions.NewVisit:
    """Today, while there is still an hour for it; else tomorrow morning."""
    soon = now + timedelta(hours=1)
    starts_at = soon if day_of(soon) == day_of(now) else _at(now + timedelta(days=1), 10)
    ends_at = starts_at + timedelta(minutes=45)
    return actions.NewVisit((adult,), (_number(worker),), starts_at, ends_at, home=adult, aim="See how bedtime goes")


def _at(day: datetime, hour: int) -> datetime:
    return day.astimezone(LONDON).replace(hour=hour, minute=0, second=0, microsecond=0)


def _waits_for_signature(worker: Asker, leader: Asker, case: uuid.UUID, now: datetime) -> None:
    _assessed(worker, case, now)


def _assessed(worker: Asker, case: uuid.UUID, now: datetime) -> uuid.UUID:
    number = begin(worker, case, now)
    fill(worker, number, now)
    with fence.enter(worker):
        new = actions.NewNeed(None, "sf", "2", "Few words, and hard to settle at nursery", found_by=number)
        actions.add_need(case=case, new=new, by=worker, at=now)
    finish(worker, number, now)
    return number


def _half_through(worker: Asker, leader: Asker, case: uuid.UUID, now: datetime) -> None:
    number = begin(worker, case, now)
    fill(worker, number, now, most=1)
    ask_school(worker, number, now)
