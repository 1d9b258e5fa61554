"""Keys of two parts of a name: what shares one and what does not."""

from __future__ import annotations

import pytest

from familyhub.people.near import asked_keys, near_keys
from familyhub.people.policy.records import likely_words, reasons_said


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("testina example", "testina example"),
        ("example testina", "testina example"),
        ("tastina exampel", "testina example"),
        ("tess example", "testina example"),
        ("t example", "testina example"),
        ("bob smith", "robert smith"),
        ("robert smith", "bob smith"),
        ("katherine sample", "catherine sample"),
        ("sarsh sample", "sarah sample"),
        ("mary jones", "mary ann smith jones"),
        ("юлия example", "yulia example"),
    ],
)
def test_a_name_written_otherwise_shares_a_key(asked: str, stored: str) -> None:
    assert set(asked_keys(asked)) & set(near_keys([stored]))


@pytest.mark.parametrize("stored", ["boris example", "testina placeholder", "testina", ""])
def test_one_part_alone_is_not_enough(stored: str) -> None:
    assert not set(asked_keys("testina example")) & set(near_keys([stored]))


def test_one_name_alone_is_known_again_by_its_other_forms() -> None:
    assert "w:robert" in asked_keys("bob")
    assert (asked_keys("testina"), asked_keys("")) == ([], [])


def test_a_long_name_has_no_more_keys_than_its_first_five_parts() -> None:
    five = "ab cd ef gh ij"
    assert near_keys([f"{five} kl mn op"]) == near_keys([five])


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (None, ""),
        (1.0, "very likely (99 in 100)"),
        (0.949, "likely (95 in 100)"),
        (0.7, "likely (70 in 100)"),
        (0.34, "possible (34 in 100)"),
        (0.0004, "less likely (1 in 100)"),
    ],
)
def test_how_likely_in_words(probability: float | None, words: str) -> None:
    assert likely_words(probability) == words


def test_what_differs_is_said_after_what_is_the_same() -> None:
    assert reasons_said(("same birth date", "forename differs: could be a twin")) == (
        "same birth date; forename differs: could be a twin"
    )
    assert reasons_said(("surname differs",)) == "surname differs"
    assert reasons_said(()) == ""
