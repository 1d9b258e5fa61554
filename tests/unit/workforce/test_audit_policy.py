"""The rules of audits."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from familyhub.workforce.policy import audits as policy
from familyhub.workforce.terms.audits import (
    CHANGED_ON,
    LONGEST_EVIDENCE,
    MOST_ASKED,
    MOST_IN_SAMPLE,
    QUESTIONS,
    SCALES,
    Asked,
    AuditState,
    Grade,
)

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
NOW_SCALE = policy.scale_on(TODAY)
WORDS = "The child's own words stand in each note"


def test_the_scale_is_that_of_the_day_and_requires_improvement_stands_where_adequate_stood() -> None:
    before, after = policy.scale_on(CHANGED_ON - DAY), policy.scale_on(CHANGED_ON)
    assert (Grade.ADEQUATE in before.grades, Grade.ADEQUATE in after.grades) == (True, False)
    assert before.grades.index(Grade.ADEQUATE) == after.grades.index(Grade.REQUIRES_IMPROVEMENT)
    assert policy.scale_on(date(1999, 1, 1)) is SCALES[0] is policy.scale_called("adequate")
    assert [one.value for one in Grade if policy.is_met(one)] == [
        "adequate",
        "requires_improvement",
        "good",
        "outstanding",
    ]
    assert [one.value for one in Grade if policy.is_good(one)] == ["good", "outstanding"]


def test_what_is_asked_is_the_list_of_the_day() -> None:
    old = Asked("old", "Old", "Is it filed?", date(2011, 1, 1), TODAY)
    new = Asked("new", "New", "Was anybody heard?", TODAY)
    assert policy.questions_on(TODAY - DAY, (old, new)) == (old,)
    assert policy.questions_on(TODAY, (old, new)) == (new,)
    titles = [one.title for one in policy.questions_on(TODAY)]
    assert {"Views of the child", "Views of the family", "Management oversight"} <= set(titles) and len(titles) == 8


def test_a_quarter_has_its_days_and_its_name() -> None:
    assert policy.quarter_of(TODAY) == (date(2026, 10, 1), date(2026, 12, 31))
    assert policy.quarter_of(date(2024, 1, 31)) == (date(2024, 1, 1), date(2024, 3, 31))
    assert policy.quarters_before(date(2026, 1, 1), 3) == [date(2026, 1, 1), date(2025, 10, 1), date(2025, 7, 1)]
    assert policy.quarter_called(date(2026, 7, 1)) == "July to September 2026"


def test_the_lot_falls_as_the_seed_says_and_on_each_as_often_as_on_another() -> None:
    cases = [uuid.uuid5(uuid.NAMESPACE_DNS, str(number)) for number in range(5)]
    assert policy.by_lot("a", cases) == policy.by_lot("a", reversed(cases)) != policy.by_lot("b", cases)
    first = [policy.by_lot(str(seed), cases)[0] for seed in range(500)]
    assert all(70 <= first.count(case) <= 130 for case in cases)


def test_there_are_always_more_that_were_not_drawn_than_one_who_was_passed_over() -> None:
    assert [policy.is_enough(1, could) for could in (3, 4)] == [False, True]
    assert [policy.is_enough(4, could) for could in (7, 8)] == [False, True]


def test_a_sample_is_of_a_quarter_that_has_begun_and_somebody_audits() -> None:
    first, someone = date(2026, 10, 1), [uuid.uuid4()]
    assert policy.sample_problem(3, someone, first, TODAY) == ("", "")
    for size in (0, MOST_IN_SAMPLE + 1):
        assert policy.sample_problem(size, someone, first, TODAY)[1] == "size"
    for quarter in (TODAY, date(2027, 1, 1)):
        assert policy.sample_problem(1, someone, quarter, TODAY)[1] == "quarter"
    assert policy.sample_problem(1, [], first, TODAY)[1] == "auditors"


def answers(**other: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {one.code: (Grade.GOOD.value, WORDS) for one in QUESTIONS} | other


@pytest.mark.parametrize(
    ("said", "problem", "where"),
    [
        (answers(), "", ""),
        (answers(more=("good", WORDS)), "have changed", ""),
        (answers(plan=("adequate", WORDS)), "Choose a grade for “Plan", "plan"),
        (answers(safety=("good", "  Fine  ")), "at least 10", "safety"),
        (answers(time=("good", "x" * (LONGEST_EVIDENCE + 1))), "shorten", "time"),
    ],
)
def test_each_question_has_a_grade_of_the_day_and_words(
    said: dict[str, tuple[str, str]], problem: str, where: str
) -> None:
    found = policy.answers_problem(said, QUESTIONS, NOW_SCALE)
    assert problem in found[0] and bool(found[0]) is bool(problem) and found[1] == where


def test_so_has_the_whole() -> None:
    assert policy.overall_problem("good", WORDS, NOW_SCALE) == ("", "words")
    assert policy.overall_problem("adequate", WORDS, NOW_SCALE)[1] == "grade"
    assert policy.overall_problem("good", "", NOW_SCALE)[0].startswith("Write what you saw")


def test_what_is_asked_for_is_said_to_come_and_not_too_much() -> None:
    assert policy.asked_problem([("See the child alone", TODAY)], TODAY) == ""
    assert "past" in policy.asked_problem([("See the child alone", TODAY - DAY)], TODAY)
    assert "what is to be done" in policy.asked_problem([(" ", TODAY)], TODAY)
    assert str(MOST_ASKED) in policy.asked_problem([("Ring", TODAY)] * (MOST_ASKED + 1), TODAY)


def test_a_moderator_agrees_or_changes_the_grade_and_says_why_once() -> None:
    def problem(state: AuditState = AuditState.FINISHED, agreed: str = "good", words: str = "") -> tuple[str, str]:
        return policy.moderation_problem(state, "good", agreed, words, NOW_SCALE)

    assert problem() == ("", "") == problem(agreed="inadequate", words=WORDS)
    assert problem(agreed="inadequate") == ("You change the grade from good: say why", "words")
    assert problem(agreed="adequate")[1] == "grade"
    assert problem(words="x" * (LONGEST_EVIDENCE + 1))[1] == "words"
    for state in (AuditState.DRAWN, AuditState.MODERATED, AuditState.SET_ASIDE):
        assert "already" in problem(state=state)[0]
