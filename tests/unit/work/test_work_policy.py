"""The rules of work and the sentences of its events."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from familyhub.work import policy
from familyhub.work.events import TaskDone, TaskHandedOver, TaskOpened

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FACTS = {"fence": uuid.uuid4(), "about": uuid.uuid4(), "task": str(uuid.uuid4())}


@pytest.mark.parametrize("words", ["", "  ", "two\nlines", "x" * 201])
def test_a_task_says_what_to_do_in_one_line(words: str) -> None:
    with pytest.raises(policy.NoWords):
        policy.check_words(words)
    policy.check_words("x" * 200)


def test_the_holder_a_member_of_its_team_and_the_system_may_do_a_task() -> None:
    me, team = uuid.uuid4(), uuid.uuid4()
    policy.check_holder(team, {me, team}, is_system=False)
    policy.check_holder(team, set(), is_system=True)
    with pytest.raises(policy.NotYours):
        policy.check_holder(uuid.uuid4(), {me, team}, is_system=False)


def test_a_task_is_late_after_its_moment_and_never_without_one() -> None:
    assert policy.is_overdue(NOW - HOUR, NOW)
    assert not policy.is_overdue(NOW, NOW)
    assert not policy.is_overdue(None, NOW)


def test_a_tray_has_the_longest_overdue_first_and_what_has_no_time_last() -> None:
    late, soon = (NOW - HOUR, NOW), (NOW + HOUR, NOW - HOUR)
    old, new = (None, NOW - HOUR), (None, NOW)
    assert sorted([new, soon, old, late], key=lambda task: policy.tray_order(*task)) == [late, soon, old, new]


def test_the_events_say_what_happened_and_not_what_the_task_says() -> None:
    assert TaskOpened(**FACTS).sentence() == "A task was opened."  # type: ignore[arg-type]
    assert TaskOpened(**FACTS, due_on="2026-11-24").sentence() == "A task was opened, due on 24 November 2026."  # type: ignore[arg-type]
    assert TaskDone(**FACTS, because="done", was_late=False).sentence() == "A task was closed: done."  # type: ignore[arg-type]
    late = TaskDone(**FACTS, because="not needed", was_late=True)  # type: ignore[arg-type]
    assert late.sentence() == "A task was closed: no longer needed, after its time."
    assert TaskHandedOver(**FACTS).sentence() == "A task was handed over."  # type: ignore[arg-type]
    assert "words" not in late.payload()
