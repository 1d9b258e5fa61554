"""How a listing stands at a moment: nothing closed, over or unconfirmed is called open."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from familyhub.components.words import LONDON
from familyhub.directory import policy
from familyhub.directory.policy import Days, Session, Stands, opening_gaps, standing, without_postcode

TUESDAY = {"freq": "WEEKLY", "byday": "TU", "dtstart": "2026-01-06", "opens_at": "09:30:00", "closes_at": "11:00:00"}
NIGHT = TUESDAY | {"opens_at": "22:00:00", "closes_at": "02:00:00"}
AT_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=LONDON)
NEXT_WEEK = date(2026, 12, 1)


def doc(*schedules: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"schedules": list(schedules), "assured_date": "2026-11-01", "last_modified": "2026-11-01T00:00:00"} | more


@pytest.mark.parametrize(
    ("document", "days", "now", "said"),
    [
        (doc(TUESDAY), Days(), AT_TEN, Stands.OPEN),
        (doc(TUESDAY), Days(), AT_TEN.replace(hour=9, minute=29), Stands.NEXT),
        (doc(TUESDAY), Days(), AT_TEN.replace(hour=11), Stands.NEXT),
        (doc(TUESDAY | {"description": "In school terms"}), Days(), AT_TEN, Stands.NEXT),
        (doc(TUESDAY, assured_date="2026-01-01", last_modified="2026-01-01T00:00:00"), Days(), AT_TEN, Stands.NEXT),
        (doc(TUESDAY), Days(paused_from=date(2026, 11, 20)), AT_TEN, Stands.PAUSED),
        (doc(TUESDAY), Days(date(2026, 11, 25)), AT_TEN.replace(hour=12), Stands.OVER),
        (doc(TUESDAY), Days(shown_until=date(2026, 11, 25)), AT_TEN.replace(hour=12), Stands.OVER),
        (doc(TUESDAY | {"valid_to": "2026-11-17"}), Days(), AT_TEN, Stands.OVER),
        (doc(), Days(), AT_TEN, Stands.ASK),
        (doc({"description": "Ring us"}), Days(), AT_TEN, Stands.ASK),
        (doc({"freq": "WEEKLY", "byday": "TU"}), Days(), AT_TEN, Stands.NEXT),
        (doc(NIGHT), Days(), AT_TEN.replace(hour=23), Stands.OPEN),
        (doc(NIGHT), Days(), AT_TEN, Stands.NEXT),
    ],
)
def test_how_it_stands(document: dict[str, Any], days: Days, now: datetime, said: Stands) -> None:
    assert standing(document, days, now).stands is said


def test_a_pause_that_is_to_come_is_passed_over() -> None:
    found = standing(doc(TUESDAY), Days(date(2026, 11, 30), date(2026, 12, 7)), AT_TEN.replace(hour=12))
    assert found.next == Session(date(2026, 12, 8), time(9, 30), time(11))
    paused = standing(doc(TUESDAY), Days(date(2026, 11, 20), NEXT_WEEK), AT_TEN)
    assert (paused.closed_from, paused.again_on, paused.next) == (date(2026, 11, 20), NEXT_WEEK, None)


def test_of_the_days_that_are_asked_for_the_next_is_told() -> None:
    often = TUESDAY | {"byday": "TU,TH,SA"}
    found = standing(doc(often), Days(), AT_TEN, frozenset({5, 6}))
    assert (found.stands, found.next and found.next.on) == (Stands.NEXT, date(2026, 11, 28))


def test_what_nobody_has_confirmed_is_unsure() -> None:
    old = doc(TUESDAY, assured_date="2026-01-01", last_modified="2026-01-01T00:00:00")
    assert standing(old, Days(), AT_TEN).is_unsure and not standing(doc(TUESDAY), Days(), AT_TEN).is_unsure
    assert not standing({"schedules": [TUESDAY]}, Days(), AT_TEN).is_unsure


def test_a_week_has_every_day_and_each_occasion_once() -> None:
    week = policy.week_of([TUESDAY], Days(), date(2026, 11, 22))
    assert {day: len(found) for day, found in week.items()} == {0: 0, 1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0}


@pytest.mark.parametrize(
    ("open_on", "missing"),
    [(range(6), ()), ((0, 1, 2, 3, 4, 6), ()), (range(5), (5, 6)), ((0, 2, 3, 4, 5), (1,)), ((), range(7))],
)
def test_a_main_site_opens_monday_to_friday_and_some_of_the_weekend(open_on: Any, missing: Any) -> None:
    assert opening_gaps(open_on) == frozenset(missing)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("swimming dn22 7aa", "swimming DN22 7"),
        ("DN227AA and NG1 5FS", "DN22 7 and NG1 5"),
        ("near DN22", "near DN22"),
        ("7aa batteries", "7aa batteries"),
    ],
)
def test_a_whole_postcode_is_cut_to_its_sector(typed: str, kept: str) -> None:
    assert without_postcode(typed) == kept
