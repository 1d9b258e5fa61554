"""Family plans: drawn up, agreed and never changed after, carried out through trays."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone

from familyhub.casework import actions, queries
from familyhub.casework.actions import (
    ChangedMeanwhile,
    HandOver,
    NewAction,
    NewNeed,
    NotThere,
    Owner,
    PlanWords,
    Refused,
)
from familyhub.casework.models import Episode, Goal, Plan
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.casework.terms.plans import ActionState, NeedState, OwnerKind
from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import add_weeks
from familyhub.core.events import timeline_about
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, TODAY, Office, browser, typed
from tests.integration.casework.test_casework_screens import text

LATER = NOW + timedelta(days=3)
REVIEW = add_weeks(TODAY, 6)
LEAD = Owner(OwnerKind.PARTNER, None, "Hettie Sample", "Health visiting")


def drawn_up(office: Office, episode: Episode) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    """A plan with a goal and two actions, not agreed yet: the plan, the need and the action of ours."""
    by = office.worker
    with fence.enter(by):
        new = NewNeed(episode.record_id, "sf", "1", "School every day")
        need = actions.add_need(case=episode.fence, new=new, by=by, at=NOW)
        plan = actions.begin_plan(case=episode.fence, by=by, at=NOW)
        goal = actions.add_goal(plan=plan, need=need, words="Sis is in school by nine", by=by, at=NOW)
        ours = Owner(OwnerKind.STAFF, by.number)
        first = NewAction("Walk to school with Sis", ours, TODAY + timedelta(days=7))
        action = actions.add_action(goal=goal, new=first, by=by, at=NOW)
        onward = NewAction("Ask for speech therapy", LEAD, TODAY + timedelta(days=9), referred_to="Speech therapy")
        actions.add_action(goal=goal, new=onward, by=by, at=NOW)
    return plan, need, action


def agree(office: Office, plan: uuid.UUID) -> None:
    with fence.enter(office.worker):
        words = PlanWords("We want mornings without shouting", "Ring me, then the duty team", LEAD, REVIEW)
        actions.word_plan(plan=plan, new=words, by=office.worker, at=NOW)
        actions.publish_plan(plan=plan, by=office.worker, at=NOW)


def tray_of(by: Asker) -> dict[str, str]:
    with fence.enter(by):
        rows = Task.objects.filter(holder=by.number, done_at__isnull=True, about_kind__startswith="casework.")
        return {row.about_kind: row.words for row in rows.order_by("due_at")}


def test_an_agreed_plan_fills_trays_and_is_never_changed(office: Office, accepted: list[Episode]) -> None:
    plan, _, action = drawn_up(office, accepted[0])
    with fence.enter(office.worker), pytest.raises(Refused) as refused:
        actions.publish_plan(plan=plan, by=office.worker, at=NOW)
    assert str(refused.value) == "Say who the lead practitioner is"
    agree(office, plan)
    assert sorted(tray_of(office.worker)) == ["casework.action", "casework.plan"]
    with fence.enter(office.worker):
        page = queries.plan_for(office.worker, plan)
        assert page is not None and page.lead == "Hettie Sample, Health visiting"
        assert timeline_about(plan)[0].sentence.startswith("Family plan 1 was agreed, to be looked at again on")
        with pytest.raises(Refused):
            actions.add_goal(plan=plan, need=page.goals[0].need, words="More", by=office.worker, at=LATER)
        for change in (
            lambda: Plan.objects.filter(id=plan).update(contingency="Nothing"),
            lambda: Goal.objects.filter(plan=plan).update(words="Another goal"),
        ):
            with pytest.raises(Error), transaction.atomic():
                change()
        actions.move_action(thread=action, state=ActionState.DONE, words="Walked", by=office.worker, at=LATER)
    with fence.enter(office.worker):
        assert not Task.objects.filter(about=action, done_at__isnull=True).exists()


def test_what_is_due_goes_along_when_the_family_is_handed_over(office: Office, accepted: list[Episode]) -> None:
    plan, _, action = drawn_up(office, accepted[0])
    agree(office, plan)
    new = HandOver(accepted[0].team_id, office.other_worker.number, HandOverReason.LEAVE, "Ring first")
    with fence.enter(office.coordinator):
        actions.hand_over(episode=accepted[0].id, new=new, by=office.coordinator, at=LATER)
    assert [kind for kind in tray_of(office.worker) if kind != "casework.episode"] == []
    assert {"casework.action", "casework.plan"} <= set(tray_of(office.other_worker))
    with fence.enter(office.other_worker):
        assert Task.objects.filter(about=action, done_at__isnull=True).count() == 1


def test_the_next_version_starts_with_what_is_still_open(office: Office, accepted: list[Episode]) -> None:
    plan, need, action = drawn_up(office, accepted[0])
    agree(office, plan)
    by = office.worker
    with fence.enter(by):
        onward = next(
            one.thread
            for goal in queries.plan_for(by, plan).goals
            for one in goal.actions
            if one.referred_to  # type: ignore[union-attr]
        )
        actions.move_action(thread=action, state=ActionState.DONE, words="Walked", by=by, at=LATER)
        actions.move_action(thread=onward, state=ActionState.WAITING, words="Sent", by=by, at=LATER)
        newer = actions.begin_plan(case=accepted[0].fence, by=by, at=LATER)
        assert actions.begin_plan(case=accepted[0].fence, by=by, at=LATER) == newer
        page = queries.plan_for(by, newer)
        assert page is not None
        assert [one.words for goal in page.goals for one in goal.actions] == ["Ask for speech therapy"]
        assert (page.number, page.contingency) == (2, "Ring me, then the duty team")
        words = PlanWords("Better now", "The same", LEAD, REVIEW)
        actions.word_plan(plan=newer, new=words, by=by, at=LATER, version_seen=page.version)
        with pytest.raises(ChangedMeanwhile):
            actions.publish_plan(plan=newer, by=by, at=LATER, version_seen=page.version)
        actions.publish_plan(plan=newer, by=by, at=LATER)
        assert [one.number for one in queries.plans_of(by, accepted[0].fence)] == [2, 1]
        assert Task.objects.filter(about=onward, done_at__isnull=True).count() == 1
        actions.set_need(need=need, state=NeedState.MET, words="There each day", by=by, at=LATER)
        third = queries.plan_for(by, actions.begin_plan(case=accepted[0].fence, by=by, at=LATER))
    assert third is not None and third.goals == ()


def test_a_plan_is_not_there_for_whoever_may_not_see_one_of_the_family(office: Office, accepted: list[Episode]) -> None:
    plan, _, action = drawn_up(office, accepted[0])
    agree(office, plan)
    with fence.enter(office.worker):
        page = queries.episode_for(office.worker, accepted[1].id)
        assert page is not None and page.who is not None
        grants.bar(page.who.person, because="declared", against=office.coordinator.number)
    with fence.enter(office.coordinator):
        assert queries.plan_for(office.coordinator, plan) is None
        assert queries.action_for(office.coordinator, action) is None
        assert Goal.objects.count() == 0
        assert queries.told_to(office.coordinator, [("casework.plan_agreed", plan)]) == set()
        with pytest.raises(NotThere):
            actions.move_action(thread=action, state=ActionState.DONE, words="x", by=office.coordinator, at=LATER)
    client = browser(office.coordinator)
    assert client.get(f"/plans/{plan}/").status_code == client.get(f"/actions/{action}/").status_code == 404


def test_a_goal_for_a_restricted_need_is_in_the_compartment(office: Office, accepted: list[Episode]) -> None:
    plan, _, _ = drawn_up(office, accepted[0])
    by = office.worker
    with fence.enter(by):
        new = NewNeed(accepted[0].record_id, "factors", "11A", "Older friends")
        need = actions.add_need(case=accepted[0].fence, new=new, by=by, at=NOW)
        goal = actions.add_goal(plan=plan, need=need, words="Whispered", by=by, at=NOW)
        actions.add_action(goal=goal, new=NewAction("Talk", Owner(OwnerKind.STAFF, by.number), REVIEW), by=by, at=NOW)
    agree(office, plan)
    assert "Whispered" in text(browser(by).get(f"/plans/{plan}/"))
    other = text(browser(office.coordinator).get(f"/plans/{plan}/"))
    assert "Sis is in school by nine" in other and "Whispered" not in other and "Talk" not in other


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewAction(" ", LEAD, REVIEW), "Say what is done"),
        (NewAction("x", LEAD, TODAY - timedelta(days=1)), "cannot be in the past"),
        (NewAction("x", Owner(OwnerKind.FAMILY), REVIEW), "Say who does it"),
        (NewAction("x", Owner(OwnerKind.STAFF, uuid.uuid4()), REVIEW), "cannot open this family"),
        (NewAction("x", LEAD, REVIEW, uuid.uuid4()), "not on the menu"),
        (NewAction("x", Owner(OwnerKind.FAMILY, None, "Mother"), REVIEW, None, "Physio"), "a partner refers"),
    ],
)
def test_an_action_that_cannot_stand_is_refused(
    office: Office, accepted: list[Episode], new: NewAction, said: str
) -> None:
    plan, _, _ = drawn_up(office, accepted[0])
    with fence.enter(office.worker), pytest.raises(Refused) as refused:
        goal = queries.plan_for(office.worker, plan).goals[0].id  # type: ignore[union-attr]
        actions.add_action(goal=goal, new=new, by=office.worker, at=NOW)
    assert said in str(refused.value)


def send(client: Client, address: str, **values: str) -> str:
    """Fill a form as it stands, changed so, and read the page after it."""
    page = client.get(address).content.decode()
    boxes = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    return text(client.post(address, boxes | values, follow=True))


def test_a_plan_is_drawn_up_and_agreed_in_a_browser(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    with fence.enter(office.worker):
        new = NewNeed(child.record_id, "sf", "1", "School every day")
        need = actions.add_need(case=child.fence, new=new, by=office.worker, at=NOW)
    page = send(client, f"/cases/{child.fence}/plan/")
    assert "Family plan 1 (being drawn up)" in page
    with fence.enter(office.worker):
        plan = queries.plans_of(office.worker, child.fence)[0].id
    day, due = typed("due_on", days=45), timezone.localdate() + timedelta(days=45)
    assert "The goal was added" in send(client, f"/plans/{plan}/goals/add/", need=str(need), words="In by nine")
    with fence.enter(office.worker):
        goal = queries.plan_for(office.worker, plan).goals[0].id  # type: ignore[union-attr]
    owner = f"staff.{office.worker.number}"
    wrong = send(client, f"/plans/{plan}/actions/add/", goal=str(goal), words="", owner=owner, **day)
    assert "Enter what is done" in wrong
    added = send(client, f"/plans/{plan}/actions/add/", goal=str(goal), words="Walk along", owner=owner, **day)
    assert "Walk along" in added and f"by {due.day} {due:%b}" in added
    assert "Say who the lead practitioner is" in send(client, f"/plans/{plan}/agree/")
    words = {"family_words": "Calm", "contingency": "Ring", "owner": "partner", "owner_name": "Hettie Sample"}
    when = typed("review_on", days=42)
    assert "Hettie Sample" in send(client, f"/plans/{plan}/words/", **words, **when)
    agreed = send(client, f"/plans/{plan}/agree/")
    assert "The plan was agreed" in agreed and "Begin the next version" in agreed
    assert "Family plan 1 , agreed" in text(client.get(f"/episodes/{child.id}/"))
