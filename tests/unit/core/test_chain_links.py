"""What a seal is made of: every part of it counts in its hash, and numbers are drawn together in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from familyhub.core.chain.links import covered, hash_of, in_words, marks_of, moment, runs
from familyhub.core.models import Seal

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def a_seal(**changed: object) -> Seal:
    parts: dict[str, object] = {
        "id": 2, "at": AT, "low": 11, "high": 15, "missing": [12], "late": [9], "marks": b"12345678" * 5,
        "digest": b"d" * 32, "previous": b"p" * 32,
    }  # fmt: skip
    return Seal(**(parts | changed))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("id", 3), ("at", AT + timedelta(microseconds=1)), ("low", 10), ("high", 16), ("missing", [13]),
        ("missing", [1, 2]), ("late", []), ("marks", b"x" * 40), ("digest", b"e" * 32), ("previous", b"q" * 32),
    ],
)  # fmt: skip
def test_every_part_of_a_seal_counts_in_its_hash(part: str, value: object) -> None:
    assert hash_of(a_seal(**{part: value})) != hash_of(a_seal())


def test_missing_and_late_numbers_cannot_change_places() -> None:
    assert hash_of(a_seal(missing=[9], late=[12])) != hash_of(a_seal())


def test_a_moment_is_the_same_in_every_zone() -> None:
    assert moment(AT.astimezone(timezone(timedelta(hours=1)))) == "2026-11-20T09:00:00.000000+00:00"


def test_a_seal_covers_its_range_without_the_missing_and_with_the_late() -> None:
    assert covered(a_seal()) == [9, 11, 13, 14, 15]


def test_marks_stand_in_the_order_of_the_numbers() -> None:
    assert marks_of([9, 11], b"aaaaaaaabbbbbbbb") == {9: b"a" * 8, 11: b"b" * 8}


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [([], []), ([4], [(4, 4)]), ([3, 1, 2], [(1, 3)]), ([1, 2, 3, 7, 9, 10], [(1, 3), (7, 7), (9, 10)])],
)
def test_neighbours_are_drawn_together(numbers: list[int], drawn: list[tuple[int, int]]) -> None:
    assert list(runs(numbers)) == drawn


def test_numbers_in_words() -> None:
    assert [in_words(5, 5, "row"), in_words(5, 9, "seal"), in_words(5, 4, "row")] == ["row 5", "seals 5 to 9", "no row"]
