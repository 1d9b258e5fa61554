from datetime import UTC, date, datetime

import pytest

from familyhub.components import words


def test_a_day_is_written_in_full() -> None:
    assert words.day(date(2026, 11, 24)) == "Tuesday 24 November 2026"


def test_a_moment_is_london_time_in_summer_and_winter() -> None:
    assert words.moment(datetime(2026, 11, 24, 14, 15, tzinfo=UTC)) == "Tuesday 24 November 2026, 2:15pm"
    assert words.moment(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == "Wednesday 1 July 2026, 12am"
    assert words.day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"
    assert words.short_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 Jul 2026"


@pytest.mark.parametrize(
    ("born_on", "said"),
    [
        (date(2026, 11, 25), "not yet born"),
        (date(2026, 11, 24), "0 days"),
        (date(2026, 11, 23), "1 day"),
        (date(2026, 11, 10), "2 weeks"),
        (date(2026, 10, 24), "1 month"),
        (date(2025, 11, 25), "11 months"),
        (date(2025, 11, 24), "1 year"),
        (date(2023, 7, 24), "3 years 4 months"),
        (date(2008, 11, 25), "17 years 11 months"),
        (date(1990, 1, 1), "36 years"),
    ],
)
def test_ages_are_said_as_people_say_them(born_on: date, said: str) -> None:
    assert words.age(born_on, date(2026, 11, 24)) == said


@pytest.mark.parametrize(
    ("left", "said", "beside"),
    [
        (3, "due in 3 working days", "3 working days left"),
        (1, "due in 1 working day", "1 working day left"),
        (0, "due today", "due today"),
        (-1, "1 working day overdue", "1 working day overdue"),
    ],
)
def test_clocks_are_said_in_words(left: int, said: str, beside: str) -> None:
    assert words.due_in(left) == said
    assert words.days_left(left) == beside


def test_counting_knows_one_from_many() -> None:
    assert [words.counted(n, "person", "people") for n in (0, 1, 1200)] == ["0 people", "1 person", "1,200 people"]
