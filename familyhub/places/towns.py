"""Towns as families name them, read from `authorities/<code>.toml`: local configuration, none where it names none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from familyhub.places.front_door import FOLDER

Point = tuple[float, float]
NORTH, EAST = (49.0, 61.0), (-9.0, 2.0)
"""Degrees between which the United Kingdom lies."""


class BadTowns(Exception):
    """The towns of an authority's file cannot be used; the text names the file and the town."""


def parse_towns(raw: Mapping[str, object], name: str) -> dict[str, Point]:
    """By town: its middle in degrees, latitude first. `raw`: a parsed TOML file called `name`. Errors: BadTowns."""
    towns = raw.get("towns", {})
    if not isinstance(towns, dict):
        raise BadTowns(f"{name}: [towns] names towns, each with latitude and longitude")
    found = {town: _point(written) for town, written in towns.items()}
    for town, point in found.items():
        if point is None:
            raise BadTowns(f"{name}: {town} needs latitude and longitude in degrees, such as [53.3, -1.1]")
    return {town: point for town, point in found.items() if point}


def _point(written: Any) -> Point | None:
    if not isinstance(written, list) or len(written) != 2 or not all(isinstance(one, (int, float)) for one in written):
        return None
    north, east = map(float, written)
    return (north, east) if NORTH[0] <= north <= NORTH[1] and EAST[0] <= east <= EAST[1] else None


@lru_cache(maxsize=8)
def towns_of(code: str) -> Mapping[str, Point]:
    """The towns of the authority called `code`. Errors: BadTowns."""
    path = FOLDER / f"{code}.toml"
    try:
        return parse_towns(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTowns(f"{path.name} cannot be read: {error}") from error
