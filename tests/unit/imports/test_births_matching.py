"""Whom a row of the births feed may be about: which days are looked at, what is compared, and what is said of it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from familyhub.analysis.matching import Home, Known
from familyhub.imports.births import matching, newborn
from familyhub.imports.births.checking import tidy
from familyhub.imports.births.matching import Told, near_days
from familyhub.imports.births.near import Alike
from familyhub.people.policy.records import likely_words

BORN = date(2026, 11, 12)
HOME = Home(street="1 Sample Street", town="Exampleton", postcode="ZZ2 1AA")
TOLD = Told("9990000018", True, BORN, "Testino", "Sample", sex="M", home=HOME)
UNTOLD = replace(TOLD, number="", is_verified=False, given="", sex="")
ON_RECORD = Known("Testino", "Sample", born_on=BORN, sex="M", homes=(HOME,))


def test_day_and_month_may_be_exchanged_and_the_day_beside_meant() -> None:
    assert near_days(BORN) == [BORN, date(2026, 11, 11), date(2026, 11, 13), date(2026, 12, 11)]
    assert near_days(date(2026, 11, 11)) == [date(2026, 11, 11), date(2026, 11, 10), date(2026, 11, 12)]
    assert len(near_days(date(2026, 11, 30))) == 3


def test_only_without_a_verified_number_is_more_than_the_day_and_the_name_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(matching, "born_alike", lambda wanted: asked.extend(wanted) or {})
    one, other = uuid.uuid4(), uuid.uuid4()
    matching.candidates({one: TOLD, other: replace(UNTOLD, other_family="Fixture")})
    assert [(key, words) for key, _, words in asked] == [(one, "Sample"), *[(other, "Sample Fixture")] * 4]


@pytest.mark.parametrize(
    ("on_record", "is_shown"),
    [
        (ON_RECORD, True),
        (replace(ON_RECORD, given=""), True),
        (replace(ON_RECORD, born_on=date(2026, 12, 11)), True),
        (replace(ON_RECORD, given="Rowan", sex="F"), False),  # a twin
        (replace(ON_RECORD, given="Rowan", born_on=date(2026, 11, 13), sex="F"), False),
        (replace(ON_RECORD, given="Rowan", family="Samble", sex="F", homes=()), False),  # another family
    ],
)
def test_who_may_be_the_same_is_shown_and_a_twin_or_another_family_is_not(
    on_record: Known, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, person = uuid.uuid4(), uuid.uuid4()
    monkeypatch.setattr(matching, "described", lambda people, day: {person: on_record})
    near = {key: [Alike(uuid.uuid4(), person, (), frozenset())]}
    found = matching._likely({key: TOLD}, near)
    assert list(found) == [key] * is_shown
    if is_shown:
        assert found[key].near == (person,)
        assert found[key].why.startswith("Somebody on record may be the same person, ")
        assert "in 100): " in found[key].why and "same surname" in found[key].why


@pytest.mark.parametrize(
    ("line", "likely", "hidden", "is_joined"),
    [
        (None, (0.9999,), False, False),  # as delivered
        (0.99, (0.995,), False, True),
        (0.99, (0.98,), False, False),
        (0.99, (0.995, 0.6), False, False),  # somebody else is likely too
        (0.99, (0.995,), True, False),  # a protected person waits for the desk
    ],
)
def test_the_authoritys_line_joins_alone_whom_nobody_else_may_be(
    line: float | None, likely: tuple[float, ...], hidden: bool, is_joined: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, one = uuid.uuid4(), Alike(uuid.uuid4(), uuid.uuid4(), (), frozenset())
    near = (one.person, *(uuid.uuid4() for _ in likely[1:]))
    monkeypatch.setattr(matching, "protected_among", lambda people: dict.fromkeys(people, True) if hidden else {})
    waiting = {key: matching.Who(why="may be", near=near, likely=likely)}
    found = matching._alone(waiting, {key: [one]}, line)
    assert found == ({key: matching.Who(one.record, one.person)} if is_joined else {})


def test_another_verified_number_is_another_person_whatever_else_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    key, person = uuid.uuid4(), uuid.uuid4()
    monkeypatch.setattr(matching, "described", lambda people, day: dict.fromkeys(people, ON_RECORD))
    near = {key: [Alike(uuid.uuid4(), person, (), frozenset({"9990000026"}))]}
    assert matching._likely({key: TOLD}, near) == {}


def test_two_rows_are_twins_by_number_by_order_or_by_what_they_are_called() -> None:
    assert newborn._may_be_one(UNTOLD, UNTOLD)
    assert not newborn._may_be_one(TOLD, replace(TOLD, number="9990000026"))
    assert not newborn._may_be_one(replace(UNTOLD, order="1"), replace(UNTOLD, order="2"))
    named = replace(UNTOLD, given="Testino", sex="M")
    assert not newborn._may_be_one(named, replace(named, given="Rowan", sex="F"))


def test_nothing_is_certain_and_nothing_impossible() -> None:
    assert [likely_words(p) for p in (1.0, 0.82, 0.34, 0.0)] == [
        "very likely (99 in 100)",
        "likely (82 in 100)",
        "possible (34 in 100)",
        "less likely (1 in 100)",
    ]


def test_two_spellings_of_one_number_are_one() -> None:
    assert tidy({"event": "death", "nhs_number": "999 000 0018"}) == {"event": "death", "nhs_number": "9990000018"}
    assert tidy({"mother_nhs_number": "no number"}) == {"mother_nhs_number": "no number"}
