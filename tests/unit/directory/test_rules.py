"""Rules of forms and standard, reminders, links, and what may not be passed on: plain Python."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from familyhub.directory.policy.links import LINK_LIVES, link_opens, reminder_is_due, repeats
from familyhub.directory.standard.cleaning import Cleaner
from familyhub.web.listings.rules import OTHER, asked_of, clock_of, rule_of
from familyhub.web.listings.wording import told, when

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
CLOCKS = {
    "9:30am": "09:30",
    "9.30": "09:30",
    "2pm": "14:00",
    "12am": "00:00",
    "12:15pm": "12:15",
    "14:00": "14:00",
    "9": None,
    "13pm": None,
    "24:00": None,
    "9:75": None,
    "noon": None,
}


@pytest.mark.parametrize("typed", CLOCKS)
def test_a_time_is_read_kindly_and_never_guessed(typed: str) -> None:
    assert clock_of(typed) == CLOCKS[typed]


@pytest.mark.parametrize("repeats_", ["weekly", "2-weekly", "1", "2", "3", "4", "-1"])
def test_what_the_form_says_is_a_rule_that_the_form_knows_again(repeats_: str) -> None:
    assert asked_of(rule_of(repeats_, ["TU", "SA"])) == (repeats_, ["TU", "SA"])
    assert asked_of(rule_of("once", [])) == ("once", [])


@pytest.mark.parametrize(
    "rule",
    [
        {"freq": "WEEKLY", "interval": 3, "byday": "TU"},
        {"freq": "MONTHLY", "bymonthday": "15"},
        {"freq": "MONTHLY", "byday": "1TU,3TU"},
        {"freq": "MONTHLY", "byday": "TU"},
        {"freq": "MONTHLY", "interval": 2, "byday": "1TU"},
    ],
)
def test_a_rule_that_the_form_does_not_know_is_kept_as_it_is(rule: dict[str, Any]) -> None:
    assert asked_of(rule)[0] == OTHER and "by a rule of its own" in when(rule)


def test_a_reminder_is_due_once_a_period() -> None:
    assert reminder_is_due(True, None, TODAY) and not reminder_is_due(False, None, TODAY)
    assert not reminder_is_due(True, TODAY - timedelta(days=92), TODAY)
    assert reminder_is_due(True, TODAY - timedelta(days=93), TODAY)


def test_a_link_opens_until_it_is_over_or_withdrawn() -> None:
    assert link_opens(None, NOW + LINK_LIVES, NOW) and not link_opens(None, NOW, NOW)
    assert not link_opens(NOW, NOW + LINK_LIVES, NOW)


WRITTEN = "The lady next door screams at her children, and I do not know whom to tell."


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        (WRITTEN, True),
        ("They told us: NEXT DOOR  screams at her children and cries", True),
        ("Is the opening time on Saturday still right?", False),
        ("the lady next door", False),
        ("", False),
    ],
)
def test_an_editors_words_are_not_those_that_were_written_to_us(words: str, holds: bool) -> None:
    assert repeats(WRITTEN, words) is holds


def test_a_short_message_is_not_passed_on_whole() -> None:
    assert repeats("Door locked", "She wrote: door locked!") and not repeats("", "anything")


def test_a_difference_is_added_changed_or_gone_line_by_line() -> None:
    rows = [
        {"field": "name", "before": "Old", "after": "New"},
        {"field": "alert", "before": None, "after": "Closed on Friday"},
        {"field": "description", "before": "One\nTwo", "after": None},
        {"field": "contacts", "before": [{"id": "1", "title": "Desk"}], "after": [{"id": "2", "title": "Desk"}]},
    ]
    found = told(rows)
    assert [(one.field, one.what) for one in found] == [
        ("name", "Changed"),
        ("alert", "Added"),
        ("description", "Gone"),
    ]
    assert found[2].before == [("One", True), ("Two", True)] and found[2].after == []


def test_what_hangs_on_a_place_of_a_feed_is_counted() -> None:
    cleaner = Cleaner(lambda entity, given: uuid.uuid5(uuid.NAMESPACE_URL, f"{entity}/{given}"))
    term = {"id": str(uuid.uuid4()), "taxonomy_term": {"id": str(uuid.uuid4()), "name": "Step-free"}}
    location = {"id": str(uuid.uuid4()), "location_type": "physical", "name": "Hall", "attributes": [term]}
    place = {"id": str(uuid.uuid4()), "location": location, "phones": [{"number": "01632 960001"}]}
    found = cleaner.service({"id": "1", "name": "Group", "service_at_locations": [place]})
    assert "attributes" not in found["service_at_locations"][0]["location"]
    assert {one.where for one in cleaner.findings if one.words == "hangs on a place and is not kept"} == {
        "service_at_locations.0.location.attributes",
        "service_at_locations.0.phones",
    }


def test_once_is_told_by_its_day() -> None:
    assert when({"dtstart": str(date(2026, 12, 5)), "opens_at": "10:00:00+00:00"}) == "5 Dec 2026, 10:00"
