"""How a score is recorded, and how far somebody has come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from familyhub.casework.policy import measures as policy
from familyhub.casework.terms.measures import BY_CODE, Stage

SDQ, STAR = BY_CODE["sdq"], BY_CODE["star"]
DAY = date(2026, 11, 20)


def test_a_score_is_within_its_tool_and_not_of_tomorrow() -> None:
    assert policy.measure_problem(SDQ, Decimal("41"), DAY, DAY) == "A score of SDQ, total difficulties is from 0 to 40"
    assert policy.measure_problem(STAR, Decimal("6.25"), DAY, DAY).startswith("A score has one figure")
    assert policy.measure_problem(STAR, Decimal("6.5"), date(2026, 11, 21), DAY).startswith("The day")
    assert policy.measure_problem(STAR, Decimal("6.5"), DAY, DAY) == ""


def test_what_comes_after_is_compared_with_what_was_before() -> None:
    assert policy.order_problem(Stage.AFTER, DAY, None).startswith("Nothing was measured before")
    assert policy.order_problem(Stage.MID, DAY, date(2026, 11, 21)).startswith("This is earlier")
    assert policy.order_problem(Stage.MID, DAY, DAY) == policy.order_problem(Stage.BEFORE, DAY, None) == ""


@pytest.mark.parametrize(
    ("tool", "before", "after", "words"),
    [(SDQ, "22", "15", "better by 7"), (STAR, "6.5", "5", "worse by 1.5"), (STAR, "6", "6.0", "the same")],
)
def test_the_distance_says_better_or_worse_whatever_the_tool(tool: object, before: str, after: str, words: str) -> None:
    scores = {Stage.BEFORE: Decimal(before), Stage.AFTER: Decimal(after)}
    assert policy.distance_words(policy.distance(tool, scores)) == words  # type: ignore[arg-type]
    assert policy.distance_words(policy.distance(tool, {Stage.BEFORE: Decimal(before)})) == ""  # type: ignore[arg-type]
