"""What links by itself, and how many wrong links a line would make."""

from __future__ import annotations

import uuid

import pytest

from familyhub.people.policy.line import Noted, confirm_problem, forecast, joins_alone, line_problem, wilson
from familyhub.people.terms import PairState

ONE, OTHER = uuid.uuid4(), uuid.uuid4()


@pytest.mark.parametrize(
    ("line", "likely", "is_certain", "expected"),
    [
        (None, [1.0], False, False),  # off as delivered, however likely
        (None, [0.4], True, True),  # a verified number with the same birth date
        (0.99, [0.995], False, True),
        (0.99, [0.98], False, False),
        (0.99, [0.995, 0.7], False, False),  # a twin, or the same child twice on record
        (0.99, [0.995, 0.2], False, True),
        (0.99, [], False, False),
    ],
)
def test_what_links_by_itself(line: float | None, likely: list[float], is_certain: bool, expected: bool) -> None:
    assert joins_alone(line, likely, is_certain=is_certain) is expected


def noted(probability: float, state: PairState, count: int) -> list[Noted]:
    return [Noted(probability, state.value)] * count


def test_a_line_is_forecast_from_what_people_decided_where_they_decided_enough() -> None:
    pairs = noted(0.96, PairState.SAME, 95) + noted(0.96, PairState.DIFFERENT, 5) + noted(0.96, PairState.OPEN, 100)
    told = forecast(0.95, pairs + noted(0.5, PairState.DIFFERENT, 40))
    assert (told.linked, told.same, told.different, told.is_decided) == (200, 95, 5, True)
    assert told.wrong == pytest.approx(10)
    low, high = wilson(5, 100)
    assert (told.low, told.high) == (pytest.approx(5 + 100 * low), pytest.approx(5 + 100 * high))
    assert 6 < told.low < 10 < told.high < 17  # type: ignore[operator]


def test_with_few_decided_the_models_own_word_is_used_and_the_range_is_wide() -> None:
    told = forecast(0.9, noted(0.95, PairState.OPEN, 100) + noted(0.95, PairState.DIFFERENT, 1))
    assert not told.is_decided and told.wrong == pytest.approx(6)
    assert told.low == 1 and told.high is not None and told.high > 20
    told = forecast(0.9, noted(0.95, PairState.OPEN, 100))
    assert told.low == 0 and told.wrong == pytest.approx(5) and told.high == pytest.approx(5 + 1.96 * 5**0.5 + 1)


def test_where_no_pair_is_as_likely_nothing_is_known() -> None:
    told = forecast(0.999, noted(0.95, PairState.SAME, 50))
    assert (told.linked, told.wrong, told.low, told.high) == (0, None, None, None)


def test_a_few_that_were_all_decided_speak_for_themselves() -> None:
    told = forecast(0.9, noted(0.95, PairState.SAME, 3))
    assert (told.wrong, told.low, told.high, told.is_decided) == (0, 0, 0, True)


def test_the_range_of_a_share() -> None:
    assert wilson(0, 30) == (0.0, pytest.approx(0.1135, abs=1e-3))
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)


def test_a_line_is_one_of_those_shown_and_confirmed_by_another() -> None:
    assert line_problem(0.42) and not line_problem(0.99) and not line_problem(None)
    assert confirm_problem(ONE, ONE) and confirm_problem(None, ONE) and confirm_problem(ONE, None)
    assert confirm_problem(ONE, OTHER) is None
