from __future__ import annotations

import pytest

from familyhub.places.policy import normalised, outward_of


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("dn227aa", "DN22 7AA"),
        (" S80  1aa ", "S80 1AA"),
        ("NG4-2AA", "NG4 2AA"),
        ("zz1 1aa", "ZZ1 1AA"),
        ("W1A 1AA", "W1A 1AA"),
    ],
)
def test_a_postcode_is_written_in_one_way(typed: str, written: str) -> None:
    assert normalised(typed) == written


@pytest.mark.parametrize(
    "typed", ["", "NG", "NG1", "12 34", "NG1 1CA", "NG1 1A", "NG111 1AA", "x" * 10_000, "NG1 1AA; DROP"]
)
def test_what_has_not_the_shape_of_a_postcode_is_none(typed: str) -> None:
    assert normalised(typed) is None


def test_the_first_half_stands_before_the_space() -> None:
    assert outward_of("DN22 7AA") == "DN22"
