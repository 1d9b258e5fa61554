"""Values of somebody else's document, the rule of a schedule, and what may not be said of a place."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from familyhub.directory.policy import days_of, is_free, is_paused, is_shown, is_stale, looks_like_refuge, mask
from familyhub.directory.policy.sessions import Session, next_sessions, sessions
from familyhub.directory.standard.cleaning import Cleaner, Unusable
from familyhub.directory.standard.values import clock, email, moment, number, plain, uri
from familyhub.directory.terms import TAXONOMIES, Sensitivity, Status, own_id
from familyhub.places.policy.grid import to_degrees

SUMMER, WINTER = date(2026, 7, 1), date(2026, 1, 5)


@pytest.mark.parametrize(
    "raw,said",
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a <script>alert('x')</script>b", "a b"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;free", "free"),
        ("&amp;lt;img src=x onerror=alert(1)&amp;gt;ok", "ok"),
        ("ages < 5 & > 2", "ages < 5 & > 2"),
        ("<scr<script></script>ipt>alert(1)</script>", "alert(1)"),
        ("right\u202eleft\u200b", "rightleft"),
        ("a  b\r\n\r\n\r\n\r\nc", "a b\n\nc"),
        ("<!-- note -->hi<br/>you", "hi\nyou"),
    ],
)
def test_markup_is_gone(raw: str, said: str) -> None:
    assert plain(raw) == said


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/abscript=\"' &;lgtxo!-", max_size=60))
def test_what_is_plain_holds_no_tag(raw: str) -> None:
    said = plain(raw)
    assert "<script" not in said.lower() and "<img" not in said.lower()


@pytest.mark.parametrize(
    "raw,on,said",
    [
        ("09:30", SUMMER, "09:30:00+01:00"),
        ("09:30", WINTER, "09:30:00+00:00"),
        ("09:30Z", SUMMER, "10:30:00+01:00"),
        ("09:30:00+01:00", SUMMER, "09:30:00+01:00"),
        ("09:30:00+00:00", SUMMER, "09:30:00+01:00"),
        ("09:30+0100", WINTER, "09:30:00+00:00"),
        ("9:05-0500", WINTER, "14:05:00+00:00"),
    ],
)
def test_times_carry_londons_offset_on_their_day(raw: str, on: date, said: str) -> None:
    assert clock(raw, on) == said


@pytest.mark.parametrize("raw", ["25:00", "nine", None, 9, "9.30", "09:61"])
def test_no_time(raw: Any) -> None:
    with pytest.raises(ValueError):
        clock(raw)


@pytest.mark.parametrize(
    "read,raw",
    [
        (uri, "javascript:alert(1)"),
        (uri, "example_counselling"),
        (uri, "http://exa mple.org"),
        (uri, "https://" + "a" * 600),
        (uri, "https://x.example/<b>"),
        (email, "email-example_com"),
        (email, False),
        (number(0, 150), "nan"),
        (number(0, 150), True),
        (number(0, 150), 151),
        (number(0, 150), "1e400"),
        (moment, "yesterday"),
        (moment, 7),
    ],
)
def test_no_value(read: Any, raw: Any) -> None:
    with pytest.raises(ValueError):
        read(raw)


def test_a_moment_without_an_offset_is_londons() -> None:
    assert moment("2026-07-01T09:00:00") == "2026-07-01T08:00:00+00:00"
    assert moment("2023-03-15T10:30:45.123Z") == "2023-03-15T10:30:45.123000+00:00"


def on(schedule: dict[str, Any], since: date, until: date) -> list[str]:
    return [str(session.on) for session in sessions([schedule], since, until)]


def test_every_second_tuesday_and_the_last_friday() -> None:
    fortnight = {"freq": "WEEKLY", "interval": 2, "byday": "TU", "dtstart": "2026-01-06"}
    assert on(fortnight, date(2026, 1, 1), date(2026, 2, 10)) == ["2026-01-06", "2026-01-20", "2026-02-03"]
    last = {"freq": "MONTHLY", "byday": "-1FR", "dtstart": "2026-01-01", "valid_to": "2026-03-01"}
    assert on(last, date(2026, 1, 1), date(2026, 12, 1)) == ["2026-01-30", "2026-02-27"]
    second = {"freq": "MONTHLY", "byday": "2SA", "dtstart": "2025-09-01"}
    assert on(second, date(2026, 11, 1), date(2026, 12, 31)) == ["2026-11-14", "2026-12-12"]
    dates = {"freq": "MONTHLY", "bymonthday": "1,-1", "dtstart": "2026-02-01"}
    assert on(dates, date(2026, 2, 1), date(2026, 2, 28)) == ["2026-02-01", "2026-02-28"]
    once = {"dtstart": "2026-02-03", "opens_at": "10:00:00+00:00"}
    assert sessions([once], WINTER, SUMMER) == [Session(date(2026, 2, 3), time(10), None)]
    assert on({"freq": "WEEKLY", "dtstart": "2026-01-07"}, date(2026, 1, 1), date(2026, 1, 14)) == [
        "2026-01-07", "2026-01-14"
    ]  # fmt: skip


def test_the_next_few_and_the_days_of_the_week() -> None:
    both = [{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00"}, {"freq": "WEEKLY", "byday": "SA"}]
    assert [str(one.on) for one in next_sessions(both, date(2026, 1, 6), 3)] == [
        "2026-01-07",
        "2026-01-10",
        "2026-01-12",
    ]
    assert days_of(both, WINTER) == {0, 2, 5}
    assert days_of([{"freq": "WEEKLY", "byday": "MO", "valid_to": "2025-01-01"}], WINTER) == set()


def test_what_a_schedule_leaves_unsaid() -> None:
    weekly = {"freq": "WEEKLY", "dtstart": "2026-01-07", "opens_at": "soon"}
    assert days_of([weekly, {"freq": "MONTHLY", "dtstart": "2026-01-07"}, {}], WINTER) == {2}
    assert sessions([weekly], date(2026, 1, 7), date(2026, 1, 7)) == [Session(date(2026, 1, 7), None, None)]
    monthly = {"freq": "MONTHLY", "dtstart": "2026-01-15"}
    assert on(monthly, date(2026, 1, 1), date(2026, 3, 1)) == ["2026-01-15", "2026-02-15"]


@pytest.mark.parametrize(
    "costs,fees,free",
    [
        ([], "", None),
        ([], "Free", True),
        ([], "Free for members, others £4", False),
        ([], "£2 a family", False),
        ([{"amount": 0}], "", True),
        ([{"amount": 0}, {"amount": 3}], "free", False),
    ],
)
def test_free(costs: list[dict[str, Any]], fees: str, free: bool | None) -> None:
    assert is_free(costs, fees) is free


def test_when_it_is_shown_paused_and_stale() -> None:
    assert is_shown(Status.PUBLISHED, None, SUMMER, WINTER) and not is_shown(Status.PUBLISHED, None, SUMMER, SUMMER)
    assert not is_shown(Status.DRAFT, None, None, WINTER) and not is_shown(Status.PUBLISHED, SUMMER, None, WINTER)
    assert (
        is_paused(WINTER, None, SUMMER) and not is_paused(WINTER, SUMMER, SUMMER) and not is_paused(None, None, SUMMER)
    )
    assert is_stale(None, WINTER, SUMMER) and not is_stale(SUMMER, WINTER, SUMMER)


@pytest.mark.parametrize(
    "name,is_one",
    [("Example Refuge", True), ("Refugee welcome", False), ("Hedgehog refuge", False), ("Safe house", True)],
)
def test_what_looks_like_a_refuge(name: str, is_one: bool) -> None:
    assert looks_like_refuge({"name": name}) is is_one


PLACE = {
    "id": str(own_id("x")),
    "location": {
        "id": str(own_id("y")),
        "location_type": "physical",
        "name": "4 Sample Street",
        "latitude": 53.1,
        "addresses": [
            {"id": str(own_id("z")), "address_1": "4 Sample Street", "city": "Worksop", "state_province": "Notts",
             "postal_code": "s801aa", "country": "GB", "address_type": "physical"}
        ],
    },
}  # fmt: skip
HOME = {
    "id": str(own_id("s")),
    "name": "Sample",
    "description": "Ring at S80 1AA.",
    "service_at_locations": [PLACE],
    "schedules": [{"id": "1", "notes": "at S80 1AA", "service_at_location_id": "2"}],
    "contacts": [{"id": "1", "title": "S80 1AA"}],
}


@pytest.mark.parametrize("sensitivity", [Sensitivity.MASKED, Sensitivity.HIDDEN])
def test_masking_says_no_street_and_can_be_done_twice(sensitivity: Sensitivity) -> None:
    masked = mask(HOME, sensitivity)
    assert "Sample Street" not in str(masked) and "53.1" not in str(masked) and masked["description"] == "Ring at S80."
    assert mask(masked, sensitivity) == masked
    if sensitivity is Sensitivity.HIDDEN:
        assert "service_at_locations" not in masked and "1AA" not in str(masked)


def test_the_sixteen_kinds_of_support_are_all_there() -> None:
    assert len(TAXONOMIES["kinds-of-support"].terms) == 16
    assert len({taxonomy.term_id(t.code) for taxonomy in TAXONOMIES.values() for t in taxonomy.terms}) == sum(
        len(taxonomy.terms) for taxonomy in TAXONOMIES.values()
    )


def test_the_ordnance_surveys_own_example() -> None:
    latitude, longitude = to_degrees(651409.903, 313177.270)
    assert (round(latitude, 4), round(longitude, 4)) == (52.6580, 1.7161)


@pytest.mark.parametrize(
    "raw", [7, None, [], {}, {"id": ""}, {"id": True, "name": ""}, {"id": "1"}, {"id": "1", "name": 5}]
)
def test_what_is_no_service(raw: Any) -> None:
    with pytest.raises(Unusable):
        Cleaner(own_id).service(raw)


ODD = st.none() | st.booleans() | st.floats() | st.text(max_size=5)
ROW = st.dictionaries(
    st.sampled_from(["id", "name", "location", "phones", "opens_at", "byday", "amount"]), ODD, max_size=3
)
KEYS = [
    "schedules",
    "service_at_locations",
    "attributes",
    "contacts",
    "organization",
    "languages",
    "minimum_age",
    "url",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), ODD | ROW | st.lists(ODD | ROW, max_size=2), max_size=3))
def test_whatever_it_holds_it_is_cleaned_or_left_out(parts: dict[str, Any]) -> None:
    said = Cleaner(own_id).service({**parts, "id": "1", "name": "x"})
    assert said["name"] == "x" and None not in said.values() and "" not in said.values()
