"""Who may read which messages, and that nothing personal can be put into one."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from familyhub.core import fence, grants
from familyhub.core.asker import NOBODY, Asker, Kind, Reach, public, system
from familyhub.messages import actions, policy, queries
from familyhub.messages.letter_shelf import UnknownLetter
from familyhub.messages.models import Message
from familyhub.messages.terms import Way

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SYSTEM = system("test")


def staff(reach: Reach | None, *teams: uuid.UUID) -> Asker:
    number = uuid.uuid4()
    return Asker(
        kind=Kind.STAFF,
        number=number,
        holders=frozenset({number, *teams}),
        wide=frozenset({"messages"} if reach == Reach.COUNTY else ()),
        permissions={"messages.see": reach} if reach else {},
    )


def a_message(**other: object) -> actions.NewMessage:
    given: dict[str, object] = {
        "letter": "referral_outcome",
        "fence": uuid.uuid4(),
        "about_kind": "referral",
        "about": uuid.uuid4(),
        "to_address": "nurse@school.example",
        "values": {"reference": "FH-7K3M", "link": "/my-referrals/open/abc"},
    }
    return actions.NewMessage(**(given | other))  # type: ignore[arg-type]


def sent(by: Asker = SYSTEM, **other: object) -> actions.NewMessage:
    message = a_message(**other)
    with fence.enter(by):
        actions.send(message, by=by, at=NOW)
    return message


def about(asker: Asker, message: actions.NewMessage) -> list[str]:
    with fence.enter(asker):
        return [line.title for line in queries.messages_about(asker, message.about)]


def test_the_message_of_a_referral_is_seen_by_the_team_that_holds_it_and_by_nobody_else() -> None:
    message, team = sent(), uuid.uuid4()
    with fence.enter(SYSTEM):
        grants.grant([team], [message.fence], because="allocated")
    assert about(staff(Reach.TEAM, team), message) == ["News of your request"]
    assert about(staff(Reach.TEAM, uuid.uuid4()), message) == []
    assert about(staff(None, team), message) == []
    assert about(NOBODY, message) == []


def test_whoever_sees_the_county_sees_what_waits() -> None:
    message = sent()
    officer = staff(Reach.COUNTY)
    with fence.enter(officer):
        [line] = queries.waiting(officer)
        assert (line.about, line.state_words, line.to_whom, line.way) == (
            message.about,
            "waiting to be sent",
            "whoever asked for help",
            "email",
        )
        assert queries.withheld(officer) == []
    worker = staff(Reach.TEAM, message.fence)
    with fence.enter(worker):
        assert queries.waiting(worker) == []


def test_a_barred_message_does_not_exist_even_for_the_county() -> None:
    message = sent()
    with fence.enter(SYSTEM):
        grants.bar(message.fence, because="sealed")
    assert about(staff(Reach.COUNTY), message) == []


def test_a_public_form_can_send_a_message_and_read_none() -> None:
    form = public("self-referral")
    message = sent(by=form)
    with fence.enter(form):
        assert not Message.objects.exists()
    assert about(staff(Reach.COUNTY), message) == ["News of your request"]


def test_what_is_due_is_for_the_worker_alone() -> None:
    sent()
    officer = staff(Reach.COUNTY)
    with fence.enter(officer):
        assert queries.due(officer, NOW) == []


def test_no_line_has_room_for_an_address_or_a_name() -> None:
    assert {field.name for field in fields(queries.MessageLine)}.isdisjoint(
        {"to_address", "address", "name", "person", "person_record", "values"}
    )


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"letter": "no_such_letter"}, UnknownLetter),
        ({"way": Way.TEXT}, policy.WrongWay),
        ({"person_record": uuid.uuid4()}, policy.NobodyNamed),
        ({"letter": "request_received", "values": {"reference": "FH-7K3M"}}, policy.NobodyNamed),
        ({"to_address": ""}, policy.WrongAddress),
        ({"to_address": "two@a.example, three@b.example"}, policy.WrongAddress),
        ({"to_address": "nurse@school.example\nBcc: all@b.example"}, policy.WrongAddress),
        ({"values": {"child": "Testina Example"}}, policy.NotAllowedInAMessage),
        ({"values": {"reference": "Testina Example", "link": "/x"}}, policy.NotAllowedInAMessage),
    ],
)
def test_a_message_that_may_not_be_is_not_put_in_the_outbox(wrong: dict[str, object], error: type[Exception]) -> None:
    with fence.enter(SYSTEM), pytest.raises(error):
        actions.send(a_message(**wrong), by=SYSTEM, at=NOW)
    officer = staff(Reach.COUNTY)
    with fence.enter(officer):
        assert queries.waiting(officer) == []
