"""The outbox and a real mail server: sent, put off, refused, withheld, and never lost."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections

from familyhub.core import events, fence
from familyhub.core.asker import system
from familyhub.messages import actions
from familyhub.messages.actions import delivering
from familyhub.messages.models import Attempt, Message
from familyhub.messages.terms import State, Way
from tests.conftest import DATABASE
from tests.database import ROOT
from tests.integration.messages.mail_server import MailServer, free_port, serving

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SYSTEM = system("test")
AsWorker = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits without what chance adds to them."""
    monkeypatch.setattr(delivering, "spread", lambda: 0.0)


@pytest.fixture
def mail(tmp_path: Path, settings: object) -> Iterator[MailServer]:
    with serving(tmp_path / "mail") as server:
        settings.ENVIRONMENT = server.environment(settings.ENVIRONMENT)  # type: ignore[attr-defined]
        yield server


def a_message(to: str = "nurse@school.example", **other: object) -> actions.NewMessage:
    given: dict[str, object] = {
        "letter": "referral_received",
        "fence": uuid.uuid4(),
        "about_kind": "referral",
        "about": uuid.uuid4(),
        "to_address": to,
        "values": {"reference": "FH-7K3M-9QWT", "link": "/my-referrals/open/abc:def"},
    }
    return actions.NewMessage(**(given | other))  # type: ignore[arg-type]


def in_outbox(message: actions.NewMessage) -> uuid.UUID:
    with fence.enter(SYSTEM):
        return actions.send(message, by=SYSTEM, at=NOW)


def delivered(number: uuid.UUID, as_worker: AsWorker, at: datetime = NOW) -> actions.Delivered:
    with as_worker():
        return actions.deliver(number, at=at)


def kept(number: uuid.UUID, as_worker: AsWorker) -> Message:
    with as_worker(), fence.enter(SYSTEM):
        return Message.objects.get(id=number)


def steps(number: uuid.UUID, as_worker: AsWorker) -> list[tuple[int, str, bool]]:
    with as_worker(), fence.enter(SYSTEM):
        rows = Attempt.objects.filter(message=number).order_by("number", "at", "is_repeat")
        return sorted(rows.values_list("number", "step", "is_repeat"))


def told(about: uuid.UUID, as_worker: AsWorker) -> list[str]:
    with as_worker(), fence.enter(SYSTEM):
        return [line.sentence for line in events.timeline_about(about)]


