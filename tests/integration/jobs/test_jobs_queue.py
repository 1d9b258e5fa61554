"""Jobs are queued with what they belong to, by the site, and done by the worker."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from familyhub.core import drafts, events, fence, once, reactions
from familyhub.core.asker import Asker, Kind, system
from familyhub.jobs import tasks
from familyhub.messages import actions
from familyhub.messages.models import Message
from tests.integration.messages.mail_server import MailServer, free_port, serving

SYSTEM = system("test")
AsWorker = Callable[[], AbstractContextManager[None]]


def queued() -> list[tuple[str, dict[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(args)) for name, args in cursor.fetchall()]


def a_message(number: int = 1) -> actions.NewMessage:
    return actions.NewMessage(
        letter="referral_received",
        fence=uuid.uuid4(),
        about_kind="referral",
        about=uuid.uuid4(),
        to_address=f"nurse{number}@school.example",
        values={"reference": "FH-7K3M", "link": "/my-referrals/open/abc"},
    )


def send(number: int = 1) -> uuid.UUID:
    with fence.enter(SYSTEM):
        return actions.send(a_message(number), by=SYSTEM, at=timezone.now())


@dataclass(frozen=True, kw_only=True)
class KettleBoiled(events.Event):
    code: ClassVar[str] = "tests.kettle_boiled"

    def sentence(self) -> str:
        return "The kettle boiled."


@pytest.fixture
def tea(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[uuid.UUID, str, str | None]]]:
    """A reaction for later that says who ran it."""
    made: list[tuple[uuid.UUID, str, str | None]] = []

    def react(event: KettleBoiled, *, by: Asker, at: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            made.append((event.about, by.purpose, cursor.fetchone()[0]))

    reaction = SimpleNamespace(ON=KettleBoiled, WHEN=reactions.When.LATER, react=react)
    monkeypatch.setattr(reactions.REACTIONS, "_found", {"make_tea": reaction})
    yield made


def test_a_reaction_for_later_is_done_once_by_the_worker_as_the_system(
    fresh_database: str, as_worker: AsWorker, tea: list[Any]
) -> None:
    about = uuid.uuid4()
    with fence.enter(SYSTEM):
        number = events.record(KettleBoiled(fence=about, about=about), by=SYSTEM, at=timezone.now())
    assert tea == []
    assert queued() == [("react", {"event": str(number), "reaction": "make_tea"})]
    with as_worker():
        tasks.react(event=str(number), reaction="make_tea")
        tasks.react(event=str(number), reaction="make_tea")
    assert tea == [(about, "make_tea", "fhtest_worker")]


def test_what_is_rolled_back_queues_nothing(fresh_database: str, tea: list[Any]) -> None:
    about = uuid.uuid4()
    with pytest.raises(RuntimeError), fence.enter(SYSTEM):
        events.record(KettleBoiled(fence=about, about=about), by=SYSTEM, at=timezone.now())
        raise RuntimeError
    assert queued() == []


def test_in_the_worker_too_a_job_is_queued_in_the_transaction_that_is_open(
    fresh_database: str, as_worker: AsWorker
) -> None:
    with app.replace_connector(InMemoryConnector()), as_worker():  # the worker's connector is not Django's
        with pytest.raises(RuntimeError), fence.enter(SYSTEM):
            actions.send(a_message(), by=SYSTEM, at=timezone.now())
            raise RuntimeError
        assert queued() == []
        number = send()
    assert queued() == [("deliver", {"message": str(number)})]


def states(as_worker: AsWorker) -> list[str]:
    with as_worker(), fence.enter(SYSTEM):
        return sorted(Message.objects.values_list("state", flat=True))


def test_each_minute_what_is_due_goes_and_one_that_fails_holds_up_no_other(
    fresh_database: str, as_worker: AsWorker, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = MailServer(free_port(), tmp_path / "mail")
    settings.ENVIRONMENT = server.environment(settings.ENVIRONMENT)
    first, *_ = [send(number) for number in range(3)]
    with as_worker():
        tasks.deliver_due()
        with fence.enter(SYSTEM):
            tries = sorted(Message.objects.values_list("tries", flat=True))
            assert tries == [0, 0, 1]  # the server is away: the others are not tried for nothing
            Message.objects.update(next_try_at=timezone.now() - timedelta(minutes=1))
            Message.objects.filter(id=first).update(letter="gone")
        with serving(server.folder, server.port):
            tasks.deliver_due()
    assert states(as_worker) == ["sent", "sent", "waiting"]
    assert sorted(email["to"] for email in server.taken()) == [["nurse1@school.example"], ["nurse2@school.example"]]
    assert f"message {first} could not be delivered" in caplog.text
    assert "school.example" not in caplog.text


def test_each_night_old_drafts_and_form_keys_go_and_new_ones_stay(fresh_database: str, as_worker: AsWorker) -> None:
    number = uuid.uuid4()
    me = Asker(Kind.STAFF, number, holders=frozenset({number}))
    now = datetime.now(tz=UTC)
    asked: list[str] = []

    def act() -> str:
        asked.append("done")
        return "/there/"

    with fence.enter(me):
        drafts.keep(me, "old form", {"words": ["typed"]}, at=now - timedelta(days=31))
        drafts.keep(me, "new form", {"words": ["typed"]}, at=now - timedelta(days=29))
        old, new = uuid.uuid4(), uuid.uuid4()
        once.submit_once(me, "old", old, {"a": ["1"]}, act, at=now - timedelta(days=31))
        once.submit_once(me, "new", new, {"a": ["1"]}, act, at=now - timedelta(days=29))
    with as_worker():
        tasks.tidy()
    with fence.enter(me):
        assert [draft.form for draft in drafts.all_kept(me)] == ["new form"]
        asked.clear()
        once.submit_once(me, "old", old, {"a": ["1"]}, act, at=now)
        once.submit_once(me, "new", new, {"a": ["1"]}, act, at=now)
    assert asked == ["done"]
