"""The rules of support around programmes: phases run forwards, and are counted by quarter."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from familyhub.casework.policy import programmes as policy
from familyhub.casework.policy.programmes import Entered, Quarter
from familyhub.casework.terms.programmes import Phase, Promotes

TODAY = date(2026, 11, 20)
FIRST, SECOND, THIRD = (uuid.UUID(int=number) for number in (1, 2, 3))


def test_support_begins_in_a_phase_and_is_to_build_something() -> None:
    def problem(phase: Phase = Phase.BEFORE, promotes: set[Promotes] | None = None, words: str = "Talk it over") -> str:
        built = {Promotes.RESILIENCE} if promotes is None else promotes
        return policy.begin_problem(phase=phase, promotes=built, words=words)

    assert problem() == ""
    assert "still to come" in problem(Phase.OVER)
    assert "to build" in problem(promotes=set())
    assert "what is done" in problem(words=" ")


def test_the_next_phase_is_looked_at_within_a_year_and_never_once_it_is_over() -> None:
    def problem(phase: Phase, days: int | None) -> str:
        next_on = None if days is None else TODAY + timedelta(days=days)
        return policy.next_problem(phase=phase, next_on=next_on, today=TODAY)

    assert problem(Phase.DURING, 1) == problem(Phase.AFTER, 364) == problem(Phase.OVER, None) == ""
    assert "no next day" in problem(Phase.OVER, 5)
    assert "on which day" in problem(Phase.BEFORE, None)
    assert "after today" in problem(Phase.BEFORE, 0)
    assert "within a year" in problem(Phase.BEFORE, 365)


def test_a_programme_does_not_run_backwards() -> None:
    def problem(now: Phase, new: Phase, days: int = 0, words: str = "Went well") -> str:
        since, on = TODAY - timedelta(days=10), TODAY + timedelta(days=days)
        return policy.move_problem(now=now, new=new, on=on, since=since, today=TODAY, words=words)

    assert problem(Phase.BEFORE, Phase.AFTER) == problem(Phase.DURING, Phase.DURING) == ""
    assert "backwards" in problem(Phase.AFTER, Phase.DURING)
    assert "is over" in problem(Phase.OVER, Phase.OVER)
    assert "10 November" in problem(Phase.BEFORE, Phase.DURING, -11)
    assert "10 November" in problem(Phase.BEFORE, Phase.DURING, 1)
    assert "how it went" in problem(Phase.BEFORE, Phase.DURING, words="")


def test_quarters_go_back_over_the_turn_of_the_year() -> None:
    found = policy.quarters(date(2027, 2, 3), 3)
    assert [one.label for one in found] == [
        "January to March 2027",
        "October to December 2026",
        "July to September 2026",
    ]
    assert [one.following for one in found] == [date(2027, 4, 1), date(2027, 1, 1), date(2026, 10, 1)]


def test_a_phase_counts_in_each_quarter_in_which_it_lasted_a_day() -> None:
    now, before = Quarter(date(2026, 10, 1), date(2027, 1, 1)), Quarter(date(2026, 7, 1), date(2026, 10, 1))
    entered = [
        Entered(FIRST, Phase.BEFORE, date(2026, 8, 1)),
        Entered(SECOND, Phase.DURING, date(2026, 9, 1)),
        Entered(FIRST, Phase.DURING, date(2026, 10, 1)),  # the first phase ended with the quarter
        Entered(SECOND, Phase.OVER, date(2026, 11, 1)),
        Entered(THIRD, Phase.AFTER, date(2026, 12, 1)),  # not yet
    ]
    found = policy.counted(entered, [now, before], TODAY)
    assert found[now] == {Phase.DURING: 2}
    assert found[before] == {Phase.BEFORE: 1, Phase.DURING: 1}
