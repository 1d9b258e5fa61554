"""Five hundred cases of the front door's clocks, against a calendar typed by hand.

The bank holidays are those that GOV.UK publishes for England and Wales, substitute days included; the moments at
which the clocks change are written out. Nothing here asks the library or the time zone database that the house uses,
but for making the London moments that go in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from familyhub.core import clocks
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import Lane


def listed(words: str) -> list[str]:
    return words.split()


HOLIDAYS = {
    date.fromisoformat(day)
    for day in listed("""
    2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
    2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
    2029-01-01
    """)
}
# British Summer Time, from and to: both at 01:00 UTC on a Sunday
SUMMERS = [
    ("2024-03-31", "2024-10-27"),
    ("2025-03-30", "2025-10-26"),
    ("2026-03-29", "2026-10-25"),
    ("2027-03-28", "2027-10-31"),
    ("2028-03-26", "2028-10-29"),
]
CHANGES = [tuple(datetime.fromisoformat(f"{day}T01:00+00:00") for day in pair) for pair in SUMMERS]
WORKING_DAYS = [
    day
    for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 * 4 + 60))
    if day.strftime("%a") not in {"Sat", "Sun"} and day not in HOLIDAYS
]


def on_the_wall(moment: datetime) -> datetime:
    """What London's wall clocks show, without a zone."""
    in_summer = any(start <= moment < end for start, end in CHANGES)
    return (moment.astimezone(UTC) + timedelta(hours=in_summer)).replace(tzinfo=None)


