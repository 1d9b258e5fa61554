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
    ("way", "typed", "kept"),
    [
        (Way.EMAIL, "nurse@school.example", "nurse@school.example"),
        (Way.EMAIL, "o'neill+work@sub.school.example", "o'neill+work@sub.school.example"),
        (Way.TEXT, "07700 900123", "+447700900123"),
        (Way.TEXT, "+44 (0)7700 900123", "+447700900123"),
        (Way.TEXT, "07911 123456", "+447911123456"),
    ],
)
def test_an_address_is_kept_as_its_way_writes_it(way: Way, typed: str, kept: str) -> None:
    assert policy.address_of(Audience.REFERRER, way, typed) == kept


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
        (Way.EMAIL, f"nurse@{'a' * 400}.example"),
        (Way.TEXT, "a@c.example"),
        (Way.TEXT, ""),
        (Way.TEXT, "07700 9OO123"),
        (Way.TEXT, "0800 FLOWERS"),
        (Way.TEXT, "01632 960123"),
        (Way.TEXT, "0115 496 0123"),
        (Way.TEXT, "+48 601 234 567"),
        (Way.TEXT, "+1 650 253 0000"),
        (Way.TEXT, "07700 900123 x5"),
        (Way.TEXT, "070 1234 5678"),
        (Way.TEXT, "999"),
        (Way.TEXT, "07700 900123\n07700 900124"),
        (Way.TEXT, "7" * 10_000),
        (Way.LETTER, "1 Example Street"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(way: Way, address: str) -> None:
    with pytest.raises(policy.WrongAddress):
        policy.address_of(Audience.REFERRER, way, address)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("", 0),
        ("a" * 612, 612),
        ("£5 @ the Café, è", 16),
        ("[link]", 8),
        ("~^{}|€\\", 14),
        ("line one\nline two", 17),
        ("ł", None),
        ("‘quoted’", None),
        ("❤", None),
    ],
)
def test_a_text_is_counted_as_phones_count_it(words: str, length: int | None) -> None:
    assert policy.text_length(words) == length


@pytest.mark.parametrize("words", ["", "  ", "a" * 613, "[" * 307, "ł", "x" * 10_000])
def test_what_is_no_single_text_is_refused(words: str) -> None:
    with pytest.raises(policy.NoText):
        policy.check_text(words)


def test_612_letters_are_one_text() -> None:
    policy.check_text("a" * 612)
    policy.check_text("[" * 306)


@pytest.mark.parametrize(
    ("way", "address", "shown"),
    [
        (Way.EMAIL, "nora.nurse@school.example", "n•••@school.example"),
        (Way.EMAIL, "n@school.example", "n•••@school.example"),
        (Way.TEXT, "+447700900123", "•••123"),
        (Way.TEXT, "", ""),
    ],
)
def test_a_masked_address_cannot_be_written_to(way: Way, address: str, shown: str) -> None:
    assert policy.masked(way, address) == shown


def test_the_class_of_a_message_says_who_may_mend_it() -> None:
    assert policy.class_of("referrals.contact", False) == "messages"
    assert policy.class_of("staff", False) == policy.class_of("referrer", False) == "outbox"
    assert policy.class_of("staff", True) == policy.class_of("referrals.contact", True) == "hidden"


def test_only_a_letter_to_a_person_has_a_record() -> None:
    policy.check_recipient(Audience.PERSON, uuid.uuid4())
    policy.check_recipient(Audience.REFERRER, None)
    with pytest.raises(policy.NobodyNamed):
        policy.check_recipient(Audience.PERSON, None)
    with pytest.raises(policy.NobodyNamed):
        policy.check_recipient(Audience.STAFF, uuid.uuid4())


