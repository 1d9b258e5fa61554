"""Working days and weeks, across holidays and the two Sundays when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familyhub.core import clocks

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 12, 18), 10, date(2027, 1, 6)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday and Easter Monday
        (date(2022, 6, 1), 1, date(2022, 6, 6)),  # a moved and an extra bank holiday
    ],
)
def test_working_days_are_counted_without_weekends_and_bank_holidays(start: date, days: int, due: date) -> None:
    assert clocks.add_working_days(start, days) == due


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        clocks.add_working_days(date(2026, 1, 1), -1)


@given(DAYS, st.integers(1, 60))
def test_counting_there_and_back_agrees(start: date, days: int) -> None:
    due = clocks.add_working_days(start, days)
    assert clocks.is_working_day(due)
    assert clocks.working_days_between(start, due) == days
    assert clocks.working_days_between(due, start) == -days


@given(DAYS, st.integers(0, 20))
def test_weeks_are_calendar_weeks(start: date, weeks: int) -> None:
    assert clocks.add_weeks(start, weeks) - start == timedelta(days=7 * weeks)


def test_the_day_is_londons() -> None:
    assert clocks.day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert clocks.day_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        clocks.day_of(datetime(2026, 1, 1))


def test_a_day_ends_at_londons_midnight_also_when_the_clocks_change() -> None:
    assert clocks.end_of_day(date(2026, 10, 24)).astimezone(UTC) == datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    assert clocks.end_of_day(date(2026, 10, 25)).astimezone(UTC) == datetime(2026, 10, 26, 0, 0, tzinfo=UTC)
    assert clocks.end_of_day(date(2027, 3, 28)).astimezone(UTC) == datetime(2027, 3, 28, 23, 0, tzinfo=UTC)


def test_minutes_are_elapsed_ones_on_the_nights_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 25, 1, 45, tzinfo=clocks.LONDON)
    assert clocks.add_minutes(before, 30) == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert clocks.add_minutes(before, 30).astimezone(clocks.LONDON).strftime("%H:%M %Z") == "01:15 GMT"
    assert clocks.minutes_between(clocks.end_of_day(date(2026, 10, 24)), clocks.end_of_day(date(2026, 10, 25))) == 1500
    assert clocks.minutes_between(clocks.end_of_day(date(2027, 3, 27)), clocks.end_of_day(date(2027, 3, 28))) == 1380
    with pytest.raises(ValueError, match="time zone"):
        clocks.add_minutes(datetime(2026, 1, 1), 5)


def test_an_office_opens_and_shuts_by_london_and_stays_shut_on_days_off() -> None:
    office = clocks.Opening(time(8, 30), time(17), friday_closes=time(16, 30))
    assert clocks.office_hours(datetime(2026, 7, 1, 7, 30, tzinfo=UTC), office)
    assert not clocks.office_hours(datetime(2026, 7, 1, 16, 0, tzinfo=UTC), office)
    assert clocks.office_hours(datetime(2026, 12, 1, 16, 59, tzinfo=UTC), office)
    assert not clocks.office_hours(datetime(2026, 12, 4, 16, 30, tzinfo=UTC), office)  # a Friday
    assert not clocks.office_hours(datetime(2026, 12, 28, 12, 0, tzinfo=UTC), office)  # Boxing Day's substitute


@pytest.mark.parametrize("hours", [(time(17), time(8)), (time(8), time(8)), (time(8), time(17), time(7))])
def test_an_office_does_not_shut_before_it_opens(hours: tuple[time, ...]) -> None:
    with pytest.raises(ValueError, match="before it closes"):
        clocks.Opening(*hours)


def test_open_minutes_skip_nights_weekends_and_holidays() -> None:
    office = clocks.Opening(time(8, 30), time(17), friday_closes=time(16, 30))
    friday, monday = datetime(2026, 10, 23, 16, 0, tzinfo=clocks.LONDON), datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
    assert clocks.minutes_open_between(friday, monday, office) == 60
    assert clocks.minutes_open_between(monday, friday, office) == 0
