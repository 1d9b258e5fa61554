"""What every task of the worker has."""

from __future__ import annotations

import inspect

import pytest
from procrastinate.contrib.django import app

from familyhub.jobs import worker

OURS = {name: task for name, task in app.tasks.items() if not name.startswith(("builtin:", "procrastinate."))}


def test_the_tasks_are_found_at_start_up() -> None:
    assert {"react", "deliver", "deliver_due", "tidy", "retry_stalled", "forget_finished"} <= set(OURS)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_task_is_tried_again_and_takes_ids_only(name: str) -> None:
    task = OURS[name]
    assert task.retry_strategy is not None
    arguments = set(inspect.signature(task.func).parameters) - {"context"}
    assert arguments <= {"event", "reaction", "message", "document", "intake", "timestamp"}


def test_the_housekeeping_runs_by_the_clock() -> None:
    clock = {name: task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items()}
    assert clock["deliver_due"] == clock["retry_stalled"] == "* * * * *"
    assert {"tidy", "forget_finished"} <= set(clock)


def test_a_worker_refuses_the_sites_own_role() -> None:
    with pytest.raises(worker.WrongRole, match="FAMILYHUB_ROLE=worker"):
        worker.run(once=True)
