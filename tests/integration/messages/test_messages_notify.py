"""GOV.UK Notify, spoken to over HTTP: taken once, refused in words, followed until it arrived or came back."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from familyhub.core import events, fence
from familyhub.core.asker import system
from familyhub.jobs import tasks
from familyhub.messages import actions, queries
from familyhub.messages.actions import delivering
from familyhub.messages.models import Attempt, Message
from familyhub.messages.terms import State, Way
from familyhub.people import actions as people
from familyhub.people.new import NewContactPoint, NewName, NewPerson, NewSafeContact
from tests.integration.messages.mail_server import free_port
from tests.integration.messages.notify_server import NotifyServer, notifying

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SYSTEM = system("test")
AsWorker = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.usefixtures("fresh_database")


@pytest.fixture(autouse=True)
def no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "spread", lambda: 0.0)


@pytest.fixture
def notify(tmp_path: Path, settings: Any) -> Iterator[NotifyServer]:
    with notifying(tmp_path / "notify") as server:
        settings.ENVIRONMENT = server.environment(settings.ENVIRONMENT)
        yield server


def a_call(to: str, way: Way = Way.TEXT, at: datetime = NOW) -> uuid.UUID:
    new = actions.NewMessage(
        letter="duty_call",
        fence=uuid.uuid4(),
        about_kind="mash.enquiry",
        about=uuid.uuid4(),
        to_address=to,
        way=way,
        values={"link": "/requests/"},
    )
    with fence.enter(SYSTEM):
        return actions.send(new, by=SYSTEM, at=at)


def delivered(number: uuid.UUID, as_worker: AsWorker, at: datetime = NOW) -> actions.Delivered:
    with as_worker():
        return actions.deliver(number, at=at)


def followed(number: uuid.UUID, as_worker: AsWorker, at: datetime = NOW) -> bool:
    with as_worker():
        return actions.follow(number, at=at)


def kept(number: uuid.UUID, as_worker: AsWorker) -> Message:
    with as_worker(), fence.enter(SYSTEM):
        return Message.objects.get(id=number)


def steps(number: uuid.UUID, as_worker: AsWorker) -> list[str]:
    with as_worker(), fence.enter(SYSTEM):
        rows = Attempt.objects.filter(message=number).order_by("number", "at", "step")
        return list(rows.values_list("step", flat=True))


def told(number: uuid.UUID, as_worker: AsWorker) -> list[str]:
    with as_worker(), fence.enter(SYSTEM):
        about = Message.objects.get(id=number).about
        return [line.code for line in reversed(events.timeline_about(about))]


def test_a_text_goes_with_its_body_alone_and_our_number_as_reference(as_worker: AsWorker, notify: NotifyServer) -> None:
    number = a_call("07700 900123")
    assert delivered(number, as_worker).state is State.SENT
    [taken] = notify.taken()
    assert taken["to"] == "+447700900123"
    assert taken["reference"] == str(number)
    assert taken["personalisation"] == {
        "body": "A concern waits for you. Sign in to see it: http://127.0.0.1:8000/requests/"
        " If somebody is in danger now, phone 999."
    }
    row = kept(number, as_worker)
    assert (row.carrier, row.carrier_number) == ("notify", taken["id"])


def test_an_email_goes_with_subject_and_body(as_worker: AsWorker, notify: NotifyServer) -> None:
    number = a_call("duty@authority.example", Way.EMAIL)
    assert delivered(number, as_worker).state is State.SENT
    [taken] = notify.taken()
    assert set(taken["personalisation"]) == {"subject", "body"}
    assert taken["personalisation"]["subject"] == "A concern waits for you"


@pytest.mark.parametrize(
    ("to", "way", "state", "is_away", "reason"),
    [
        ("07700 900400", Way.TEXT, State.DEAD, False, "GOV.UK Notify says that this cannot be an address"),
        ("400@authority.example", Way.EMAIL, State.DEAD, False, "GOV.UK Notify says that this cannot be an address"),
        (
            "07700 900401",
            Way.TEXT,
            State.DEAD,
            False,
            "GOV.UK Notify does not let this service write to everybody yet",
        ),
        ("07700 900402", Way.TEXT, State.DEAD, False, "GOV.UK Notify refuses it (code 400)"),
        (
            "07700 900403",
            Way.TEXT,
            State.WAITING,
            True,
            "GOV.UK Notify does not accept the key or the clock of this service (code 403)",
        ),
        ("07700 900429", Way.TEXT, State.WAITING, True, "GOV.UK Notify asks to come back later (code 429)"),
        ("07700 900500", Way.TEXT, State.WAITING, True, "GOV.UK Notify failed (code 500)"),
        ("html@authority.example", Way.EMAIL, State.WAITING, True, "GOV.UK Notify gave an answer that cannot be read"),
    ],
)
def test_what_notify_answers_is_said_in_words(
    as_worker: AsWorker, notify: NotifyServer, to: str, way: Way, state: State, is_away: bool, reason: str
) -> None:
    number = a_call(to, way)
    done = delivered(number, as_worker)
    assert (done.state, done.is_server_away, done.way) == (state, is_away, way)
    assert kept(number, as_worker).reason == reason
    assert notify.taken() == []


@pytest.mark.parametrize("wrong", [{"notify_text_template": "00000000-0000-0000-0000-000000000000"}])
def test_a_template_that_notify_does_not_have_holds_texts_and_loses_none(
    as_worker: AsWorker, notify: NotifyServer, settings: Any, wrong: dict[str, str]
) -> None:
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT, **wrong)
    number = a_call("07700 900123")
    assert delivered(number, as_worker).is_server_away
    assert kept(number, as_worker).reason.startswith("GOV.UK Notify does not know the template")
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT)
    assert delivered(number, as_worker, NOW + timedelta(minutes=1)).state is State.SENT


def test_without_a_template_texts_wait(as_worker: AsWorker, notify: NotifyServer, settings: Any) -> None:
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT, notify_text_template="")
    number = a_call("07700 900123")
    assert delivered(number, as_worker).state is State.WAITING
    assert kept(number, as_worker).reason == "no server is set for this way of sending"


def test_a_wrong_secret_is_refused_and_the_message_waits(
    as_worker: AsWorker, notify: NotifyServer, settings: Any
) -> None:
    key = f"hub-{'1' * 8}-1111-1111-1111-{'1' * 12}-{'2' * 8}-2222-2222-2222-{'2' * 12}"
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT, notify_key=key)
    number = a_call("07700 900123")
    assert delivered(number, as_worker).is_server_away
    assert notify.taken() == []


@pytest.mark.parametrize(("to", "why"), [("07700 900598", "did not answer in time"), ("07700 900501", "code 500")])
def test_what_notify_took_before_it_failed_is_not_sent_twice(
    as_worker: AsWorker, notify: NotifyServer, to: str, why: str
) -> None:
    number = a_call(to)
    assert delivered(number, as_worker).state is State.WAITING
    assert why in kept(number, as_worker).reason
    assert delivered(number, as_worker, NOW + timedelta(minutes=1)).state is State.SENT
    [taken] = notify.taken()
    assert kept(number, as_worker).carrier_number == taken["id"]
    assert steps(number, as_worker) == ["begun", "unknown", "begun", "sent"]


def test_what_notify_did_not_take_before_it_failed_is_tried_again(as_worker: AsWorker, notify: NotifyServer) -> None:
    number = a_call("07700 900500")
    delivered(number, as_worker)
    with as_worker(), fence.enter(SYSTEM):
        Message.objects.filter(id=number).update(to_address="+447700900123")
    assert delivered(number, as_worker, NOW + timedelta(minutes=1)).state is State.SENT
    assert [one["reference"] for one in notify.taken()] == [str(number)]


def test_when_nobody_listens_the_message_waits(as_worker: AsWorker, notify: NotifyServer, settings: Any) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT, notify_url=away)
    number = a_call("07700 900123")
    assert delivered(number, as_worker).is_server_away
    assert kept(number, as_worker).reason == "the server does not answer"
    assert steps(number, as_worker) == ["begun", "not now"]


def test_a_text_that_arrived_is_a_fact(as_worker: AsWorker, notify: NotifyServer) -> None:
    number = a_call("07700 900123")
    delivered(number, as_worker)
    assert followed(number, as_worker)
    assert kept(number, as_worker).arrival == ""
    notify.say(notify.taken()[0]["id"], "delivered")
    assert followed(number, as_worker)
    row = kept(number, as_worker)
    assert (row.state, row.arrival) == ("sent", "delivered")
    assert told(number, as_worker) == ["messages.sent", "messages.delivered"]
    assert followed(number, as_worker)
    assert steps(number, as_worker) == ["begun", "delivered", "sent"]


def test_a_number_that_takes_nothing_is_given_up_at_once(as_worker: AsWorker, notify: NotifyServer) -> None:
    number = a_call("07700 900123")
    delivered(number, as_worker)
    notify.say(notify.taken()[0]["id"], "permanent-failure")
    followed(number, as_worker, NOW + timedelta(hours=1))
    row = kept(number, as_worker)
    assert (row.state, row.arrival, row.sent_at) == ("dead", "bounced", None)
    assert row.reason == "this address or number takes no messages"
    assert told(number, as_worker) == ["messages.sent", "messages.given_up"]


@pytest.mark.parametrize("status", ["temporary-failure", "technical-failure"])
def test_what_did_not_arrive_this_time_is_sent_again_as_a_new_one(
    as_worker: AsWorker, notify: NotifyServer, status: str
) -> None:
    number = a_call("07700 900123")
    delivered(number, as_worker)
    notify.say(notify.taken()[0]["id"], status)
    followed(number, as_worker)
    row = kept(number, as_worker)
    assert (row.state, row.reason, row.next_try_at) == ("failed", "it did not arrive", NOW + timedelta(minutes=1))
    assert delivered(number, as_worker, NOW + timedelta(minutes=1)).state is State.SENT
    first, second = notify.taken()
    assert first["reference"] == second["reference"] == str(number)
    assert kept(number, as_worker).carrier_number == second["id"]


def test_after_four_days_notify_is_not_asked_any_more(as_worker: AsWorker, notify: NotifyServer) -> None:
    number = a_call("07700 900123")
    delivered(number, as_worker)
    followed(number, as_worker, NOW + timedelta(days=4, seconds=1))
    assert kept(number, as_worker).arrival == "never said"
    with as_worker(), fence.enter(delivering.DELIVERER):
        assert queries.followed(delivering.DELIVERER) == []


def test_the_worker_follows_every_message_and_stops_when_notify_is_away(
    as_worker: AsWorker, notify: NotifyServer, settings: Any
) -> None:
    numbers = [a_call("07700 900123"), a_call("07700 900124")]
    for number in numbers:
        delivered(number, as_worker)
    for one in notify.taken():
        notify.say(one["id"], "delivered")
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT, notify_url=f"http://127.0.0.1:{free_port()}")
    with as_worker():
        tasks.follow_messages()
    assert [kept(number, as_worker).arrival for number in numbers] == ["", ""]
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT)
    with as_worker():
        tasks.follow_messages()
    assert [kept(number, as_worker).arrival for number in numbers] == ["delivered", "delivered"]


def test_texts_that_cannot_go_do_not_hold_up_email(as_worker: AsWorker, notify: NotifyServer, settings: Any) -> None:
    settings.ENVIRONMENT = notify.environment(settings.ENVIRONMENT, notify_text_template=str(uuid.UUID(int=0)))
    now = timezone.now()
    texts = [a_call("07700 900123", at=now) for _ in range(2)]
    emails = [a_call("duty@authority.example", Way.EMAIL, at=now)]
    with as_worker():
        tasks.deliver_due()
    assert [kept(number, as_worker).state for number in texts] == ["waiting", "waiting"]
    assert [kept(number, as_worker).state for number in emails] == ["sent"]


def a_parent(phone: str, may_text: str, **hours: int) -> uuid.UUID:
    new = NewPerson(
        names=(NewName("Testina", "Example"),),
        contact_points=(NewContactPoint("phone", phone, may_text=may_text, **hours),),
        safe_contact=NewSafeContact(known="yes"),
    )
    with fence.enter(SYSTEM):
        return people.register(new=new, by=SYSTEM, at=NOW)


@pytest.mark.parametrize(
    ("phone", "may_text", "hours", "state", "reason"),
    [
        ("07700 900123", "yes", {}, State.SENT, ""),
        ("07700 900123", "unknown", {}, State.WITHHELD, "it is not known how to reach this person safely"),
        ("07700 900123", "no", {}, State.WITHHELD, "this person may not be reached in this way"),
        (
            "01632 960123",
            "yes",
            {},
            State.WITHHELD,
            "the number that is known for this person is not a British mobile number",
        ),
        (
            "07700 900123",
            "yes",
            {"from_hour": 12, "to_hour": 14},
            State.WAITING,
            "waiting for an hour at which it is safe to reach this person",
        ),
    ],
)
def test_a_person_is_texted_only_where_and_when_it_is_safe(
    as_worker: AsWorker,
    notify: NotifyServer,
    phone: str,
    may_text: str,
    hours: dict[str, int],
    state: State,
    reason: str,
) -> None:
    new = actions.NewMessage(
        letter="request_received",
        fence=uuid.uuid4(),
        about_kind="referrals.contact",
        about=uuid.uuid4(),
        way=Way.TEXT,
        values={"reference": "FH-3K7-M2QP"},
        person_record=a_parent(phone, may_text, **hours),
    )
    with fence.enter(SYSTEM):
        number = actions.send(new, by=SYSTEM, at=NOW)
    assert delivered(number, as_worker).state is state
    assert kept(number, as_worker).reason == reason
    assert [one["to"] for one in notify.taken()] == (["+447700900123"] if state is State.SENT else [])
    assert all("Testina" not in str(one) for one in notify.taken())


def test_nothing_of_a_message_is_written_to_the_log(
    as_worker: AsWorker, notify: NotifyServer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for to in ("07700 900123", "07700 900400", "07700 900500"):
            delivered(a_call(to), as_worker)
    assert "900" not in caplog.text.replace("9000", "")
    assert "concern" not in caplog.text
