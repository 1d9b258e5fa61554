"""A partner is asked by link: what really arrives in their mailbox, and what does not any more."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from familyhub.casework.actions import assessing_links, assessing_partners
from familyhub.casework.models import Episode
from familyhub.casework.queries import contributions
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages import actions as messages
from familyhub.messages.actions import delivering
from familyhub.messages.models import Message
from familyhub.sharing.partner_links import partner as contributor
from tests.integration.casework.conftest import NOW, Office
from tests.integration.casework.test_assessments import ask, begin
from tests.integration.messages.mail_server import MailServer, serving

SYSTEM = system("test", wide=frozenset({"hidden"}))
EMAIL = "tess@school.example"


@pytest.fixture
def mail(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server; on the web's own connection, which does not see all letters as the worker's does."""
    monkeypatch.setattr(delivering, "DELIVERER", SYSTEM)
    with serving(tmp_path / "mail") as server:
        settings.ENVIRONMENT = server.environment(settings.ENVIRONMENT)  # type: ignore[attr-defined]
        yield server


@pytest.fixture
def asked(office: Office, accepted: list[Episode]) -> uuid.UUID:
    return ask(office, begin(office, accepted[0]))


def words_in(mail: MailServer) -> str:
    """Everything that arrived, as it reads."""
    return "\n".join(one["words"] for one in mail.taken())


def states(at: datetime) -> list[str]:
    """Every letter is tried; what each became."""
    with fence.enter(SYSTEM):
        numbers = list(Message.objects.filter(to_address=EMAIL).order_by("made_at").values_list("id", flat=True))
    for number in numbers:
        messages.deliver(number, at=at)
    with fence.enter(SYSTEM):
        return [
            f"{one.letter} {one.state} {one.reason}".strip()
            for one in Message.objects.filter(id__in=numbers).order_by("made_at")
        ]


def test_the_link_and_the_code_arrive_and_open_the_questions(mail: MailServer, asked: uuid.UUID) -> None:
    assert states(NOW) == ["contribution_request sent"]
    [link] = re.findall(r"/contribute/([^/\s]+)/", words_in(mail))
    assessing_links.DOOR.send_code(word=link, email=EMAIL, at=NOW)
    assert states(NOW) == ["contribution_request sent", "partner_code sent"]
    [code] = re.findall(r"PC-\d{4}-\d{4}", words_in(mail))
    assert assessing_links.DOOR.prove(word=link, code=code, at=NOW) == asked
    with fence.enter(contributor(asked)):
        assert contributions.asked_of(contributor(asked), NOW).questions


def test_what_was_withdrawn_or_answered_is_not_written_about(
    mail: MailServer, office: Office, asked: uuid.UUID
) -> None:
    with fence.enter(office.worker):
        assessing_partners.withdraw(ask=asked, by=office.worker, at=NOW)
    assert states(NOW + timedelta(minutes=1)) == ["contribution_request withheld the link in it is closed"]
    assert EMAIL not in words_in(mail)
