"""The rules of the MASH lane: clocks, what may happen next, the duty list, a partner's link."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest

from familyhub.core.clocks import Opening
from familyhub.referrals.policy import mash as policy
from familyhub.referrals.policy.mash import Called, Span
from familyhub.referrals.policy.requests import due_from
from familyhub.referrals.terms.mash import Due, Duty
from familyhub.referrals.terms.requests import EnquiryOutcome, EnquiryState, Lane

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
HOURS = Opening(time(9), time(17))
ONE, TWO = uuid.uuid4(), uuid.uuid4()


def test_a_colour_without_hours_has_no_clock_of_its_own() -> None:
    assert policy.colour_due(AT, "red", {}) is None
    assert policy.colour_due(AT, "", {"red": 4}) is None
    assert policy.colour_due(AT, "red", {"red": 4}) == AT + timedelta(hours=4)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 12, 23, 9, 0, tzinfo=UTC), datetime(2026, 12, 25, 0, 0, tzinfo=UTC)),
        (datetime(2026, 12, 24, 16, 55, tzinfo=UTC), datetime(2026, 12, 30, 0, 0, tzinfo=UTC)),
        (datetime(2026, 12, 25, 3, 0, tzinfo=UTC), datetime(2026, 12, 30, 0, 0, tzinfo=UTC)),
        (datetime(2026, 4, 2, 12, 0, tzinfo=UTC), datetime(2026, 4, 7, 23, 0, tzinfo=UTC)),
        (datetime(2026, 3, 27, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 23, 0, tzinfo=UTC)),
    ],
)
def test_one_working_day_over_christmas_easter_and_changing_clocks(received: datetime, due: datetime) -> None:
    assert due_from(received, Lane.MASH).decide_by == due


def test_partners_are_asked_until_it_is_decided() -> None:
    assert policy.can_gather(EnquiryState.RECEIVED)
    assert policy.can_gather(EnquiryState.GATHERING)
    assert not policy.can_gather(EnquiryState.DECIDED)


def test_action_begins_after_a_decision_that_asks_for_it() -> None:
    assert policy.can_start_action(EnquiryState.DECIDED, EnquiryOutcome.SOCIAL_CARE)
    assert not policy.can_start_action(EnquiryState.DECIDED, EnquiryOutcome.ADVICE)
    assert not policy.can_start_action(EnquiryState.GATHERING, EnquiryOutcome.SOCIAL_CARE)


def test_the_day_on_which_action_began_is_not_the_intention() -> None:
    today, opened = date(2026, 11, 24), date(2026, 11, 20)
    assert "future" in policy.action_date_problem(date(2026, 11, 25), opened, today)
    assert "before" in policy.action_date_problem(date(2026, 11, 19), opened, today)
    assert policy.action_date_problem(opened, opened, today) == ""


@pytest.mark.parametrize(
    ("state", "outcome", "held", "words", "said"),
    [
        (EnquiryState.GATHERING, "", 0, "", "Decide first"),
        (EnquiryState.DECIDED, "advice", 1, "", "Release"),
        (EnquiryState.DECIDED, "strategy_discussion", 0, " ", "say why none did"),
        (EnquiryState.DECIDED, "strategy_discussion", 0, "The family moved", ""),
        (EnquiryState.DECIDED, "no_action", 0, "", ""),
        (EnquiryState.STARTED, "early_help", 0, "", ""),
    ],
)
def test_when_an_enquiry_can_be_closed(state: EnquiryState, outcome: str, held: int, words: str, said: str) -> None:
    problem = policy.close_problem(state, outcome, held, words)
    assert said in problem if said else problem == ""


def test_a_partner_answers_by_a_clock_and_the_link_closes_by_itself() -> None:
    decide_by = AT + timedelta(hours=14)
    assert policy.answer_due(AT, Due.TWO_HOURS, decide_by) == AT + timedelta(hours=2)
    assert policy.answer_due(AT, Due.DECISION, decide_by) == decide_by
    assert policy.answer_due(AT, Due.DECISION, AT - timedelta(days=1)) == AT + timedelta(hours=1)
    assert policy.link_expires(datetime(2026, 12, 23, 12, 0, tzinfo=UTC)) == datetime(2027, 1, 5, 0, 0, tzinfo=UTC)


def test_the_list_is_called_in_order_and_then_from_its_top() -> None:
    assert policy.next_call_at([], AT, 15) == AT
    assert policy.next_to_call([ONE, TWO], []) == (ONE, 1)
    first = Called(ONE, 1, AT)
    assert policy.next_call_at([first], AT, 15) == AT + timedelta(minutes=15)
    assert policy.next_to_call([ONE, TWO], [first]) == (TWO, 1)
    second = Called(TWO, 1, AT + timedelta(minutes=15))
    assert policy.next_to_call([ONE, TWO], [first, second]) == (ONE, 2)
    assert policy.next_to_call([ONE, TWO], [first, second, Called(ONE, 2, AT)]) == (TWO, 2)


def test_an_empty_list_calls_nobody_and_says_so() -> None:
    assert policy.next_to_call([], []) == (None, 1)
    assert policy.next_to_call([], [Called(None, 1, AT)]) == (None, 2)
    assert policy.duty([Called(None, 1, AT)], False, minutes=15, opened_at=AT, now=AT) is Duty.EXHAUSTED


def test_how_the_call_stands() -> None:
    def standing(calls: list[Called], minutes: int, acknowledged: bool = False) -> Duty:
        return policy.duty(calls, acknowledged, minutes=15, opened_at=AT, now=AT + timedelta(minutes=minutes))

    assert standing([], 14) is Duty.CALLED
    assert standing([Called(ONE, 1, AT)], 15) is Duty.SILENT
    assert standing([Called(ONE, 1, AT), Called(ONE, 2, AT)], 16) is Duty.EXHAUSTED
    assert standing([Called(ONE, 1, AT)], 99, acknowledged=True) is Duty.ACKNOWLEDGED


def test_whom_to_phone_is_said_outside_hours_and_when_nobody_answers() -> None:
    night = AT.replace(hour=22)
    assert not policy.must_phone(Duty.CALLED, AT, HOURS)
    assert policy.must_phone(Duty.CALLED, night, HOURS)
    assert policy.must_phone(Duty.SILENT, AT, HOURS)
    assert policy.must_phone(Duty.EXHAUSTED, AT, HOURS)
    assert not policy.must_phone(Duty.ACKNOWLEDGED, night, HOURS)


def gaps_of(*spans: Span) -> list[tuple[datetime, datetime | None]]:
    return [(gap.since, gap.until) for gap in policy.gaps(spans, HOURS, AT)]


def test_a_list_without_an_end_has_no_gap_and_an_empty_one_is_one_long_gap() -> None:
    assert gaps_of(Span(AT - timedelta(days=1), None)) == []
    assert len(gaps_of()) == 10  # working days of 14
    assert gaps_of()[0] == (AT, AT.replace(hour=17))


def test_a_gap_in_the_middle_of_a_day_is_found() -> None:
    noon, two = AT.replace(hour=12), AT.replace(hour=14)
    over = Span(AT - timedelta(days=9), AT - timedelta(days=8))
    assert gaps_of(over, Span(AT - timedelta(days=1), noon), Span(two, None)) == [(noon, two)]
    later = AT + timedelta(days=1)
    assert gaps_of(Span(later.replace(hour=9), None)) == [(AT, AT.replace(hour=17))]


def test_what_is_past_today_is_no_gap() -> None:
    evening = AT.replace(hour=18)
    found = policy.gaps([], HOURS, evening)
    assert found[0].since == (AT + timedelta(days=1)).replace(hour=9)
