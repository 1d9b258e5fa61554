"""The rules of messages: what one may hold, when one may go, when it is tried again."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from familyhub.messages import policy
from familyhub.messages.terms import Audience, ContactRule, State, Step, Way

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"reference": "FH-7K3M-9QWT", "link": "/refer/open/MTIz:1vK:abc_-?next=/x&a=b", "date": "2026-11-24"},
    ],
)
def test_a_reference_a_link_of_ours_and_a_date_may_be_in_a_message(values: dict[str, str]) -> None:
    policy.check_values(values)


@pytest.mark.parametrize(
    "values",
    [
        {"name": "FH-7K3M"},
        {"reference": "Testina"},
        {"reference": "EXAMPLE"},
        {"link": "https://elsewhere.example/"},
        {"link": "//elsewhere.example/"},
        {"link": "/refer/?for=testina@home.example"},
        {"link": "/refer/Testina Example"},
        {"link": "/refer/Testina%20Example"},
        {"date": "Testina"},
        {"date": "20261124"},
        {"date": 20261124},
    ],
)
def test_anything_that_could_name_somebody_may_not(values: dict[str, str]) -> None:
    with pytest.raises(policy.NotAllowedInAMessage) as refused:
        policy.check_values(values)
    assert "Testina" not in str(refused.value)


@pytest.mark.parametrize(
    ("way", "address"),
    [
        (Way.EMAIL, "nurse@school.example"),
        (Way.EMAIL, "o'neill+work@sub.school.example"),
        (Way.TEXT, "07700 900123"),
        (Way.TEXT, "+44 7700 900123"),
    ],
)
def test_an_address_of_its_way_is_right(way: Way, address: str) -> None:
    policy.check_address(Audience.REFERRER, way, address)


@pytest.mark.parametrize(
    ("way", "address"),
    [
        (Way.EMAIL, ""),
        (Way.EMAIL, "nurse"),
        (Way.EMAIL, "a@b@c.example"),
        (Way.EMAIL, "a..b@c.example"),
        (Way.EMAIL, "a@c.example\r\nBcc: d@e.example"),
        (Way.EMAIL, "Nurse <a@c.example>"),
        (Way.EMAIL, "ä@c.example"),
        (Way.TEXT, "a@c.example"),
        (Way.TEXT, ""),
        (Way.LETTER, "1 Example Street"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(way: Way, address: str) -> None:
    with pytest.raises(policy.WrongAddress):
        policy.check_address(Audience.REFERRER, way, address)


def test_only_a_letter_to_a_person_has_a_record() -> None:
    policy.check_recipient(Audience.PERSON, uuid.uuid4())
    policy.check_recipient(Audience.REFERRER, None)
    with pytest.raises(policy.NobodyNamed):
        policy.check_recipient(Audience.PERSON, None)
    with pytest.raises(policy.NobodyNamed):
        policy.check_recipient(Audience.STAFF, uuid.uuid4())


def test_the_address_of_a_person_may_be_left_to_the_rules() -> None:
    policy.check_address(Audience.PERSON, Way.EMAIL, "")
    policy.check_address(Audience.PERSON, Way.LETTER, "")
    with pytest.raises(policy.WrongAddress):
        policy.check_address(Audience.PERSON, Way.EMAIL, "nowhere")


SAFE = "parent@home.example"


@pytest.mark.parametrize(
    ("rule", "safe", "written_to", "goes"),
    [
        (ContactRule.ALLOWED, SAFE, "", True),
        (ContactRule.ALLOWED, SAFE, "Parent@Home.example", True),
        (ContactRule.ALLOWED, SAFE, "old@home.example", False),
        (ContactRule.ALLOWED, "", "", False),
        (ContactRule.OUTSIDE_HOURS, "", SAFE, True),
        (ContactRule.UNKNOWN, "", SAFE, False),
        (ContactRule.FORBIDDEN, "", SAFE, False),
        (ContactRule.NOTHING_TO_REACH, "", SAFE, False),
    ],
)
def test_a_person_is_written_to_only_where_it_is_known_to_be_safe(
    rule: ContactRule, safe: str, written_to: str, goes: bool
) -> None:
    verdict = policy.by_contact_rule(policy.Reachable(rule, safe), written_to)
    assert verdict.ok is goes
    assert bool(verdict.reason) is not goes


def test_a_message_waits_when_only_the_hour_is_wrong() -> None:
    assert policy.must_wait(policy.Reachable(ContactRule.OUTSIDE_HOURS))
    assert not policy.must_wait(policy.Reachable(ContactRule.FORBIDDEN))
    assert not policy.must_wait(None)


def test_a_refused_message_is_tried_after_1_5_30_minutes_4_hours_a_day_and_then_given_up() -> None:
    waits = [policy.next_try_at(Step.REFUSED, refusals, refusals, NOW) for refusals in range(1, 7)]
    assert waits == [NOW + MINUTE * n for n in (1, 5, 30, 240, 1440)] + [None]


@pytest.mark.parametrize("step", [Step.NOT_NOW, Step.UNKNOWN])
def test_a_server_that_is_away_is_asked_for_as_long_as_it_takes(step: Step) -> None:
    waits = [policy.next_try_at(step, 0, tries, NOW) for tries in (0, 1, 2, 3, 4, 5, 500)]
    assert waits == [NOW + MINUTE * n for n in (1, 1, 5, 30, 30, 30, 30)]


@pytest.mark.parametrize(
    ("step", "again", "state"),
    [
        (Step.SENT, None, State.SENT),
        (Step.WITHHELD, None, State.WITHHELD),
        (Step.NOT_NOW, NOW, State.WAITING),
        (Step.UNKNOWN, NOW, State.WAITING),
        (Step.REFUSED, NOW, State.FAILED),
        (Step.REFUSED, None, State.DEAD),
    ],
)
def test_where_a_message_is_after_a_step(step: Step, again: datetime | None, state: State) -> None:
    assert policy.state_after(step, again) is state


@pytest.mark.parametrize(
    ("steps", "repeat"),
    [
        ([], False),
        ([Step.BEGUN, Step.REFUSED], False),
        ([Step.BEGUN, Step.NOT_NOW, Step.BEGUN, Step.REFUSED], False),
        ([Step.BEGUN], True),
        ([Step.BEGUN, Step.UNKNOWN], True),
        ([Step.BEGUN, Step.BEGUN, Step.REFUSED], True),
    ],
)
def test_a_message_may_come_twice_when_an_earlier_try_has_no_known_end(steps: list[Step], repeat: bool) -> None:
    assert policy.is_repeat(steps) is repeat