def end_of(day: date) -> datetime:
    """London's midnight after this day: at 23:00 or 00:00 UTC, whichever the wall clocks show as midnight."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    tries = [midnight.replace(tzinfo=UTC) - timedelta(hours=hours) for hours in (0, 1)]
    return next(one for one in tries if on_the_wall(one) == midnight)


def nth_working_day(received: datetime, days: int) -> date:
    later = [day for day in WORKING_DAYS if day > on_the_wall(received).date()]
    return later[days - 1]


Asked = Callable[[datetime], object]
CLOCKS: dict[str, tuple[int, bool, Asked]] = {
    "MASH decision": (1, True, lambda at: policy.due_from(at, Lane.MASH).decide_by),
    "early help decision": (2, True, lambda at: policy.due_from(at, Lane.EARLY_HELP).decide_by),
    "allocation": (5, True, lambda at: policy.due_from(at, Lane.EARLY_HELP).allocate_by),
    "first contact": (10, True, lambda at: policy.due_from(at, Lane.EARLY_HELP).first_contact_by),
    "answer to a return": (5, False, lambda at: policy.answer_by(clocks.day_of(at))),
    "review of access with a reason": (5, False, lambda at: clocks.add_working_days(clocks.day_of(at), 5)),
}


@dataclass(frozen=True)
class Case:
    """One case: what it is about, what the house says and what is right."""

    kind: str
    words: str
    house: Callable[[], object]
    right: object


# days around which clocks go wrong: leap days, Easter, May, August, both changes, Christmas and New Year
DAYS = listed("""
2024-02-28 2024-02-29 2024-03-28 2024-12-24 2025-04-17 2025-12-31 2026-04-02 2026-05-01 2026-08-28
2026-10-23 2026-11-20 2026-12-24 2026-12-26 2027-03-25 2027-12-24 2028-02-29 2028-12-22
""")
# in the morning, in the evening, and a moment of UTC that in summer is already the next day in London
TIMES = ("08:30", "18:45", "23:30")
NIGHTS = [
    "2026-10-25T00:30",  # 01:30, the first time
    "2026-10-25T01:30",  # 01:30, the second time
    "2026-10-24T22:59",  # the last minute of Saturday
    "2026-10-24T23:00",  # Sunday's first
    "2026-10-25T23:59",  # the last minute of Sunday, after 25 hours
    "2027-03-28T00:59",  # the last minute of winter, on Easter Sunday
    "2027-03-28T01:00",  # the first of summer: 02:00
    "2027-03-28T22:59",  # the last minute of Sunday, after 23 hours
    "2027-12-31T23:59",  # before a New Year's Day on a Saturday
]


def received_cases() -> Iterator[Case]:
    for text in [*(f"{day}T{at}" for day in DAYS for at in TIMES), *NIGHTS]:
        received = datetime.fromisoformat(f"{text}+00:00")
        for name, (days, is_moment, asked) in CLOCKS.items():
            due = nth_working_day(received, days)
            right = end_of(due) if is_moment else due
            yield Case("due", f"{name}, received {text} UTC", partial(asked, received), right)


# received in London (the second 01:30 is written with its offset), the clock, and the last day on which it is met
TYPED = [
    ("2026-11-20T16:30+00:00", "MASH decision", "2026-11-23"),  # a Friday afternoon
    ("2026-11-21T11:00+00:00", "MASH decision", "2026-11-23"),  # a Saturday
    ("2026-12-24T12:00+00:00", "MASH decision", "2026-12-29"),  # Boxing Day has a substitute
    ("2027-12-24T12:00+00:00", "MASH decision", "2027-12-29"),  # Christmas Day and Boxing Day have
    ("2027-12-31T20:00+00:00", "MASH decision", "2028-01-04"),  # New Year's Day has
    ("2026-04-02T09:00+01:00", "MASH decision", "2026-04-07"),  # Good Friday and Easter Monday
    ("2027-03-25T09:00+00:00", "MASH decision", "2027-03-30"),
    ("2024-02-28T09:00+00:00", "MASH decision", "2024-02-29"),
    ("2028-02-29T23:59+00:00", "MASH decision", "2028-03-01"),
    ("2026-10-25T01:30+01:00", "MASH decision", "2026-10-26"),  # the first 01:30
    ("2026-10-25T01:30+00:00", "MASH decision", "2026-10-26"),  # the second
    ("2027-03-28T02:30+01:00", "MASH decision", "2027-03-30"),  # an hour after midnight, Easter Monday follows
    ("2026-07-01T00:15+01:00", "MASH decision", "2026-07-02"),  # still 30 June in UTC
    ("2026-11-20T16:30+00:00", "early help decision", "2026-11-24"),
    ("2026-12-23T09:00+00:00", "early help decision", "2026-12-29"),
    ("2026-12-18T09:00+00:00", "allocation", "2026-12-29"),
    ("2026-12-18T09:00+00:00", "first contact", "2027-01-06"),
    ("2026-12-24T09:00+00:00", "answer to a return", "2027-01-05"),
    ("2026-05-01T09:00+01:00", "answer to a return", "2026-05-11"),
    ("2027-03-25T09:00+00:00", "review of access with a reason", "2027-04-05"),
]


def day_due(asked: Asked, received: datetime) -> date:
    due = asked(received)
    assert isinstance(due, datetime)
    return clocks.last_day_of(due)


def typed_cases() -> Iterator[Case]:
    for text, name, last_day in TYPED:
        received, right = datetime.fromisoformat(text), date.fromisoformat(last_day)
        _, is_moment, asked = CLOCKS[name]
        house = partial(day_due, asked, received) if is_moment else partial(asked, received)
        yield Case("typed", f"{name}, received {text}", house, right)


def minute_cases() -> Iterator[Case]:
    """A London moment goes in, as a page has it, and the wall clock is read afterwards."""
    for text in NIGHTS[:8]:
        start = datetime.fromisoformat(f"{text}+00:00")
        for minutes in (15, 30, 60, 90, 24 * 60):
            london = start.astimezone(clocks.LONDON)
            yield Case(
                "minutes",
                f"{minutes} minutes after {text} UTC",
                partial(clocks.add_minutes, london, minutes),
                start + timedelta(minutes=minutes),
            )


OFFICE = clocks.Opening(time(8, 30), time(17), friday_closes=time(16, 30))
ROUND_THE_CLOCK = clocks.Opening(time(0), time(23, 59))


def is_open(moment: datetime, opening: clocks.Opening) -> bool:
    wall = on_the_wall(moment)
    closes = (wall.strftime("%a") == "Fri" and opening.friday_closes) or opening.closes
    return wall.date() in WORKING_DAYS and opening.opens <= wall.time() < closes


def office_cases() -> Iterator[Case]:
    days = listed("2026-10-23 2026-10-26 2026-12-24 2026-12-25 2026-12-28 2027-03-25 2027-03-30 2028-02-29")
    for text in [f"{day}T{at}" for day in days for at in ("07:29", "07:30", "08:29", "16:29", "17:00")]:
        moment = datetime.fromisoformat(f"{text}+00:00")
        house = partial(clocks.office_hours, moment, OFFICE)
        yield Case("office", f"open at {text} UTC?", house, is_open(moment, OFFICE))


SPANS = [
    ("2026-10-23T12:00", "2026-10-26T12:00"),
    ("2026-10-25T00:30", "2026-10-25T01:30"),
    ("2027-03-24T20:00", "2027-03-30T10:15"),
    ("2026-12-24T15:00", "2026-12-29T09:00"),
    ("2026-12-31T16:59", "2027-01-04T08:31"),
    ("2028-02-28T16:00", "2028-03-01T09:00"),
    ("2026-11-20T09:00", "2026-11-20T09:45"),
    ("2026-11-21T09:00", "2026-11-22T09:45"),
    ("2026-11-20T16:29", "2026-11-20T16:31"),
    ("2026-11-20T09:00", "2026-11-20T08:00"),
]


def span_cases() -> Iterator[Case]:
    for begin, finish in SPANS:
        start, end = (datetime.fromisoformat(f"{text}+00:00") for text in (begin, finish))
        minutes = [start + timedelta(minutes=n) for n in range(max((end - start) // timedelta(minutes=1), 0))]
        for name, opening in (("office", OFFICE), ("all day", ROUND_THE_CLOCK)):
            house = partial(clocks.minutes_open_between, start, end, opening)
            yield Case("spans", f"{name} {begin} to {finish}", house, sum(is_open(one, opening) for one in minutes))
        elapsed = (end - start) // timedelta(minutes=1)
        house = partial(clocks.minutes_between, start.astimezone(clocks.LONDON), end.astimezone(clocks.LONDON))
        yield Case("spans", f"elapsed {begin} to {finish}", house, elapsed)


def wall_cases() -> Iterator[Case]:
    """Wall clock in, moment out: the first 01:30 in October, and in March half an hour after the change."""
    walls = {
        "2026-10-25T00:59": "2026-10-24T23:59",
        "2026-10-25T01:30": "2026-10-25T00:30",
        "2026-10-25T02:00": "2026-10-25T02:00",
        "2027-03-28T00:59": "2027-03-28T00:59",
        "2027-03-28T01:30": "2027-03-28T01:30",
        "2027-03-28T02:00": "2027-03-28T01:00",
        "2026-12-25T00:00": "2026-12-25T00:00",
        "2026-07-01T00:00": "2026-06-30T23:00",
        "2028-02-29T09:00": "2028-02-29T09:00",
        "2026-08-31T09:00": "2026-08-31T08:00",
    }
    for wall, utc in walls.items():
        shown = datetime.fromisoformat(wall)
        house = partial(clocks.moment_of, shown.date(), shown.time())
        yield Case("walls", f"{wall} in London", house, datetime.fromisoformat(f"{utc}+00:00"))


CASES = [
    *received_cases(),
    *typed_cases(),
    *minute_cases(),
    *office_cases(),
    *span_cases(),
    *wall_cases(),
]


def test_there_are_five_hundred_cases_and_no_two_are_the_same() -> None:
    assert Counter(case.kind for case in CASES) == {
        "due": 360,
        "typed": 20,
        "minutes": 40,
        "office": 40,
        "spans": 30,
        "walls": 10,
    }
    assert len({(case.kind, case.words) for case in CASES}) == len(CASES) == 500


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.words}")
def test_the_clock_is_right(case: Case) -> None:
    assert case.house() == case.right
