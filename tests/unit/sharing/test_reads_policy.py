"""What is unusual about somebody's week of reading."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from familyhub.sharing.policy.reads import (
    Counts,
    OwnReads,
    check_marker,
    family_name_of,
    is_no_chance,
    is_out_of_hours,
    is_settled,
    is_well_above,
    monday_of,
    name_words,
    signs_of,
    usual,
)
from familyhub.sharing.terms.openings import ReadOutcome, ReadSign

ME, OTHER = uuid.uuid4(), uuid.uuid4()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 18, 9, tzinfo=UTC), False),
        (datetime(2026, 11, 18, 20, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 6, 59, tzinfo=UTC), True),
        (datetime(2026, 7, 15, 6, 30, tzinfo=UTC), False),  # 7:30 in London
        (datetime(2026, 11, 21, 12, tzinfo=UTC), True),  # a Saturday
        (datetime(2026, 12, 25, 12, tzinfo=UTC), True),
    ],
)
def test_out_of_hours_is_londons_night_and_no_working_day(moment: datetime, expected: bool) -> None:
    assert is_out_of_hours(moment) is expected


def test_the_week_begins_on_monday() -> None:
    assert monday_of(date(2026, 11, 22)) == monday_of(date(2026, 11, 16)) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [
        (4, [0, 0, 0, 0], False),  # below the least that says anything
        (60, [20, 22, 24, 26, 28], True),
        (30, [20, 22, 24, 26, 28], False),
        (60, [20, 60, 100, 30, 80], False),  # they all differ much
        (14, [1, 1], False),  # nobody to compare with
        (15, [1, 1], True),
    ],
)
def test_well_above_is_measured_against_others_of_the_role(value: int, others: list[int], expected: bool) -> None:
    assert is_well_above(value, others, 5) is expected


def test_what_is_usual_needs_three_others() -> None:
    assert usual([4, 9]) == 0 and usual([4, 9, 5]) == 5


def test_a_common_name_says_nothing_and_a_rare_one_does() -> None:
    assert is_no_chance(1, 0.0, 4) and is_no_chance(1, 0.005, 4)
    assert not is_no_chance(1, 0.05, 4) and not is_no_chance(0, 0.0, 4)
    assert is_no_chance(3, 0.05, 4)


def test_signs_come_gravest_first_and_an_ordinary_week_has_none() -> None:
    others = [Counts(seen=20, outside=1)] * 5
    assert signs_of(Counts(seen=22, outside=2), others, False, False) == []
    worst = Counts(seen=90, outside=40, closed=9, out_of_hours=12, namesakes=1, neighbours=1)
    assert signs_of(worst, others, True, True) == [
        ReadSign.NAMESAKE,
        ReadSign.NEIGHBOUR,
        ReadSign.CLOSED,
        ReadSign.OUTSIDE,
        ReadSign.HOURS,
        ReadSign.VOLUME,
    ]


def test_family_names_are_compared_as_people_use_them() -> None:
    assert family_name_of("Testina Example-Sample") & name_words("Sample")
    assert family_name_of("Testina O'Example") & name_words("OEXAMPLE")
    assert not name_words("van der Sample") & name_words("van der Other")
    assert family_name_of("") == name_words("") == frozenset()


def test_nobody_marks_their_own_reads() -> None:
    for by in (ME, None):
        with pytest.raises(OwnReads):
            check_marker(ME, by)
    assert check_marker(ME, OTHER) == OTHER


def test_what_is_to_be_looked_into_is_not_settled() -> None:
    assert [is_settled(one) for one in (*ReadOutcome, "")] == [True, False, True, False]
