"""The rules of partners meetings."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from familyhub.casework.local.partners import BadMeetings, MeetingRules, parse_meetings
from familyhub.casework.policy import partners as policy
from familyhub.casework.policy.partners import Asked
from familyhub.casework.terms.partners import LONGEST_NEED, MOST_SEATS, STANDING, Basis
from familyhub.core.clocks import is_working_day

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ONE = uuid.UUID(int=1)


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 11, 17), date(2026, 12, 15)),  # the third Tuesday
        (date(2026, 9, 29), date(2026, 10, 27)),  # the fifth: the last
        (date(2026, 11, 27), date(2026, 12, 29)),  # the fourth Friday is Christmas Day, and Monday a substitute day
        (date(2026, 12, 1), date(2027, 1, 5)),
        (date(2027, 1, 29), date(2027, 2, 26)),
    ],
)
def test_the_next_meeting_is_on_the_same_weekday_of_the_next_month(day: date, following: date) -> None:
    assert policy.next_month(day, is_working_day) == following


def test_each_member_has_one_seat_and_somebody_sits_there() -> None:
    assert policy.seats_problem([]) == "Invite somebody"
    assert policy.seats_problem([Asked(None, " ")]) == "Say who is invited"
    assert "twice" in policy.seats_problem([Asked(ONE, ""), Asked(ONE, "")])
    assert str(MOST_SEATS) in policy.seats_problem([Asked(None, "Sam Sample")] * (MOST_SEATS + 1))
    assert policy.seats_problem([Asked(ONE, ""), Asked(None, "Sam Sample"), Asked(None, "Sam Sample")]) == ""


def test_a_child_is_put_before_the_meeting_begins_and_never_one_of_the_desks() -> None:
    later = NOW + timedelta(days=1)
    assert policy.put_problem(state="called", starts_at=later, now=NOW, is_guarded=False) == ""
    assert "begun" in policy.put_problem(state="called", starts_at=NOW, now=NOW, is_guarded=False)
    assert "begun" in policy.put_problem(state="cancelled", starts_at=later, now=NOW, is_guarded=False)
    assert "desk" in policy.put_problem(state="called", starts_at=later, now=NOW, is_guarded=True)


def test_why_on_what_ground_and_for_whom_are_said() -> None:
    def problem(why: str = "Speech", basis: Basis = Basis.AGREED, words: str = "", need: str = "Knows him") -> str:
        needs = {ONE: need} if need else {}
        return policy.need_problem(why=why, basis=basis, basis_words=words, needs=needs)

    assert problem() == "" == problem(basis=Basis.TOLD, words="He is at risk")
    assert "why this child" in problem(why=" ")
    assert "did not agree" in problem(basis=Basis.NOT_TOLD)
    assert "at least one" in problem(need="")
    assert str(LONGEST_NEED) in problem(need="x" * (LONGEST_NEED + 1))


def test_what_was_said_is_written_once_and_after_the_meeting_began() -> None:
    def problem(said: str = "Well", state: str = "called", before: int = 1, is_said: bool = False) -> str:
        began = NOW - timedelta(hours=before)
        return policy.said_problem(said=said, starts_at=began, now=NOW, state=state, is_said=is_said)

    assert problem() == "" == problem(state="held")
    assert "cancelled" in problem(state="cancelled")
    assert "not begun" in problem(before=-1)
    assert "already" in problem(is_said=True)
    assert "Write" in problem(said="")


@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("Demo sleeps well", True),
        ("The Example family was there", True),
        ("a demo of the new form, for example", False),
        ("Births are up", False),
    ],
)
def test_what_every_member_reads_names_no_child(said: str, is_named: bool) -> None:
    assert policy.names_a_child(said, ["Demo Example"]) is is_named


def test_a_meeting_is_closed_with_somebody_there_and_a_day_to_come() -> None:
    def problem(before: int = 1, was_there: bool = True, days: int = 28) -> str:
        today = NOW.date()
        began, following = NOW - timedelta(hours=before), today + timedelta(days=days)
        return policy.close_problem(starts_at=began, now=NOW, was_there=was_there, next_on=following, today=today)

    assert problem() == ""
    assert "not begun" in problem(before=-1)
    assert "who was there" in problem(was_there=False)
    assert "future" in problem(days=0)


def test_a_member_reads_for_so_many_days() -> None:
    assert policy.readable_until(date(2026, 11, 17), 7) == date(2026, 11, 24)


def test_an_authority_says_its_own_agenda_or_takes_what_is_delivered() -> None:
    assert parse_meetings({}, "x.toml") == MeetingRules(STANDING, 7)
    own = {"partners_meeting": {"agenda": [["welcome", "Welcome"]], "read_for_days": 3}}
    assert parse_meetings(own, "x.toml") == MeetingRules((("welcome", "Welcome"),), 3)
    for bad in ({"agenda": []}, {"agenda": [["a"]]}, {"read_for_days": 0}, {"agenda": [["a", "A"], ["a", "B"]]}):
        with pytest.raises(BadMeetings, match=r"x\.toml"):
            parse_meetings({"partners_meeting": bad}, "x.toml")
