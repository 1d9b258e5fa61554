"""The help that the demonstration's family is given: needs, plan, two meetings, scores, a lower tier, an end."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from familyhub.casework import actions, queries
from familyhub.casework.actions import (
    Ending,
    Minutes,
    NewAction,
    NewGuest,
    NewMeasure,
    NewMeeting,
    NewNeed,
    NewOutcome,
    NewPhase,
    NewSupport,
    Owner,
    PlanWords,
)
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.episodes import CloseReason, Tier
from familyhub.casework.terms.measures import Stage
from familyhub.casework.terms.meetings import Attendance, GuestKind
from familyhub.casework.terms.plans import ActionState, NeedState, OwnerKind
from familyhub.casework.terms.programmes import Phase, Promotes
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import add_weeks, day_of

HEALTH = Owner(OwnerKind.PARTNER, None, "Hettie Sample", "Health visiting")
NEEDS = (("sf", "3", "Nights when all of us sleep"), ("sf", "5", "No shouting in front of Demo"))
PROGRAMME = "Example parenting programme"
SAID = "Bedtime goes better. We go on with the story before the bath. {father} was told nothing of this."
PLACES = ("Quiet room of the children's centre", "Meeting room of the library")


def give_help(worker: Asker, case: uuid.UUID, now: datetime) -> dict[str, Any]:
    """All of it, by whoever accepted the request. Returns what is told of it."""
    with fence.enter(worker):
        page = queries.case_for(worker, case)
        assert page is not None  # the worker has just accepted it
        needs = [add_need(worker, case, code, now) for code in NEEDS]
        plan, done = agree_plan(worker, case, needs, now)
        meetings = _meetings(worker, case, page.members, now)
        programme = _programme(worker, case, page.members, now)
        distance = _measure(worker, case, page.members, now)
        actions.move_action(thread=done, state=ActionState.DONE, words="Six visits", by=worker, at=now)
        ended = _end(worker, case, needs, now)
    return {
        "needs": len(needs),
        "plan": plan,
        "meetings": meetings,
        "measure": distance,
        "programme": programme,
        "episodes": ended,
    }


def _programme(worker: Asker, case: uuid.UUID, members: tuple[MemberLine, ...], now: datetime) -> dict[str, Any]:
    """The mother goes to a parenting programme, and is supported before and during it. Returns what is told of it."""
    today = day_of(now)
    mother = next(one.who.record for one in members if not one.is_child)
    listed = actions.list_programme(name=PROGRAMME, about="Eight evenings", is_secret=False, by=worker, at=now)
    new = NewSupport(
        record=mother,
        programme=listed,
        phase=Phase.BEFORE,
        since=today,
        next_on=add_weeks(today, 2),
        supporter=Owner(OwnerKind.STAFF, worker.number),
        promotes=frozenset(Promotes),
        words="Go along the first evening; somebody is with the children",
    )
    support = actions.begin_support(case=case, new=new, by=worker, at=now)
    moved = NewPhase(Phase.DURING, today, add_weeks(today, 8), "She went, and wants to go on")
    actions.move_support(support=support, new=moved, by=worker, at=now)
    page = queries.support_for(worker, support)
    assert page is not None
    return {
        "name": page.line.programme,
        "phases": [label for label, *_ in reversed(page.steps)],
        "next_on": page.line.next_on,
    }


def add_need(worker: Asker, case: uuid.UUID, new: tuple[str, str, str], now: datetime) -> uuid.UUID:
    """One of `NEEDS`, of the whole family."""
    framework, code, words = new
    return actions.add_need(case=case, new=NewNeed(None, framework, code, words), by=worker, at=now)


def agree_plan(
    worker: Asker, case: uuid.UUID, needs: list[uuid.UUID], now: datetime
) -> tuple[dict[str, Any], uuid.UUID]:
    """An agreed plan. Returns what is told of it, and the action that was carried out."""
    today, ours = day_of(now), Owner(OwnerKind.STAFF, worker.number)
    plan = actions.begin_plan(case=case, by=worker, at=now)
    goals = [
        actions.add_goal(plan=plan, need=need, words=words, by=worker, at=now)
        for need, (_, _, words) in zip(needs, NEEDS, strict=True)
    ]
    week, month = today + timedelta(days=7), today + timedelta(days=28)
    new = NewAction("Visit at bedtime each week and practise the routine", ours, month)
    done = actions.add_action(goal=goals[0], new=new, by=worker, at=now)
    onward = NewAction("Ask for speech and language therapy", HEALTH, week, referred_to="Speech and language therapy")
    actions.add_action(goal=goals[0], new=onward, by=worker, at=now)
    own = NewAction("Go outside when it gets loud", Owner(OwnerKind.FAMILY, None, "Mother"), week)
    actions.add_action(goal=goals[1], new=own, by=worker, at=now)
    words = PlanWords("We want calm evenings", "Ring the worker; at night the duty team", HEALTH, add_weeks(today, 6))
    actions.word_plan(plan=plan, new=words, by=worker, at=now)
    actions.publish_plan(plan=plan, by=worker, at=now)
    page = queries.plan_for(worker, plan)
    assert page is not None
    told = {
        "version": page.number,
        "goals": len(page.goals),
        "actions": sum(len(goal.actions) for goal in page.goals),
        "lead": page.lead,
        "review_on": page.review_on,
    }
    return told, done


def _meetings(worker: Asker, case: uuid.UUID, members: tuple[MemberLine, ...], now: datetime) -> list[dict[str, Any]]:
    """One with each parent, since they are kept apart: another time and another place."""
    parents = sorted((one for one in members if not one.is_child), key=lambda one: one.who.sex)
    if len(parents) > 1:
        one, other = (parent.who.record for parent in parents[:2])
        why = "No contact until the court has decided"
        actions.keep_apart(case=case, one=one, other=other, words=why, by=worker, at=now)
    told = []
    for number, (parent, place) in enumerate(zip(parents, PLACES, strict=False)):
        begins = now - timedelta(hours=2 + 4 * number)
        others = [one.who.name for one in parents if one is not parent]
        told.append(_meeting(worker, case, parent, (begins, place), others))
    return told


def _meeting(
    worker: Asker, case: uuid.UUID, parent: MemberLine, held: tuple[datetime, str], others: list[str]
) -> dict[str, Any]:
    begins, place = held
    partner = NewGuest(GuestKind.PARTNER, name=HEALTH.name, agency=HEALTH.agency)
    guests = (NewGuest(GuestKind.FAMILY, record=parent.who.record), NewGuest(GuestKind.STAFF, worker.number), partner)
    called = begins - timedelta(hours=1)
    new = NewMeeting(begins, place, guests)
    meeting = actions.call_meeting(case=case, new=new, by=worker, at=called)
    page = queries.meeting_for(worker, meeting)
    assert page is not None
    took = {one.id: (Attendance.ATTENDED, "") for one in page.guests}
    due_on = day_of(begins) + timedelta(weeks=4)
    decided = NewOutcome("Practise the routine for four weeks", Owner(OwnerKind.STAFF, worker.number), due_on)
    words = SAID.format(father=" and ".join(others) or "Nobody else")
    minutes = Minutes(took, words, "", (decided,), None)
    actions.hold_meeting(meeting=meeting, new=minutes, by=worker, at=begins + timedelta(hours=1))
    own = next(one.id for one in page.guests if one.record == parent.who.record)
    letter = queries.letter_for(worker, meeting, own)
    assert letter is not None
    return {
        "with": parent.who.name,
        "at": begins,
        "place": place,
        "minutes_sent": letter.minutes,
        "names_the_other": any(name in " ".join((letter.minutes, *letter.people)) for name in others),
    }


def _measure(worker: Asker, case: uuid.UUID, members: tuple[MemberLine, ...], now: datetime) -> dict[str, Any]:
    who, today = next(one.who.record for one in members if not one.is_child), day_of(now)
    for stage, score in ((Stage.BEFORE, "3"), (Stage.AFTER, "7")):
        new = NewMeasure(who, "own", stage, Decimal(score), today)
        actions.record_measure(case=case, new=new, by=worker, at=now)
    [line] = queries.measures_of(worker, case)
    return {"tool": line.tool, "before": 3, "after": 7, "distance": line.distance_words}


def _end(worker: Asker, case: uuid.UUID, needs: list[uuid.UUID], now: datetime) -> list[dict[str, Any]]:
    """Each child's help steps down and ends; the last with an outcome of each need."""
    lines = [one for one in queries.caseload_of(worker, worker.number)[0] if one.case == case]  # type: ignore[arg-type]
    became = dict(
        zip(needs, ((NeedState.MET, "Slept through for a month"), (NeedState.PARTLY, "Most days")), strict=True)
    )
    told: list[dict[str, Any]] = []
    for one in lines:
        actions.step_tier(episode=one.episode, tier=Tier.UNIVERSAL, words="Less is enough now", by=worker, at=now)
        is_last = one is lines[-1]
        if is_last:
            told.append({"refused": _refused(worker, one.episode, now)})
        # with the last child's help ends what is open for the family; before, what is that child's alone
        still = [need for need in queries.needs_of(worker, case) if need.state is NeedState.OPEN]
        mine = [need for need in still if is_last or (need.who and need.who.person == one.person)]
        outcomes = {need.id: became.get(need.id, (NeedState.MET, "Seen at the last visit")) for need in mine}
        ending = Ending(CloseReason.STEPPED_DOWN, "Calm evenings", outcomes)
        actions.close(episode=one.episode, new=ending, by=worker, at=now)
        [check] = queries.checks_of(worker, one.episode)
        told.append({"tier": Tier.UNIVERSAL.value, "closed": CloseReason.STEPPED_DOWN.value, "asked_on": check.due_on})
    return [*told, {"needs": [{line.name: line.state.value} for line in queries.needs_of(worker, case)]}]


def _refused(worker: Asker, episode: uuid.UUID, now: datetime) -> str:
    """The answer to closing with open needs."""
    try:
        actions.close(episode=episode, new=Ending(CloseReason.STEPPED_DOWN, "Calm"), by=worker, at=now)
    except actions.Refused as refused:
        return str(refused)
    raise LookupError("an episode closed with open needs")
