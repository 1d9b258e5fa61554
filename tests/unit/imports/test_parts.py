"""Rows that could meet are in one half; the rest is parted evenly."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Collection

import pytest

from familyhub.imports.births import sharing
from familyhub.imports.terms.rows import Ready

NUMBERS = itertools.count(4_000_000_000)


@pytest.fixture(autouse=True)
def first_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a word sounds is the database's: here its first letter."""

    def sounds_of(words: Collection[str]) -> dict[str, list[str]]:
        return {word: [f"s:{word[0]}"] for word in words}

    monkeypatch.setattr(sharing, "sounds_of", sounds_of)


def row(**values: str) -> Ready:
    told = {
        "event": "birth",
        "nhs_number": str(next(NUMBERS)),
        "family_name": "Example",
        "given_name": "Testino",
        "date_of_birth": "2026-11-12",
        "mother_nhs_number": str(next(NUMBERS)),
        "mother_given_name": "Testina",
        "mother_family_name": "Example",
        "mother_date_of_birth": "1995-04-30",
    } | values
    return Ready(uuid.uuid4(), 1, told["event"], told)


def are_together(one: Ready, other: Ready) -> bool:
    """Whatever else is in the batch and in whatever order."""
    apart = [row() for _ in range(5)]
    for rows in ([one, other, *apart], [*apart, other, one], [other, *apart, one]):
        first, second = sharing.parts(rows, 2)
        assert sorted(map(id, [*first, *second])) == sorted(map(id, rows))
        if (one in first) != (other in first):
            return False
    return True


def test_two_babies_with_numbers_of_their_own_are_parted_evenly() -> None:
    first, second = sharing.parts([row() for _ in range(10)], 2)
    assert (len(first), len(second)) == (5, 5)


@pytest.mark.parametrize(
    "same",
    [
        {"nhs_number": "4000000004"},
        {"mother_nhs_number": "4000000004"},
        {"mother_nhs_number": ""},
    ],
)
def test_the_same_number_or_mother_is_one_part(same: dict[str, str]) -> None:
    assert are_together(row(**same), row(**same))


def test_a_mother_of_one_row_who_is_the_child_of_another_is_one_part() -> None:
    moved = row(event="address", nhs_number="4000000004", date_of_birth="2010-01-01", mother_nhs_number="")
    assert are_together(row(mother_nhs_number="4000000004"), moved)


@pytest.mark.parametrize(
    ("unsure", "other"),
    [
        ({"nhs_number": ""}, {}),
        ({"nhs_number": ""}, {"date_of_birth": "2026-11-13"}),
        ({"nhs_number": "", "date_of_birth": "2026-12-11"}, {}),
        ({"nhs_number": "", "family_name": "Sample"}, {"family_name": "Specimen"}),
        ({"nhs_number": "", "family_name": "Sample", "mother_family_name": "Example"}, {}),
        ({"nhs_number": "", "family_name": "Sample", "mother_family_name": ""}, {"given_name": "Sam"}),
        ({"nhs_number_status": "02"}, {}),
        ({"mother_nhs_number": "", "mother_date_of_birth": "1995-05-01"}, {}),
    ],
)
def test_who_has_no_sure_number_is_with_all_who_sound_alike_about_that_day(
    unsure: dict[str, str], other: dict[str, str]
) -> None:
    assert are_together(row(**unsure), row(**other))


@pytest.mark.parametrize(
    "other",
    [{"event": "total", "month": "2026-10", "births": "3"}, {"event": "antenatal"}, {"event": "check"}],
)
def test_what_reaches_further_than_its_people_is_not_parted(other: dict[str, str]) -> None:
    rows = [row() for _ in range(4)] + [row(**other)]
    assert sharing.parts(rows, 3) == [rows, [], []]


def test_a_decision_is_not_parted() -> None:
    decided = Ready(uuid.uuid4(), 2, "birth", row().values, {"baby": "new"})
    rows = [row(), decided, row()]
    assert sharing.parts(rows, 3) == [rows, [], []]
