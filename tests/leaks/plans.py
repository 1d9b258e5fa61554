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
    NewGuest,
    NewMeasure,
    NewMeeting,
    NewNeed,
    NewOutcome,
    Owner,
    PlanWords,
)
from familyhub.casework.measure_terms import Stage
from familyhub.casework.meeting_terms import Attendance, GuestKind
from familyhub.casework.models import Episode
from familyhub.casework.plan_terms import OwnerKind
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms import CloseReason
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of


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
    return Planned(need, hidden, plan, action, check, *_meeting(episode.fence, first, words, by, at), apart)


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
