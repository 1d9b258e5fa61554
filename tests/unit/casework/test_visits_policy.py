"""Visits: who may go, when an alarm rings (also when the clocks change), and clocks of devices that are wrong."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from familyhub.casework.local.visits import BadVisits, Margins, margins, parse_margins
from familyhub.casework.policy import visits as policy
from familyhub.casework.terms.visits import CameTo, Door, Follows, VisitState
from familyhub.core.clocks import LONDON

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE, OTHER, THIRD = (uuid.uuid4() for _ in range(3))


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (NOW + HOUR, NOW + 2 * HOUR, ""),
        (NOW - timedelta(minutes=15), NOW + HOUR, ""),
        (NOW - timedelta(minutes=16), NOW + HOUR, "begun already"),
        (NOW + HOUR, NOW + HOUR, "end after it begins"),
        (NOW + 2 * HOUR, NOW + HOUR, "end after it begins"),
        (NOW + HOUR, NOW + 10 * HOUR, "eight hours"),
        (NOW + timedelta(days=400), NOW + timedelta(days=400, hours=1), "more than a year"),
    ],
)
def test_a_visit_is_from_then_to_then(starts: datetime, ends: datetime, said: str) -> None:
    problem = policy.span_problem(starts, ends, NOW)
    assert (said in problem) if said else problem == ""


def test_two_go_where_two_are_said_to_go_or_somebody_says_why_not() -> None:
    two = policy.needs_two({Door.DOG, Door.TWO_WORKERS})
    assert two and not policy.needs_two({Door.DOG})
    assert "Two workers go to this family" in policy.goers_problem(1, needs_two=two, why_one="  ")
    assert policy.goers_problem(1, needs_two=two, why_one="He is in hospital this week") == ""
    assert policy.goers_problem(2, needs_two=two, why_one="") == ""
    assert policy.goers_problem(0, needs_two=False, why_one="") == "Choose who goes"
    assert policy.goers_problem(3, needs_two=False, why_one="") == "Two workers go at most"


def test_two_who_are_kept_apart_are_visited_each_by_themselves_and_never_at_the_others_home() -> None:
    apart = {frozenset({ONE, OTHER})}
    assert "kept apart" in policy.visited_problem({ONE, OTHER}, None, apart)
    assert "kept apart from whoever lives there" in policy.visited_problem({ONE}, OTHER, apart)
    assert policy.visited_problem({ONE, THIRD}, None, apart) == ""
    assert policy.visited_problem({ONE, THIRD}, THIRD, apart) == ""
    assert policy.visited_problem(set(), None, apart) == "Choose whom you visit"


@pytest.mark.parametrize(
    ("ends", "rings"),
    [
        # the last Sunday of October: 01:45 comes twice, the alarm rings half an hour of life later, not one and a half
        (datetime(2026, 10, 25, 1, 45, tzinfo=LONDON), datetime(2026, 10, 25, 1, 15, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 45, fold=1, tzinfo=LONDON), datetime(2026, 10, 25, 2, 15, tzinfo=UTC)),
        # the last Sunday of March: 01:15 never comes
        (datetime(2027, 3, 28, 0, 45, tzinfo=LONDON), datetime(2027, 3, 28, 1, 15, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, 45, tzinfo=LONDON), datetime(2027, 1, 1, 0, 15, tzinfo=UTC)),
    ],
)
def test_an_alarm_rings_so_many_minutes_of_life_after_the_expected_end(ends: datetime, rings: datetime) -> None:
    assert policy.alarm_at(ends, 30) == rings


def test_the_next_is_called_after_the_margin_and_from_the_end_it_begins_again() -> None:
    before = datetime(2026, 10, 25, 1, 55, tzinfo=LONDON)
    assert policy.next_call_at([], NOW, 10) == NOW
    assert policy.next_call_at([NOW, before], NOW, 10) == datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    listed = [ONE, OTHER]
    assert policy.next_to_call(listed, []) == ONE
    assert policy.next_to_call(listed, [ONE]) == OTHER
    assert policy.next_to_call(listed, [ONE, OTHER]) == ONE
    assert policy.next_to_call(listed, [THIRD]) == ONE  # who was called left the list
    assert policy.next_to_call([], [ONE]) is None


def test_only_those_who_go_check_in_and_once() -> None:
    def said(*, goes: bool = True, is_in: bool = False, state: VisitState = VisitState.PLANNED, early: int = 0) -> str:
        at = NOW - timedelta(minutes=early)
        return policy.check_in_problem(goes=goes, state=state, starts_at=NOW, is_in=is_in, now=at)

    assert said() == "" and said(early=120) == ""
    assert said(goes=False) == "Only those who go check in"
    assert said(is_in=True) == "You have checked in already"
    assert "over or was cancelled" in said(state=VisitState.CANCELLED)
    assert "not yet" in said(early=121)


def test_nobody_checks_out_twice_or_without_having_come_in() -> None:
    assert policy.check_out_problem(goes=True, is_in=True, is_out=False) == ""
    assert policy.check_out_problem(goes=True, is_in=True, is_out=True) == "You have checked out already"
    assert "have not checked in" in policy.check_out_problem(goes=True, is_in=False, is_out=False)
    assert policy.check_out_problem(goes=False, is_in=False, is_out=False) == "Only those who go check out"


def test_a_visit_is_changed_until_somebody_is_there() -> None:
    assert policy.cancel_problem(state=VisitState.PLANNED, is_begun=False, words="Ill") == ""
    assert policy.cancel_problem(state=VisitState.PLANNED, is_begun=False, words=" ") == "Say why"
    assert "checked in" in policy.cancel_problem(state=VisitState.PLANNED, is_begun=True, words="Ill")
    assert "over" in policy.cancel_problem(state=VisitState.OVER, is_begun=False, words="Ill")


def test_a_devices_clock_that_is_wrong_is_reckoned_out_and_what_cannot_be_is_doubtful() -> None:
    taken = NOW - 3 * HOUR
    wrong = timedelta(days=-365, hours=5)  # the device lives last year
    said, now_there = NOW - HOUR + wrong, NOW + wrong
    assert policy.moment_told(said, now_there, NOW, taken) == policy.Told(NOW - HOUR, is_doubtful=False)
    later = policy.moment_told(NOW + HOUR, NOW, NOW, taken)  # its clock was put back in between
    assert later == policy.Told(NOW, is_doubtful=True)
    before = policy.moment_told(NOW - 9 * HOUR, NOW, NOW, taken)
    assert before == policy.Told(taken, is_doubtful=True)
    assert policy.moment_told(taken, NOW, NOW, taken) == policy.Told(taken, is_doubtful=False)


def write_up(came_to: CameTo = CameTo.TOOK_PLACE, **more: object) -> str:
    facts = {"state": VisitState.PLANNED, "is_written": False, "anybody_in": True, "starts_at": NOW, "now": NOW} | more
    return policy.write_up_problem(came_to=came_to, **facts)  # type: ignore[arg-type]


def test_a_visit_is_written_up_once_by_those_who_were_there_and_an_attempt_without_coming_in() -> None:
    assert write_up() == "" and write_up(state=VisitState.OVER) == ""
    assert "written up already" in write_up(is_written=True)
    assert "cancelled" in write_up(state=VisitState.CANCELLED)
    assert "has not begun" in write_up(anybody_in=False, now=NOW - HOUR)
    assert "Nobody has checked in" in write_up(anybody_in=False)
    assert write_up(CameTo.NO_ACCESS, anybody_in=False) == ""


def test_a_card_is_left_only_where_leaving_word_is_safe() -> None:
    def said(came_to: CameTo, *follows: Follows, safe: bool = False) -> str:
        return policy.follows_problem(came_to, follows, may_leave_word=safe)

    assert said(CameTo.TOOK_PLACE) == "" and said(CameTo.TOOK_PLACE, Follows.RING) != ""
    assert said(CameTo.NO_ACCESS) == "Say what follows"
    assert "leave none" in said(CameTo.NO_ACCESS, Follows.CARD)
    assert said(CameTo.NO_ACCESS, Follows.CARD, safe=True) == ""
    assert said(CameTo.NO_ACCESS, Follows.AGAIN) == ""


def test_the_margins_are_the_authoritys_own_and_must_be_sense() -> None:
    assert margins("nottinghamshire") == Margins(30, 10)
    assert parse_margins({}, "x") == Margins()
    for bad in ({"alarm_after_minutes": "soon"}, {"alarm_after_minutes": 0}, {"call_next_after_minutes": 500}, []):
        with pytest.raises(BadVisits):
            parse_margins({"visits": bad}, "x.toml")
    with pytest.raises(BadVisits):
        margins("no such authority")
