"""Tasks: opened, done once, handed over, and seen by whoever may see what they are about."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from familyhub.core import events, fence, grants
from familyhub.core.asker import NOBODY, Asker, Kind, Reach, public, system
from familyhub.web.tray.lines import Line, tray_of
from familyhub.work import actions, policy, queries
from familyhub.work.models import Task
from familyhub.work.terms import DoneBecause

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SYSTEM = system("test")


def staff(*teams: uuid.UUID, may: bool = True) -> Asker:
    number = uuid.uuid4()
    return Asker(
        kind=Kind.STAFF,
        number=number,
        holders=frozenset({number, *teams}),
        permissions={"work.tray": Reach.TEAM} if may else {},
    )


def a_task(holder: uuid.UUID, words: str = "Look at the request", due: datetime | None = None) -> actions.NewTask:
    return actions.NewTask(
        holder=holder, fence=uuid.uuid4(), about_kind="referrals.request", about=uuid.uuid4(), words=words, due_at=due
    )


def opened(task: actions.NewTask, sees: uuid.UUID | None = None, at: datetime = NOW) -> uuid.UUID:
    with fence.enter(SYSTEM):
        if sees:
            grants.grant([sees], [task.fence], because="test")
        return actions.open_task(task, by=SYSTEM, at=at)


def tray(asker: Asker, now: datetime = NOW) -> list[str]:
    with fence.enter(asker):
        return [line.words for line in queries.tray_for(asker, now)]


def test_a_tray_merges_what_is_mine_and_what_is_the_teams_the_longest_overdue_first() -> None:
    team, other = uuid.uuid4(), uuid.uuid4()
    me = staff(team)
    assert me.number is not None
    for holder, words, due in [
        (team, "team, late", NOW - DAY),
        (me.number, "mine, later", NOW + 2 * DAY),
        (team, "team, no time", None),
        (me.number, "mine, very late", NOW - 2 * DAY),
        (team, "team, soon", NOW + DAY),
    ]:
        opened(a_task(holder, words, due), sees=team)
    opened(a_task(other, "another team's"), sees=team)
    assert tray(me) == ["mine, very late", "team, late", "team, soon", "mine, later", "team, no time"]
    with fence.enter(me):
        lines = queries.tray_for(me, NOW, limit=3)
        assert [(line.is_own, line.is_overdue) for line in lines] == [(True, True), (False, True), (False, False)]
        assert queries.overdue_count(me, NOW) == queries.Count(2, False)


def test_a_task_about_what_one_may_not_see_does_not_exist() -> None:
    team = uuid.uuid4()
    task = a_task(team)
    number = opened(task)
    assert tray(staff(team)) == []
    me = staff(team)
    with fence.enter(me):
        assert queries.task_for(me, number) is None
        assert queries.tasks_about(me, task.about) == []
        with pytest.raises(policy.AlreadyDone):
            actions.done(task=number, because=DoneBecause.DONE, by=me, at=NOW)


def test_nobody_and_staff_without_the_permission_have_an_empty_tray() -> None:
    team = uuid.uuid4()
    number = opened(a_task(team, due=NOW - DAY), sees=team)
    for asker in (NOBODY, staff(team, may=False)):
        assert tray(asker) == []
        with fence.enter(asker):
            assert queries.overdue_count(asker, NOW) == queries.Count(0, False)
            assert queries.task_for(asker, number) is None
            assert queries.tasks_about(asker, number) == []


def test_a_public_form_can_open_a_task_that_it_cannot_read() -> None:
    form, team = public("self-referral"), uuid.uuid4()
    task = a_task(team)
    with fence.enter(form):
        number = actions.open_task(task, by=form, at=NOW)
        assert not Task.objects.exists()
    with fence.enter(SYSTEM):
        grants.grant([team], [task.fence], because="front door")
    me = staff(team)
    with fence.enter(me):
        shown = queries.task_for(me, number)
        assert shown is not None and shown.about == task.about


def test_a_task_is_done_once_and_the_story_says_so() -> None:
    team = uuid.uuid4()
    me, task = staff(team), a_task(team, due=NOW)
    number = opened(task, sees=team)
    with fence.enter(me):
        actions.done(task=number, because=DoneBecause.DONE, by=me, at=NOW + DAY)
        with pytest.raises(policy.AlreadyDone):
            actions.done(task=number, because=DoneBecause.NOT_NEEDED, by=me, at=NOW + DAY)
        [shown] = queries.tasks_about(me, task.about)
        assert (shown.done_at, shown.done_because) == (NOW + DAY, "done")
        story = [line.sentence for line in events.timeline_about(task.about)]
    assert story == ["A task was closed: done, after its time.", "A task was opened, due on 20 November 2026."]
    assert tray(me) == []


def test_a_task_of_another_team_is_not_ours_to_do() -> None:
    team = uuid.uuid4()
    me, number = staff(team), opened(a_task(uuid.uuid4()), sees=team)
    with fence.enter(me), pytest.raises(policy.NotYours):
        actions.done(task=number, because=DoneBecause.DONE, by=me, at=NOW)


def test_a_task_handed_over_is_in_the_other_tray() -> None:
    team = uuid.uuid4()
    me, colleague = staff(team), staff(team)
    assert me.number and colleague.number
    number = opened(a_task(me.number), sees=team)
    with fence.enter(me):
        actions.hand_over(task=number, to=colleague.number, by=me, at=NOW)
        with pytest.raises(policy.NotYours):
            actions.hand_over(task=number, to=me.number, by=me, at=NOW)
    with fence.enter(colleague), pytest.raises(policy.SameHolder):
        actions.hand_over(task=number, to=colleague.number, by=colleague, at=NOW)
    assert tray(me) == []
    assert tray(colleague) == ["Look at the request"]


def test_what_moved_on_leaves_no_task_behind() -> None:
    team = uuid.uuid4()
    first = a_task(team)
    second = actions.NewTask(team, first.fence, "referrals.request", first.about, "Decide the level")
    opened(first, sees=team)
    opened(second)
    me = staff(team)
    with fence.enter(me):
        assert actions.close_all_about(about=first.about, because=DoneBecause.NOT_NEEDED, by=me, at=NOW) == 2
        assert actions.close_all_about(about=first.about, because=DoneBecause.NOT_NEEDED, by=me, at=NOW) == 0
    assert tray(me) == []


def test_an_end_needs_a_reason_and_cannot_come_before_the_start() -> None:
    team = uuid.uuid4()
    number = opened(a_task(team), sees=team)
    for wrong in ({"done_at": NOW}, {"done_because": "done"}, {"done_at": NOW - DAY, "done_because": "done"}):
        with pytest.raises(DatabaseError, match="work_done"), fence.enter(staff(team)), transaction.atomic():
            Task.objects.filter(id=number).update(**wrong)


def test_the_tray_page_gets_each_source_under_its_title() -> None:
    team = uuid.uuid4()
    me, task = staff(team), a_task(team, due=NOW - DAY)
    opened(task, sees=team)
    with fence.enter(me):
        [part] = [part for part in tray_of(me, NOW) if part.code == "tasks"]
    assert part.title == "To do"
    assert part.lines == (
        Line("Look at the request", f"/requests/{task.about}/", NOW - DAY, "task", "For the team", True),
    )