def test_the_address_of_a_person_may_be_left_to_the_rules() -> None:
    assert policy.address_of(Audience.PERSON, Way.EMAIL, "") == ""
    assert policy.address_of(Audience.PERSON, Way.LETTER, "") == ""
    with pytest.raises(policy.WrongAddress):
        policy.address_of(Audience.PERSON, Way.EMAIL, "nowhere")


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


def test_a_text_goes_to_a_mobile_alone() -> None:
    landline = policy.Reachable(ContactRule.ALLOWED, "+441632960123")
    assert policy.by_contact_rule(landline, "", Way.TEXT).reason == (
        "the number that is known for this person is not a British mobile number"
    )
    assert policy.by_contact_rule(policy.Reachable(ContactRule.ALLOWED, "+447700900123"), "", Way.TEXT).ok


def test_a_message_waits_when_only_the_hour_is_wrong() -> None:
    assert policy.must_wait(policy.Reachable(ContactRule.OUTSIDE_HOURS))
    assert not policy.must_wait(policy.Reachable(ContactRule.FORBIDDEN))
    assert not policy.must_wait(None)


@pytest.mark.parametrize("step", [Step.REFUSED, Step.NOT_NOW, Step.LOST])
def test_a_refused_message_is_tried_after_1_5_30_minutes_4_hours_a_day_and_then_given_up(step: Step) -> None:
    waits = [policy.next_try_at(step, refusals, refusals, NOW) for refusals in range(1, 7)]
    assert waits == [NOW + MINUTE * n for n in (1, 5, 30, 240, 1440)] + [None]


@pytest.mark.parametrize("step", [Step.NEVER, Step.BOUNCED])
def test_what_is_refused_for_good_is_given_up_at_once(step: Step) -> None:
    assert policy.next_try_at(step, 0, 1, NOW) is None
    assert policy.state_after(step, None) is State.DEAD


def test_waits_grow_by_chance_and_by_a_fifth_at_most() -> None:
    waits = [policy.next_try_at(Step.REFUSED, 1, 1, NOW, spread=chance) for chance in (0.0, 0.5, 1.0)]
    assert waits == [NOW + timedelta(seconds=n) for n in (60, 66, 72)]


def test_a_server_that_is_away_is_asked_for_as_long_as_it_takes() -> None:
    waits = [policy.next_try_at(Step.UNKNOWN, 0, tries, NOW) for tries in (0, 1, 2, 3, 4, 5, 500)]
    assert waits == [NOW + MINUTE * n for n in (1, 1, 5, 30, 30, 30, 30)]


@pytest.mark.parametrize(
    ("step", "again", "state"),
    [
        (Step.SENT, None, State.SENT),
        (Step.DELIVERED, None, State.SENT),
        (Step.WITHHELD, None, State.WITHHELD),
        (Step.UNKNOWN, NOW, State.WAITING),
        (Step.NOT_NOW, NOW, State.FAILED),
        (Step.NOT_NOW, None, State.DEAD),
        (Step.REFUSED, NOW, State.FAILED),
        (Step.REFUSED, None, State.DEAD),
        (Step.LOST, NOW, State.FAILED),
    ],
)
def test_where_a_message_is_after_a_step(step: Step, again: datetime | None, state: State) -> None:
    assert policy.state_after(step, again) is state


@pytest.mark.parametrize(
    ("steps", "repeat"),
    [
        ([], False),
        ([Step.BEGUN, Step.REFUSED], False),
        ([Step.BEGUN, Step.NEVER], False),
        ([Step.BEGUN, Step.SENT, Step.LOST], False),
        ([Step.BEGUN, Step.NOT_NOW, Step.BEGUN, Step.REFUSED], False),
        ([Step.BEGUN], True),
        ([Step.BEGUN, Step.UNKNOWN], True),
        ([Step.BEGUN, Step.BEGUN, Step.REFUSED], True),
    ],
)
def test_a_message_may_come_twice_when_an_earlier_try_has_no_known_end(steps: list[Step], repeat: bool) -> None:
    assert policy.is_repeat(steps) is repeat
