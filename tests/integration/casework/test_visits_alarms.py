"""Alarms of visits, with the worker's own database role: rung once, told one after the other, naming no family."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from familyhub.accounts.queries.telling import leads_over
from familyhub.casework import actions, queries
from familyhub.casework.actions import Refused
from familyhub.casework.asked_at_sending import alarm_is_open
from familyhub.casework.models import Episode, VisitAlarm
from familyhub.casework.terms.visits import AlarmEnd
from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.jobs import tasks
from familyhub.messages.models import Message
from familyhub.work.models import Task
from tests.conftest import close_connections
from tests.early import DATABASE
from tests.integration.casework.conftest import Made, Office, browser
from tests.integration.casework.test_plans import send
from tests.integration.casework.test_visits import LATER, SOON, TODAY, plan, seen_at
from tests.integration.directory.conftest import swapped

AsWorker = Callable[[], AbstractContextManager[None]]
WATCHER = system("watch visits", wide=frozenset({"hidden"}))
END = LATER + timedelta(hours=1)


@pytest.fixture(scope="module")
def connected(made: Made, django_db_blocker: Any) -> Iterator[Made]:
    """A copy of the database, with real transactions: the worker reads on a connection of its own."""
    name = f"{made.name}_{uuid.uuid4().hex[:4]}"
    DATABASE.clone(name, of=made.name)
    with django_db_blocker.unblock():
        before = swapped(name)
        yield made
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept
    DATABASE.drop(name)


@pytest.fixture(autouse=True)
def taken_back(connected: Made) -> None:
    """What a test changes stays: each has a visit of its own."""


def watch(as_worker: AsWorker, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """What the worker does at that minute."""
    with monkeypatch.context() as then, as_worker():
        then.setattr(timezone, "now", lambda: moment)
        tasks.watch_visits()


def test_an_alarm_rings_once_calls_one_after_the_other_and_names_no_family(
    office: Office, accepted: list[Episode], monkeypatch: pytest.MonkeyPatch, as_worker: AsWorker
) -> None:
    by, child, lead = office.worker, accepted[0], office.coordinator
    visit = plan(by, child)
    with fence.enter(by):
        actions.check_in(visit=visit, by=by, at=SOON)
    due = LATER + timedelta(minutes=30)
    watch(as_worker, monkeypatch, due - timedelta(seconds=1))
    with as_worker(), fence.enter(WATCHER):
        assert not VisitAlarm.objects.exists()
    for moment in (due, due, due + timedelta(minutes=9)):  # safe to repeat
        watch(as_worker, monkeypatch, moment)
    with as_worker(), fence.enter(WATCHER):
        alarm = VisitAlarm.objects.get()
        assert alarm.calls.count() == 1
        sent = list(Message.objects.filter(about=alarm.id))
        assert sent and all(set(one.values) == {"link"} for one in sent)
        assert leads_over(alarm.team_id, TODAY)[0] == lead.number
    page = seen_at(browser(lead), f"/visits/alarms/{alarm.id}/")
    assert f"{by.name} has not checked out" in page and lead.name in page
    assert [word for word in ("Testina", "Example", "Home of") if word in page] == []
    for stranger in (office.elsewhere, office.other_worker):
        assert browser(stranger).get(f"/visits/alarms/{alarm.id}/").status_code == 404
    watch(as_worker, monkeypatch, due + timedelta(minutes=10))
    with as_worker(), fence.enter(WATCHER):
        assert [one.number for one in alarm.calls.order_by("number")] == [1, 2]
    with fence.enter(by), pytest.raises(Refused):
        actions.take_alarm(alarm=alarm.id, by=by, at=due)
    send(browser(lead), f"/visits/alarms/{alarm.id}/take/")
    watch(as_worker, monkeypatch, due + timedelta(hours=1))
    with as_worker(), fence.enter(WATCHER):
        assert alarm.calls.count() == 2
        outgoing: Any = type("Asked", (), {"about": alarm.id})
        assert not alarm_is_open(outgoing).ok
    monkeypatch.setattr(timezone, "now", lambda: due + timedelta(hours=1))
    said = send(
        browser(lead), f"/visits/alarms/{alarm.id}/end/", end="found_safe", words="Rang her: the car broke down"
    )
    assert "Found safe" in said and "the car broke down" in said
    with fence.enter(lead):
        assert not Task.objects.filter(about=alarm.id, done_at__isnull=True).exists()
        with pytest.raises(Refused):
            actions.end_alarm(alarm=alarm.id, end=AlarmEnd.FALSE_ALARM, words="x", by=lead, at=due)


def test_checking_out_late_ends_the_alarm_and_who_cannot_see_the_family_is_told_whom_to_ask(
    office: Office, accepted: list[Episode], as_worker: AsWorker
) -> None:
    by, child, lead = office.worker, accepted[0], office.coordinator
    visit = plan(by, child, starts_at=LATER, ends_at=END)
    with fence.enter(by):
        who = queries.episode_for(by, child.id).who  # type: ignore[union-attr]
        actions.check_in(visit=visit, by=by, at=LATER)
        grants.bar(who.person, because="declared", against=lead.number)  # type: ignore[union-attr]
    late = END + timedelta(hours=1)
    with as_worker(), fence.enter(WATCHER):
        number = actions.raise_alarm(visit=visit, by=WATCHER, at=late)
    page = seen_at(browser(lead), f"/visits/alarms/{number}/")
    assert "a family that you do not work with" in page and by.name in page and "Where they are, and" not in page
    with fence.enter(by):
        with pytest.raises(Refused):
            actions.stay_longer(visit=visit, by=by, at=late)
        actions.check_out(visit=visit, by=by, at=late)
    with as_worker(), fence.enter(WATCHER):
        assert VisitAlarm.objects.get(id=number or uuid.uuid4()).end == AlarmEnd.CHECKED_OUT.value
        assert actions.raise_alarm(visit=visit, by=WATCHER, at=late) is None
        assert not actions.call_next_about_alarm(alarm=number, by=WATCHER, at=late + timedelta(hours=1))  # type: ignore[arg-type]
