"""What grows in a case besides notes: needs, a plan, meetings, scores; planted with words to hunt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from familyhub.casework import actions, queries
from familyhub.casework.actions import (
    Ending,
    Minutes,
    NewAction,
    NewDoorFact,
    NewGuest,
    NewMeasure,
    NewMeeting,
    NewNeed,
    NewOutcome,
    NewVisit,
    Owner,
    PlanWords,
    releasing,
)
from familyhub.casework.models import Episode, VisitAlarm
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.episodes import CloseReason
from familyhub.casework.terms.measures import Stage
from familyhub.casework.terms.meetings import Attendance, GuestKind
from familyhub.casework.terms.plans import OwnerKind
from familyhub.casework.terms.releases import ParticularKind, ReleaseKind
from familyhub.casework.terms.visits import Door
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from tests.leaks.beside import build_beside


@dataclass(frozen=True)
class Planned:
    """Their numbers."""

    need: uuid.UUID
    hidden_need: uuid.UUID
    plan: uuid.UUID
    action: uuid.UUID
    check: uuid.UUID
    meeting: uuid.UUID
    guest: uuid.UUID
    decision: uuid.UUID
    apart: uuid.UUID
    visit: uuid.UUID
    fact: uuid.UUID
    alarm: uuid.UUID
    alarm_fence: uuid.UUID
    release: uuid.UUID
    support: uuid.UUID
    hidden_support: uuid.UUID
    carer: uuid.UUID
    outside: uuid.UUID
    hidden_outside: uuid.UUID
    programme: uuid.UUID
    particular: uuid.UUID


def build_plans(
    episode: Episode, members: tuple[MemberLine, ...], told: tuple[str, str], by: Asker, at: datetime
) -> Planned:
    """`told`: words that the team reads, and words of the compartment."""
    words, secret = told
    check = _check(episode, by, at)
    needs = [NewNeed(episode.record_id, *of) for of in (("sf", "5", words), ("factors", "11A", secret))]
    need, hidden = [actions.add_need(case=episode.fence, new=one, by=by, at=at) for one in needs]
    plan, action = _plan(episode.fence, need, words, by, at)
    first, second = (one.who.record for one in members[:2])
    apart = actions.keep_apart(case=episode.fence, one=first, other=second, words=words, by=by, at=at)
    score = NewMeasure(episode.record_id, "own", Stage.BEFORE, Decimal(4), day_of(at))
    actions.record_measure(case=episode.fence, new=score, by=by, at=at)
    met = _meeting(episode.fence, first, words, by, at)
    visited = _visits(episode.fence, first, words, by, at)
    released = _release(episode.fence, plan, members, by, at)
    beside = build_beside(episode, members, told, by, at)
    never = {"kind": ParticularKind.OTHER, "words": "Zweitname"}
    particular = releasing.keep_particular(case=episode.fence, record=first, by=by, at=at, **never)
    return Planned(need, hidden, plan, action, check, *met, apart, *visited, released, *beside, particular)


def _release(case: uuid.UUID, plan: uuid.UUID, members: tuple[MemberLine, ...], by: Asker, at: datetime) -> uuid.UUID:
    """A copy of the plan for an adult of the family, being prepared."""
    to = next((one for one in members if not one.is_child), members[0]).who.record
    new = releasing.NewRelease(ReleaseKind.PLAN, plan, to)
    number = releasing.begin_release(case=case, new=new, by=by, at=at)
    releasing.read_family(release=number, by=by, at=at)
    return number


def _check(episode: Episode, by: Asker, at: datetime) -> uuid.UUID:
    """Help that ended and went on at once: what would have been asked six months on."""
    actions.close(episode=episode.id, new=Ending(CloseReason.NEEDS_MET, "Over"), by=by, at=at)
    actions.reopen(episode=episode.id, words="Not over", by=by, at=at)
    return queries.checks_of(by, episode.id)[0].id


def _plan(case: uuid.UUID, need: uuid.UUID, words: str, by: Asker, at: datetime) -> tuple[uuid.UUID, uuid.UUID]:
    """An agreed plan with one goal and one action."""
    lead, day = Owner(OwnerKind.STAFF, by.number), day_of(at) + timedelta(days=7)
    plan = actions.begin_plan(case=case, by=by, at=at)
    goal = actions.add_goal(plan=plan, need=need, words=words, by=by, at=at)
    action = actions.add_action(goal=goal, new=NewAction(words, lead, day), by=by, at=at)
    actions.word_plan(plan=plan, new=PlanWords(words, words, lead, day), by=by, at=at)
    actions.publish_plan(plan=plan, by=by, at=at)
    return plan, action


def _meeting(
    case: uuid.UUID, record: uuid.UUID, words: str, by: Asker, at: datetime
) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """A meeting that was held and decided something."""
    starts_at = at - timedelta(days=1)
    new = NewMeeting(starts_at, words, (NewGuest(GuestKind.FAMILY, record=record),))
    meeting = actions.call_meeting(case=case, new=new, by=by, at=starts_at - timedelta(days=1))
    [guest] = queries.meeting_for(by, meeting).guests  # type: ignore[union-attr]
    decided = NewOutcome(words, Owner(OwnerKind.STAFF, by.number), day_of(at) + timedelta(days=7))
    minutes = Minutes({guest.id: (Attendance.ATTENDED, "")}, words, words, (decided,))
    actions.hold_meeting(meeting=meeting, new=minutes, by=by, at=at)
    [made] = queries.meeting_for(by, meeting).decisions  # type: ignore[union-attr]
    return meeting, guest.id, made.id


def _visits(
    case: uuid.UUID, record: uuid.UUID, words: str, by: Asker, at: datetime
) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID, uuid.UUID]:
    """A visit, what must be known at the door, and the alarm of a later one of which nobody has checked out."""
    assert by.number is not None
    fact = NewDoorFact(Door.OTHER, words, day_of(at), words)
    known = actions.record_door_fact(case=case, new=fact, by=by, at=at)
    first, later = (
        actions.plan_visit(
            case=case,
            new=NewVisit((record,), (by.number,), begins, begins + timedelta(hours=1), place=words, aim=words),
            by=by,
            at=at,
        )
        for begins in (at + timedelta(hours=1), at + timedelta(hours=3))
    )
    alarm = actions.raise_alarm(visit=later, by=by, at=at + timedelta(hours=5))
    assert alarm is not None
    return first, known, alarm, VisitAlarm.objects.get(id=alarm).fence
