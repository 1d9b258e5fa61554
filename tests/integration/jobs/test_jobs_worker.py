"""The worker as a process of its own, in its own database role."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.jobs import tasks
from familyhub.messages import actions
from familyhub.messages.models import Message
from tests.conftest import DATABASE
from tests.database import ROOT
from tests.integration.messages.mail_server import MailServer, serving

SYSTEM = system("test")
AsWorker = Callable[[], AbstractContextManager[None]]
RUN = "import django; django.setup(); from familyhub.jobs import worker; worker.run(once={once})"


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailServer]:
    with serving(tmp_path / "mail") as server:
        yield server


@contextlib.contextmanager
def a_worker(database: str, mail: MailServer, once: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    variables = DATABASE.variables(database) | {
        "FAMILYHUB_ROLE": "worker",
        "FAMILYHUB_MAIL_HOST": "127.0.0.1",
        "FAMILYHUB_MAIL_PORT": str(mail.port),
        "DJANGO_SETTINGS_MODULE": "familyhub.config.settings",
        "PYTHONWARNINGS": "error::ResourceWarning",
    }
    process = subprocess.Popen([sys.executable, "-c", RUN.format(once=once)], cwd=ROOT, env=variables)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(done: Callable[[], object], what: str) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.05)
    raise TimeoutError(what)


def send(to: str) -> uuid.UUID:
    message = actions.NewMessage(
        letter="referral_received",
        fence=uuid.uuid4(),
        about_kind="referral",
        about=uuid.uuid4(),
        to_address=to,
        values={"reference": "FH-7K3M", "link": "/my-referrals/open/abc"},
    )
    with fence.enter(SYSTEM):
        return actions.send(message, by=SYSTEM, at=timezone.now())


def jobs(superuser: Any, name: str = "deliver") -> list[str]:
    rows = superuser.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name])
    return [row[0] for row in rows.fetchall()]


def listens(superuser: Any) -> bool:
    row = superuser.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'fhtest_worker'"
        " AND query LIKE 'LISTEN%'"
    ).fetchone()
    return bool(row[0])


def test_once_drains_what_the_site_queued_and_ends(fresh_database: str, superuser: Any, mail: MailServer) -> None:
    sent = [str(send(f"nurse{number}@school.example")) for number in range(3)]
    with a_worker(fresh_database, mail, once=True) as worker:
        assert worker.wait(timeout=60) == 0
    assert sorted(email["headers"]["Message-ID"][1:37] for email in mail.taken()) == sorted(sent)
    assert jobs(superuser) == ["succeeded"] * 3


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_running_worker_sends_at_once_and_ends_cleanly_when_told(
    fresh_database: str, superuser: Any, mail: MailServer, asked: signal.Signals
) -> None:
    with a_worker(fresh_database, mail) as worker:
        until(lambda: listens(superuser), "the worker does not listen")
        send("nurse@school.example")
        until(lambda: jobs(superuser) == ["succeeded"], "the message was not sent")
        worker.send_signal(asked)
        assert worker.wait(timeout=30) == 0
    assert [email["to"] for email in mail.taken()] == [["nurse@school.example"]]
    assert superuser.execute("SELECT count(*) FROM procrastinate_workers").fetchone() == (0,)


def test_a_job_whose_worker_was_killed_is_done_by_the_next_one(
    fresh_database: str, superuser: Any, mail: MailServer, as_worker: AsWorker
) -> None:
    number = send("slow@school.example")
    with a_worker(fresh_database, mail) as worker:
        until(mail.taken, "the mail server took nothing")
        worker.kill()
        worker.wait()
    assert jobs(superuser) == ["doing"]
    superuser.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    with as_worker(), fence.enter(SYSTEM):  # the lease has ended, and the server answers now
        Message.objects.filter(id=number).update(to_address="nurse@school.example", next_try_at=timezone.now())
    with a_worker(fresh_database, mail) as worker:
        until(lambda: jobs(superuser) == ["succeeded"], "the stalled job was not done")
        worker.terminate()
        assert worker.wait(timeout=30) == 0
    first, again = mail.taken()
    assert first["headers"]["Message-ID"] == again["headers"]["Message-ID"] == f"<{number}@127.0.0.1>"


def test_each_night_jobs_that_succeeded_long_ago_are_forgotten(
    fresh_database: str, superuser: Any, mail: MailServer
) -> None:
    for days in (8, 6):
        superuser.execute(
            "WITH job AS (INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
            " VALUES ('default', %s, 'succeeded', '{}') RETURNING id)"
            " INSERT INTO procrastinate_events (job_id, type, at)"
            " SELECT id, 'succeeded', now() - make_interval(days => %s) FROM job",
            [f"{days} days ago", days],
        )
    tasks.forget_finished.defer()
    with a_worker(fresh_database, mail, once=True) as worker:
        assert worker.wait(timeout=60) == 0
    assert jobs(superuser, "8 days ago") == []
    assert jobs(superuser, "6 days ago") == ["succeeded"]
    assert set(jobs(superuser, "forget_finished")) == {"succeeded"}  # twice where the night itself came meanwhile
