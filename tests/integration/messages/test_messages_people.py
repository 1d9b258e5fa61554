"""What people knows of safe contact decides, at the moment of sending."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages import actions
from familyhub.messages.terms import State
from familyhub.people import actions as people
from familyhub.people.new import NewContactPoint, NewName, NewPerson, NewSafeContact
from familyhub.people.terms import Way
from tests.integration.messages.mail_server import serving

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SYSTEM = system("test")
AsWorker = Callable[[], AbstractContextManager[None]]
KNOWN = NewSafeContact(known="yes")


def parent(safe: NewSafeContact | None, may_write: str) -> uuid.UUID:
    new = NewPerson(
        names=(NewName("Testina", "Example"),),
        contact_points=(NewContactPoint("email", "testina@home.example", may_write=may_write),),
        safe_contact=safe,
    )
    with fence.enter(SYSTEM):
        return people.register(new=new, by=SYSTEM, at=NOW)


def send_to(record: uuid.UUID) -> uuid.UUID:
    with fence.enter(SYSTEM):
        message = actions.NewMessage(
            letter="request_received",
            fence=uuid.uuid4(),
            about_kind="referral",
            about=uuid.uuid4(),
            values={"reference": "FH-3K7-M2QP"},
            person_record=record,
        )
        return actions.send(message, by=SYSTEM, at=NOW)


@pytest.mark.parametrize(
    ("safe", "may_write", "state"),
    [
        (KNOWN, "yes", State.SENT),
        (None, "yes", State.WITHHELD),
        (NewSafeContact(known="unknown"), "yes", State.WITHHELD),
        (KNOWN, "unknown", State.WITHHELD),
        (KNOWN, "no", State.WITHHELD),
        (NewSafeContact(known="yes", forbids=(Way.EMAIL,)), "yes", State.WITHHELD),
    ],
)
def test_an_email_goes_only_to_somebody_who_may_be_written_to(
    fresh_database: str,
    as_worker: AsWorker,
    settings: Any,
    tmp_path: Path,
    safe: NewSafeContact | None,
    may_write: str,
    state: State,
) -> None:
    number = send_to(parent(safe, may_write))
    with serving(tmp_path / "mail") as server, as_worker():
        settings.ENVIRONMENT = server.environment(settings.ENVIRONMENT)
        assert actions.deliver(number, at=NOW).state is state
    assert [email["to"] for email in server.taken()] == ([["testina@home.example"]] if state is State.SENT else [])
    assert all("Testina" not in str(email).replace("testina@home.example", "") for email in server.taken())
