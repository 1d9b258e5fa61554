"""The rules of supervision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from familyhub.core.clocks import is_working_day
from familyhub.workforce.local import BadWorkforce, WorkforceRules, parse_workforce
from familyhub.workforce.policy import supervision as policy
from familyhub.workforce.terms.supervision import LATEST_DAYS, LONGEST_WORDS, MOST_TALKED

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


def test_the_next_is_due_so_many_weeks_on_and_on_no_day_off() -> None:
    assert policy.next_due(TODAY, 4, is_working_day) == date(2026, 12, 18)
    assert policy.next_due(date(2026, 11, 27), 4, is_working_day) == date(2026, 12, 29)  # Christmas and its substitute


def test_it_is_written_down_soon_after_it_was_held_and_the_next_is_to_come() -> None:
    later = TODAY + 28 * DAY
    assert policy.day_problem(TODAY, later, TODAY) == ("", "")
    assert policy.day_problem(TODAY + DAY, later, TODAY)[1] == "happened_on"
    assert policy.day_problem(TODAY - (LATEST_DAYS + 1) * DAY, later, TODAY)[1] == "happened_on"
    assert policy.day_problem(TODAY, TODAY, TODAY)[1] == "next_on"


def test_something_is_said_no_longer_than_a_page_and_decisions_are_to_come() -> None:
    def problem(words: str = "Well", talked: int = 0, what: str = "Ring", due: date = TODAY) -> str:
        return policy.words_problem(words, ["x"] * talked, [(what, due)], TODAY)

    assert problem() == "" == problem(words="", talked=1)
    assert "talked about" in problem(words=" ")
    assert f"{LONGEST_WORDS:,}" in problem(words="x" * (LONGEST_WORDS + 1))
    assert str(MOST_TALKED) in problem(talked=MOST_TALKED + 1)
    assert "decided" in problem(what=" ")
    assert "past" in problem(due=TODAY - DAY)


def test_whoever_had_none_yet_is_not_late() -> None:
    assert [policy.is_overdue(on, TODAY) for on in (None, TODAY, TODAY - DAY)] == [False, False, True]


def test_an_authority_says_how_often() -> None:
    assert parse_workforce({}, "x.toml") == WorkforceRules(4, 4)
    assert parse_workforce({"workforce": {"supervision_every_weeks": 6}}, "x.toml") == WorkforceRules(6, 4)
    assert parse_workforce({"workforce": {"audit_within_weeks": 2}}, "x.toml").audit_within_weeks == 2
    for bad in (0, 27, "often"):
        with pytest.raises(BadWorkforce, match=r"x\.toml"):
            parse_workforce({"workforce": {"supervision_every_weeks": bad}}, "x.toml")
