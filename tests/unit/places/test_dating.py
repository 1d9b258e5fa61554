"""What a newly published list opens, closes, corrects and leaves."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.places.policy import BackDated, Known, Rules, TooMuchGone, absent_ends, plan_change

JANUARY, MAY = date(2026, 1, 1), date(2026, 5, 1)
COMPLETE = Rules(may_close=absent_ends)
KNOWN = {
    ("A",): Known(1, JANUARY, {"district": "X", "lsoa": None}),
    ("B",): Known(2, JANUARY, {"district": "Y", "lsoa": "L"}),
}
SAME = {("A",): {"district": "X"}, ("B",): {"district": "Y", "lsoa": "L"}}


def test_the_same_list_again_changes_nothing() -> None:
    plan = plan_change(KNOWN, SAME, MAY, COMPLETE)

    assert (plan.opens, plan.closes, plan.corrects, plan.unchanged) == ([], [], [], 2)


def test_what_the_list_does_not_carry_stays_as_it_was() -> None:
    plan = plan_change(KNOWN, {("B",): {"district": "Z"}}, MAY, Rules())

    assert plan.closes == [2]
    assert plan.opens == [(("B",), {"district": "Z", "lsoa": "L"})]


def test_a_blank_that_becomes_known_is_filled_in_place() -> None:
    plan = plan_change(KNOWN, {("A",): {"lsoa": "L"}}, MAY, Rules())

    assert (plan.opens, plan.closes) == ([], [])
    assert plan.corrects == [(1, {"district": "X", "lsoa": "L"})]


def test_a_second_list_of_the_same_day_corrects_in_place() -> None:
    plan = plan_change(KNOWN, {("A",): {"district": "Z"}}, JANUARY, Rules())

    assert plan.corrects == [(1, {"district": "Z", "lsoa": None})]


def test_some_rows_never_end_by_a_change() -> None:
    plan = plan_change(KNOWN, {("A",): {"district": "Z"}}, MAY, Rules(in_place=True))

    assert (plan.closes, plan.corrects) == ([], [(1, {"district": "Z", "lsoa": None})])


def test_absence_ends_a_row_only_where_the_list_is_complete() -> None:
    without_b = {("A",): {"district": "X"}}

    assert plan_change(KNOWN, without_b, MAY, Rules()).closes == []
    assert plan_change(KNOWN, without_b, MAY, COMPLETE).closes == [2]


def test_an_older_list_cannot_change_what_a_later_one_said() -> None:
    with pytest.raises(BackDated):
        plan_change(KNOWN, {("A",): {"district": "Z"}}, date(2025, 6, 1), Rules())


def test_a_list_that_lacks_over_a_tenth_is_refused_unless_it_is_a_plan() -> None:
    known = {(str(n),): Known(n, JANUARY, {}) for n in range(300)}
    short = {key: {} for key in list(known)[:250]}

    with pytest.raises(TooMuchGone, match="50 of 300"):
        plan_change(known, short, MAY, COMPLETE)
    assert len(plan_change(known, short, MAY, Rules(may_close=absent_ends, guarded=False)).closes) == 50
    assert len(plan_change(known, {key: {} for key in list(known)[:285]}, MAY, COMPLETE).closes) == 15
