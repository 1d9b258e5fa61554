"""Whatever lies in somebody's tray opens for them; what they cannot open any more goes to whoever leads."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.casework import actions, queries
from familyhub.casework.actions import HandOver, NewAction, Owner, PlanWords, Refused, minding
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import day_of
from familyhub.web.tray.lines import address_of
from familyhub.work.models import Task
from tests.leaks.world import World, session_for, undone

OPEN = "SELECT about_kind, about, holder FROM work_task WHERE done_at IS NULL AND about_kind LIKE 'casework.%'"


def browsers_of(world: World) -> dict[uuid.UUID, Client]:
    """By number, the browser of each member of staff of whom the world has one."""
    return {world.staff[name].id: session_for(world, name) for name in world.askers if name in world.staff}


def clock_for(world: World, team: str) -> Asker:
    """The system, which in the worker sees every case, here those of one team."""
    return replace(system("tests of trays"), holders=frozenset({world.teams[team].id}))


def given(world: World) -> tuple[Any, uuid.UUID, Any]:
    """The worker here, their case, and a draft of its plan with a goal to hang an action on."""
    worker, case = world.askers["worker here"], world.cases["here"]
    with fence.enter(worker):
        plan = actions.begin_plan(case=case.case, by=worker, at=timezone.now())
        page = queries.plan_for(worker, plan)
    assert page is not None
    return worker, case.case, page


def test_every_owner_of_an_open_task_can_open_its_page(world: World, keys: Any) -> None:
    browsers = browsers_of(world)
    opened, wrong = set(), []
    once = {(kind, holder): (kind, about, holder) for kind, about, holder in keys.execute(OPEN).fetchall()}
    for kind, about, holder in once.values():
        address = address_of(kind, about)
        if holder in browsers and address:
            opened.add(kind)
            answer = browsers[holder].get(address)
            wrong += [(kind, answer.status_code)] if answer.status_code != 200 else []
    assert wrong == []
    assert {"casework.action", "casework.decision", "casework.agreed", "casework.plan"} <= opened
    assert {"casework.support", "casework.carer"} <= opened


def test_a_colleague_of_the_team_who_does_not_hold_the_case_is_not_offered_and_is_refused(world: World) -> None:
    today, colleague = timezone.localdate(), world.staff["second worker here"].id
    leads = world.staff["coordinator here"].id
    with undone():
        worker, case, page = given(world)
        goal, at, due = page.goals[0].id, timezone.now(), today + timedelta(days=7)
        with fence.enter(worker):
            offered = {number for number, _ in queries.who_may_do(worker, case, today)}
            assert {worker.number, leads} <= offered and colleague not in offered
            assert colleague in {number for number, _ in queries.colleagues_of(worker, case, today)}
            actions.add_action(goal=goal, new=NewAction("Ring", Owner(OwnerKind.STAFF, leads), due), by=worker, at=at)
            with pytest.raises(Refused, match="hand the family over to them first"):
                new = NewAction("Ring", Owner(OwnerKind.STAFF, colleague), due)
                actions.add_action(goal=goal, new=new, by=worker, at=at)


def test_what_a_colleague_covered_goes_back_to_the_lead_when_the_cover_is_over(world: World) -> None:
    now, colleague, clock = timezone.now(), world.askers["second worker here"], clock_for(world, "here")
    assert colleague.number
    with undone():
        worker, case, page = given(world)
        fences = [case, *world.cases["here"].persons]
        grants.grant([colleague.number], fences, because="cover of a test", until=now + timedelta(days=3))
        with fence.enter(worker):
            owner = Owner(OwnerKind.STAFF, colleague.number)
            new = NewAction("Ring the school", owner, day_of(now) + timedelta(days=7))
            action = actions.add_action(goal=page.goals[0].id, new=new, by=worker, at=now)
            words = PlanWords("Calm", "Ring", Owner(OwnerKind.STAFF, worker.number), day_of(now) + timedelta(days=9))
            actions.word_plan(plan=page.id, new=words, by=worker, at=now)
            actions.publish_plan(plan=page.id, by=worker, at=now)
        assert passed_on(clock, action) == colleague.number
        grants.cut([colleague.number], because="cover of a test", fences=fences)
        assert passed_on(clock, action) == worker.number


def passed_on(clock: Asker, action: uuid.UUID) -> uuid.UUID:
    """Whose the task is after the hourly round; a second round changes nothing."""
    with fence.enter(clock):
        minding.pass_on_unseen(by=clock, at=timezone.now())
        assert minding.pass_on_unseen(by=clock, at=timezone.now()) == 0
        return Task.objects.get(about=action, done_at__isnull=True).holder


def test_a_family_that_is_handed_over_leaves_nothing_with_those_who_lost_sight(world: World, keys: Any) -> None:
    leader, case = world.askers["coordinator here"], world.cases["here"]
    new = HandOver(world.teams["there"].id, world.staff["worker there"].id, HandOverReason.WORKLOAD, "Ring first")
    with undone():
        with fence.enter(leader):
            actions.hand_over(episode=case.episode, new=new, by=leader, at=timezone.now())
        clock = clock_for(world, "there")
        with fence.enter(clock):
            rows = Task.objects.filter(fence=case.case, done_at__isnull=True, about_kind__startswith="casework.")
            held = {(row.about_kind, row.holder) for row in rows}
        assert {"casework.support", "casework.carer"} <= {kind for kind, _ in held}
        ours = {world.teams["there"].id, world.staff["worker there"].id}
        left = {kind for kind, holder in held if holder not in ours}
        assert left <= {"casework.assessment", "casework.contribution"}, "those follow by a reaction of their own"
