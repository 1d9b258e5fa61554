"""What an authority says of its own front door; a blank is not configured."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from familyhub.places.front_door import AdultSafeguarding, BadFrontDoor, FrontDoor, front_door, parse_front_door


def test_nothing_said_means_the_defaults_and_nothing_invented() -> None:
    assert parse_front_door({}, "x.toml") == FrontDoor()
    assert front_door("nottinghamshire").colour_hours == {}
    assert front_door("nottinghamshire").adult == AdultSafeguarding()


def test_what_is_said_is_read() -> None:
    raw = {
        "mash": {"red_hours": 4, "amber_hours": "8", "green_hours": "", "acknowledge_minutes": 10},
        "office": {"opens": "08:00", "closes": "17:30", "friday_closes": "16:00"},
        "adult_safeguarding": {"name": "Adults", "phone": "01632 960000"},
    }
    read = parse_front_door(raw, "x.toml")
    assert (dict(read.colour_hours), read.acknowledge_minutes) == ({"red": 4, "amber": 8}, 10)
    assert (read.opening.opens, read.opening.friday_closes) == (time(8), time(16))
    assert read.adult == AdultSafeguarding("Adults", "01632 960000", "")


@pytest.mark.parametrize(
    "raw",
    [
        {"mash": {"red_hours": "soon"}},
        {"mash": {"acknowledge_minutes": 0}},
        {"mash": {"red_hours": 0}},
        {"office": {"opens": "18:00", "closes": "9"}},
        {"office": "always"},
    ],
)
def test_what_cannot_be_used_is_refused_by_name(raw: dict[str, Any]) -> None:
    with pytest.raises(BadFrontDoor, match=r"x\.toml"):
        parse_front_door(raw, "x.toml")


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadFrontDoor, match="nowhere"):
        front_door("nowhere")
