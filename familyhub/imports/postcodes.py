"""What the sources of postcodes have in common: how one postcode's cells are read."""

from __future__ import annotations

from typing import Any

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Columns, Context, whole
from familyhub.places import policy

EAST, NORTH = 700_000, 1_300_000


def postcode_in(text: str) -> str:
    """A postcode in its usual form. Errors: ValueError."""
    code = policy.normalised(text)
    if code is None:
        raise ValueError(f"“{text[:20]}” is not a postcode")
    return code


def coordinates(east: str, north: str) -> dict[str, int | None]:
    """Metres on the British National Grid; none where both are 0, as the source writes it. Errors: ValueError."""
    easting, northing = whole(east), whole(north)
    if easting > EAST or northing > NORTH:
        raise ValueError(f"{easting}, {northing} is not on the British National Grid")
    return {"easting": easting, "northing": northing} if easting or northing else {"easting": None, "northing": None}


def small_areas(row: list[str], columns: Columns, context: Context) -> dict[str, Any]:
    """The small areas of 2021 and 2011 that the row names. Errors: ValueError where one is not known."""
    found: dict[str, Any] = {}
    for name in ("lsoa21_id", "lsoa11_id"):
        if name in columns and row[columns[name]].strip():
            code = lsoa_code(row[columns[name]])
            if code not in context.lsoas:
                raise ValueError(f"{code} is not a small area of this authority's lookups")
            found[name] = code
    return found