def jobs() -> list[tuple[str, dict[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs ORDER BY id")
        return list(cursor.fetchall())


def test_an_email_arrives_with_plain_words_a_whole_link_and_its_own_message_id(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    message = a_message()
    number = in_outbox(message)
    assert delivered(number, as_worker).state is State.SENT
    [email] = mail.taken()
    assert email["to"] == ["nurse@school.example"]
    assert email["headers"]["Subject"] == "We have your request: FH-7K3M-9QWT"
    assert email["headers"]["From"] == "hub@authority.example"
    assert email["headers"]["Message-ID"] == f"<{number}@127.0.0.1>"
    assert "\nhttp://127.0.0.1:8000/my-referrals/open/abc:def\n" in email["words"]
    assert told(message.about, as_worker) == ["“We have your request” was sent to whoever asked for help by email."]
    assert steps(number, as_worker) == [(1, "begun", False), (1, "sent", False)]


def test_a_message_that_was_sent_is_not_sent_again(fresh_database: str, as_worker: AsWorker, mail: MailServer) -> None:
    number = in_outbox(a_message())
    delivered(number, as_worker)
    assert delivered(number, as_worker, NOW + timedelta(days=1)) == actions.NOTHING_TO_DO
    assert len(mail.taken()) == 1


def test_a_request_that_fails_leaves_neither_message_nor_job(fresh_database: str, as_worker: AsWorker) -> None:
    with pytest.raises(RuntimeError), fence.enter(SYSTEM):
        actions.send(a_message(), by=SYSTEM, at=NOW)
        raise RuntimeError
    assert jobs() == []
    with as_worker(), fence.enter(SYSTEM):
        assert not Message.objects.exists()


def test_a_message_and_its_job_are_stored_together_and_the_job_holds_the_id_alone(fresh_database: str) -> None:
    number = in_outbox(a_message())
    assert jobs() == [("deliver", f'{{"message": "{number}"}}')]


def test_while_the_mail_server_is_down_a_message_waits_and_goes_when_it_is_back(
    fresh_database: str, as_worker: AsWorker, settings: object, tmp_path: Path
) -> None:
    server = MailServer(free_port(), tmp_path / "mail")
    settings.ENVIRONMENT = server.environment(settings.ENVIRONMENT)  # type: ignore[attr-defined]
    number, at = in_outbox(a_message()), NOW
    for _ in range(8):  # more often than a refused address is tried
        result = delivered(number, as_worker, at)
        assert (result.state, result.is_server_away) == (State.WAITING, True)
        row = kept(number, as_worker)
        assert row.next_try_at is not None and timedelta(0) < row.next_try_at - at <= timedelta(minutes=30)
        assert row.reason.startswith("the server does not answer")
        at = row.next_try_at
    with serving(server.folder, server.port):
        assert delivered(number, as_worker, at).state is State.SENT
    assert len(server.taken()) == 1


def test_without_a_mail_server_messages_wait_in_the_outbox(fresh_database: str, as_worker: AsWorker) -> None:
    number = in_outbox(a_message())
    assert delivered(number, as_worker).state is State.WAITING
    assert kept(number, as_worker).reason == "no server is set for this way of sending"


def test_a_refused_address_is_tried_for_a_day_and_then_given_up(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    message = a_message(to="refused@school.example")
    number, at, waits = in_outbox(message), NOW, []
    while delivered(number, as_worker, at).state is State.FAILED:
        row = kept(number, as_worker)
        assert row.next_try_at is not None
        waits.append(row.next_try_at - at)
        at = row.next_try_at
    minutes = [int(wait.total_seconds() // 60) for wait in waits]
    assert minutes == [1, 5, 30, 240, 1440]
    row = kept(number, as_worker)
    assert (row.state, row.reason, row.next_try_at) == ("dead", "refused with code 554", None)
    assert told(message.about, as_worker) == [
        "“We have your request” could not be sent to whoever asked for help by email: refused with code 554,"
        " tried 6 times. Find another way to reach them."
    ]


def test_an_address_that_does_not_exist_is_given_up_at_once(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_message(to="nobody@school.example"))
    assert delivered(number, as_worker).state is State.DEAD
    row = kept(number, as_worker)
    assert (row.tries, row.reason) == (1, "no such address (code 550)")
    assert steps(number, as_worker) == [(1, "begun", False), (1, "never", False)]


def test_a_busy_mailbox_is_tried_again_as_often_as_a_refused_one(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_message(to="busy@school.example"))
    result = delivered(number, as_worker)
    assert (result.state, result.is_server_away) == (State.FAILED, False)
    row = kept(number, as_worker)
    assert (row.refusals, row.reason, row.next_try_at) == (1, "put off with code 451", NOW + timedelta(minutes=1))


def to_a_parent(to: str = "") -> actions.NewMessage:
    values = {"reference": "FH-7K3M-9QWT"}
    return a_message(to, letter="request_received", values=values, person_record=uuid.uuid4())


@dataclass(frozen=True)
class Answer:
    """What people answers."""

    allowed: bool
    reason: str
    to: str = ""


def allows(record: uuid.UUID, way: str, at: datetime) -> Answer:
    return Answer(True, "allowed", "parent@home.example") if way == "email" else Answer(False, "forbidden")


def forbids(record: uuid.UUID, way: str, at: datetime) -> Answer:
    return Answer(False, "forbidden")


def does_not_know(record: uuid.UUID, way: str, at: datetime) -> Answer:
    return Answer(False, "rules_unknown")


def has_a_new_word(record: uuid.UUID, way: str, at: datetime) -> Answer:
    return Answer(False, "a word of later")


def mornings_only(record: uuid.UUID, way: str, at: datetime) -> Answer:
    return Answer(True, "allowed", "parent@home.example") if at.hour < 9 else Answer(False, "outside_hours")


UNKNOWN = "it is not known how to reach this person safely"


@pytest.mark.parametrize(
    ("home", "to", "reason"),
    [
        (f"{__name__}.does_not_know", "", UNKNOWN),
        (f"{__name__}.has_a_new_word", "", UNKNOWN),
        (f"{__name__}.forbids", "", "this person may not be reached in this way"),
        (
            f"{__name__}.allows",
            "old@home.example",
            "it was written to an address that is not the one known to be safe now",
        ),
    ],
)
def test_a_person_is_not_written_to_unless_that_is_known_to_be_safe(
    fresh_database: str, as_worker: AsWorker, mail: MailServer, settings: object, home: str, to: str, reason: str
) -> None:
    settings.SAFE_CONTACT = home  # type: ignore[attr-defined]
    message = to_a_parent(to)
    number = in_outbox(message)
    assert delivered(number, as_worker).state is State.WITHHELD
    assert mail.taken() == []
    assert kept(number, as_worker).reason == reason
    [sentence] = told(message.about, as_worker)
    assert sentence == f"“We have your message” was not sent to the family by email: {reason}."
    assert delivered(number, as_worker, NOW + timedelta(days=1)) == actions.NOTHING_TO_DO


def test_a_message_stays_in_the_outbox_when_nobody_can_be_asked(
    fresh_database: str, as_worker: AsWorker, mail: MailServer, settings: object
) -> None:
    settings.SAFE_CONTACT = f"{__name__}.nobody"  # type: ignore[attr-defined]
    number = in_outbox(to_a_parent())
    with pytest.raises(ImportError):
        delivered(number, as_worker)
    assert kept(number, as_worker).state == "waiting"
    assert mail.taken() == []


def test_the_rules_are_asked_when_it_is_sent_and_not_when_it_is_written(
    fresh_database: str, as_worker: AsWorker, mail: MailServer, settings: object
) -> None:
    settings.SAFE_CONTACT = f"{__name__}.allows"  # type: ignore[attr-defined]
    first, second = in_outbox(to_a_parent()), in_outbox(to_a_parent())
    assert delivered(first, as_worker).state is State.SENT
    settings.SAFE_CONTACT = f"{__name__}.forbids"  # type: ignore[attr-defined]
    assert delivered(second, as_worker).state is State.WITHHELD
    assert [email["to"] for email in mail.taken()] == [["parent@home.example"]]


def test_a_message_waits_for_an_hour_at_which_it_is_safe(
    fresh_database: str, as_worker: AsWorker, mail: MailServer, settings: object
) -> None:
    settings.SAFE_CONTACT = f"{__name__}.mornings_only"  # type: ignore[attr-defined]
    number = in_outbox(to_a_parent())
    assert delivered(number, as_worker).state is State.WAITING
    row = kept(number, as_worker)
    assert (row.reason, row.tries) == ("waiting for an hour at which it is safe to reach this person", 0)
    assert mail.taken() == []
    assert delivered(number, as_worker, NOW + timedelta(hours=23)).state is State.SENT
    assert len(mail.taken()) == 1


def test_a_letter_that_is_no_longer_right_is_withheld(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_message(letter="referrer_link", values={"link": "/refer/open/abc"}))
    assert delivered(number, as_worker, NOW + timedelta(days=7)).state is State.WITHHELD
    assert kept(number, as_worker).reason == "the link in it has run out"
    assert mail.taken() == []


def test_a_worker_killed_before_it_could_mark_a_message_sends_it_again_with_the_same_message_id(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_message(to="slow@school.example"))
    code = (
        "import django; django.setup();"
        "from datetime import datetime, UTC; import uuid;"
        "from familyhub.messages import actions;"
        f"actions.deliver(uuid.UUID('{number}'), at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))"
    )
    variables = DATABASE.variables(fresh_database) | {
        "FAMILYHUB_ROLE": "worker",
        "FAMILYHUB_MAIL_HOST": "127.0.0.1",
        "FAMILYHUB_MAIL_PORT": str(mail.port),
        "DJANGO_SETTINGS_MODULE": "familyhub.config.settings",
    }
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=variables)
    for _ in range(300):
        if mail.taken():
            break
        time.sleep(0.05)
    worker.kill()
    worker.wait()
    assert kept(number, as_worker).state == "waiting"
    assert delivered(number, as_worker, NOW + timedelta(minutes=4)) == actions.NOTHING_TO_DO  # the lease holds
    with as_worker(), fence.enter(SYSTEM):
        Message.objects.filter(id=number).update(to_address="nurse@school.example")
    assert delivered(number, as_worker, NOW + timedelta(minutes=5)).state is State.SENT
    first, again = mail.taken()
    assert first["headers"]["Message-ID"] == again["headers"]["Message-ID"] == f"<{number}@127.0.0.1>"
    assert steps(number, as_worker) == [(1, "begun", False), (2, "begun", True), (2, "sent", False)]


def test_a_server_that_dies_before_it_answers_gets_the_message_again_and_the_repeat_is_marked(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_message(to="crash@school.example"))
    result = delivered(number, as_worker)
    assert (result.state, result.is_server_away) == (State.WAITING, True)
    assert kept(number, as_worker).reason == "the server went away before it answered"
    assert [email["headers"]["Message-ID"] for email in mail.taken()] == [f"<{number}@127.0.0.1>"]
    later = NOW + timedelta(minutes=1)
    assert delivered(number, as_worker, later).state is State.WAITING
    assert steps(number, as_worker) == [
        (1, "begun", False),
        (1, "unknown", False),
        (2, "begun", True),
        (2, "not now", False),
    ]


@pytest.mark.parametrize("asked", [{"mail_tls": True}, {"mail_user": "hub", "mail_password": "only-for-tests"}])
def test_a_server_without_the_protection_that_is_asked_for_gets_nothing(
    fresh_database: str, as_worker: AsWorker, mail: MailServer, settings: object, asked: dict[str, object]
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, **asked)  # type: ignore[attr-defined]
    number = in_outbox(a_message())
    assert delivered(number, as_worker).state is State.WAITING
    assert kept(number, as_worker).reason == "the server does not answer (SMTPNotSupportedError)"
    assert mail.taken() == []


def a_text() -> actions.NewMessage:
    return a_message("07700 900123", letter="duty_call", way=Way.TEXT, values={"link": "/board/"})


def test_the_demonstrations_texts_go_to_its_own_mail_server(
    fresh_database: str, as_worker: AsWorker, mail: MailServer, settings: object
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, demo=True)  # type: ignore[attr-defined]
    number = in_outbox(a_text())
    assert delivered(number, as_worker).state is State.SENT
    [kept_text] = mail.taken()
    assert kept_text["to"] == ["+447700900123@text.example"]
    assert kept_text["words"].startswith("A concern waits for you. Sign in to see it: http://127.0.0.1:8000/board/")
    assert kept(number, as_worker).carrier == "demo_text"


def test_outside_the_demonstration_texts_never_go_by_mail(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_text())
    assert delivered(number, as_worker).state is State.WAITING
    assert mail.taken() == []


def test_two_workers_that_take_the_same_message_send_it_once(
    fresh_database: str, as_worker: AsWorker, mail: MailServer
) -> None:
    number = in_outbox(a_message())
    start = threading.Barrier(4)

    def work() -> State | None:
        try:
            with as_worker():
                start.wait(timeout=30)
                return actions.deliver(number, at=NOW).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        ended = [future.result() for future in [pool.submit(work) for _ in range(4)]]
    assert sorted(ended, key=str) == [None, None, None, State.SENT]
    assert len(mail.taken()) == 1


def test_the_history_of_a_message_cannot_be_changed(fresh_database: str, as_worker: AsWorker, mail: MailServer) -> None:
    number = in_outbox(a_message())
    delivered(number, as_worker)
    with pytest.raises(DatabaseError), as_worker(), fence.enter(SYSTEM):
        Attempt.objects.filter(message=number).update(step="refused")
