"""What a case has put into trays, when its people change: exactly who is asked for what, before and after."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from familyhub.accounts import queries as accounts
from familyhub.casework import actions, queries
from familyhub.casework.actions import Ending, HandOver, Minutes, NewOutcome, Owner, assessing_end
from familyhub.casework.actions.supervising import NewTalk, Point, hold_supervision
from familyhub.casework.models import Episode
from familyhub.casework.terms.episodes import CloseReason, HandOverReason
from familyhub.casework.terms.meetings import Attendance
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.referrals import actions as referrals
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.terms.requests import Outcome
from familyhub.work.models import Task
from tests.database import ROLES
from tests.integration.casework.conftest import NOW, TODAY, Made, Office
from tests.integration.casework.ground import as_owner_of_the_server, being
from tests.integration.casework.story import another_team
from tests.integration.casework.test_assessments import begin, finish
from tests.integration.casework.test_meetings import HERS, HIS, meet
from tests.integration.casework.test_plans import agree, drawn_up
from tests.integration.casework.test_visits import mother_of
from tests.integration.casework.test_visits import plan as plan_visit

WEEK = timedelta(days=7)
MET, GOES = HERS + timedelta(hours=1), HERS + timedelta(days=1)
Trays = dict[str, list[str]]


@pytest.fixture(scope="module")
def connected(made: Made, django_db_blocker: Any) -> Iterator[Made]:
    """The site writes as itself, and what is in the trays is read past every fence."""
    with django_db_blocker.unblock(), as_owner_of_the_server(made.name):
        yield made


def burdened(office: Office, child: Episode, sibling: Episode) -> None:
    """A case that asks its people for everything: a plan, meetings, decisions, visits, a check, a signature."""
    by, leads = office.worker, office.coordinator
    assert by.number and leads.number
    plan, *_ = drawn_up(office, child)
    agree(office, plan)
    finish(office, begin(office, child))
    mother = mother_of(by, child)
    first, _ = (meet(by, child, mother, when, place) for when, place in ((HERS, "Here"), (HIS, "There")))
    owners = [Owner(OwnerKind.STAFF, one.number) for one in (by, leads)]
    decided = tuple(NewOutcome("Ring the school", one, HIS.date()) for one in owners)
    with fence.enter(by):
        guests = queries.meeting_for(by, first).guests  # type: ignore[union-attr]
        took = {one.id: (Attendance.ATTENDED, "") for one in guests}
        minutes = Minutes(took, "We met", "", decided, HIS.date())
        actions.hold_meeting(meeting=first, new=minutes, by=by, at=MET)
        actions.close(episode=sibling.id, new=Ending(CloseReason.NEEDS_MET, "Good"), by=by, at=NOW)
    plan_visit(by, child)
    point = Point(child.fence, "The nights", "Ask for a sleep visit", by.number, TODAY + WEEK)
    with fence.enter(leads):
        new = NewTalk(by.number, child.team_id, TODAY, TODAY + WEEK, "Well", (point,))
        hold_supervision(new=new, by=leads, at=NOW)


def trays(office: Office, child: Episode, there: dict[uuid.UUID, str] | None = None) -> Trays:
    """What is open behind the case, by kind, and who has it, whoever may see it."""
    names = {office.worker.number: "worker", office.other_worker.number: "other", office.coordinator.number: "leads"}
    names |= {child.team_id: "team"} | (there or {})
    found: Trays = {}
    with being(ROLES.worker), fence.enter(system("tests")):
        rows = Task.objects.filter(fence=child.fence, done_at=None)
        for kind, holder in rows.values_list("about_kind", "holder"):
            found.setdefault(kind, []).append(names.get(holder, "somebody else"))
    return {kind: sorted(holders) for kind, holders in sorted(found.items())}


ASKED = {
    "casework.action": ["worker", "worker"],
    "casework.assessment": ["team"],
    "casework.check": ["team"],
    "casework.decision": ["leads", "worker"],
    "casework.meeting": ["worker", "worker"],
    "casework.plan": ["worker"],
    "workforce.decision": ["worker"],
}


def passed_on(to: str, team: str, leads: str) -> Trays:
    """The same, with whoever goes on; what supervision decided asks nobody any more, the visits are planned anew."""
    return {
        "casework.action": [to, to],
        "casework.assessment": [team],
        "casework.case_visits": [to],
        "casework.check": [team],
        "casework.decision": sorted([leads, to]),
        "casework.episode": [to],
        "casework.meeting": [to],
        "casework.plan": [to],
    }


def test_within_the_team_the_next_worker_has_it_and_who_stays_keeps_their_own(
    office: Office, accepted: list[Episode]
) -> None:
    child, by = accepted[0], office.coordinator
    burdened(office, child, accepted[2])
    assert trays(office, child) == ASKED
    with fence.enter(by):
        new = HandOver(child.team_id, office.other_worker.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=child.id, new=new, by=by, at=GOES)
    assert trays(office, child) == passed_on("other", "team", "leads")


def test_with_another_team_nobody_of_the_old_one_is_asked_for_anything(office: Office, accepted: list[Episode]) -> None:
    child, by = accepted[0], office.coordinator
    burdened(office, child, accepted[2])
    team, worker, _ = another_team(office.worker.number)  # type: ignore[arg-type]
    with fence.enter(by):
        new = HandOver(team, worker, HandOverReason.MOVED, "Moves away")
        actions.hand_over(episode=child.id, new=new, by=by, at=GOES)
    there = {worker: "next", team: "their team"}
    assert trays(office, child, there) == passed_on("next", "their team", "next")


def test_back_at_the_front_door_nobody_is_asked_and_whoever_takes_it_on_is_asked_anew(
    office: Office, accepted: list[Episode]
) -> None:
    child, by, worker = accepted[0], office.coordinator, office.other_worker
    burdened(office, child, accepted[2])
    with fence.enter(by):
        actions.hand_back(episode=child.id, words="Needs another team", by=by, at=GOES)
    assert trays(office, child) == {}
    with fence.enter(office.officer):
        decision = NewDecision(Outcome.TO_TEAM, "Needs another", level=2)
        referrals.decide(request=child.request, decision=decision, by=office.officer, at=GOES)
    with fence.enter(by):
        referrals.give_to_worker(request=child.request, worker=worker.number, by=by, at=GOES)  # type: ignore[arg-type]
    with fence.enter(worker):
        actions.accept(request=child.request, by=worker, at=GOES)
    own = {"casework.episode", "casework.case_visits"}  # nothing was handed over, and the visits ended with the help
    after = {kind: who for kind, who in passed_on("other", "team", "leads").items() if kind not in own}
    assert trays(office, child) == after


def test_an_assessment_sent_back_goes_along_with_the_family(office: Office, accepted: list[Episode]) -> None:
    child, by = accepted[0], office.coordinator
    number = begin(office, child)
    finish(office, number)
    with fence.enter(by):
        assessing_end.send_back(assessment=number, words="Say more of Sis", by=by, at=MET)
    assert trays(office, child) == {"casework.assessment": ["worker"]}
    with fence.enter(by):
        new = HandOver(child.team_id, office.other_worker.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=child.id, new=new, by=by, at=GOES)
    assert trays(office, child) == {"casework.assessment": ["other"], "casework.episode": ["other"]}


def test_an_assessment_is_sent_back_to_whoever_goes_on_where_its_author_sees_the_family_no_more(
    office: Office, accepted: list[Episode]
) -> None:
    child = accepted[0]
    number = begin(office, child)
    finish(office, number)
    team, worker, leads = another_team(office.worker.number)  # type: ignore[arg-type]
    leader = accounts.asker_of(leads, TODAY)
    with fence.enter(office.coordinator):
        new = HandOver(team, worker, HandOverReason.MOVED, "Moves away")
        actions.hand_over(episode=child.id, new=new, by=office.coordinator, at=GOES)
    with fence.enter(leader):
        assessing_end.send_back(assessment=number, words="Say more of Sis", by=leader, at=GOES)
    there = {worker: "next", team: "their team"}
    assert trays(office, child, there) == {"casework.assessment": ["next"], "casework.episode": ["next"]}
