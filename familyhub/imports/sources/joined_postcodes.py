"""Code-Point Open already joined with LSOA codes in one file: not a published product, and named for what it is.

Its districts are Code-Point Open's own; its small areas of 2011 were derived by whoever joined it.
"""

from __future__ import annotations

from typing import Any

from familyhub.imports.postcodes import Outside, coordinates, postcode_in, small_areas
from familyhub.imports.reading import Context, Table, pick, pick_optional, whole
from familyhub.places import actions
from familyhub.places.terms import Change

TITLE = "Postcodes joined from Code-Point Open and LSOA codes"
ORDER = 80
PATTERNS = {
    "postcode": r"postcode",
    "quality": r"positional_quality",
    "easting": r"eastings?",
    "northing": r"northings?",
    "latitude": r"latitude",
    "longitude": r"longitude",
    "district": r"lad_code",
    "lsoa11_id": r"lsoa11_code(_derived)?",
    "lsoa21_id": r"lsoa21_code",
}


def recognises(header: list[str], name: str) -> bool:
    """A postcode, its district and its small area of 2021 in one row."""
    return {"postcode", "district", "lsoa21_id"} <= set(pick_optional(header, PATTERNS))


def load(table: Table, context: Context) -> Change:
    """Postcodes of our districts with coordinates and small areas; of others, whose they are. Errors: Refused."""
    columns = pick(table.header, PATTERNS, {name: name.removesuffix("_id") for name in PATTERNS})
    others = Outside(context)

    def read(row: list[str]) -> tuple[str, dict[str, Any]] | None:
        code, district = postcode_in(row[columns["postcode"]]), row[columns["district"]].strip()
        if district not in context.districts:
            others.add(code, district)
            return None
        return code, {
            "district_id": district,
            "quality": whole(row[columns["quality"]]),
            "latitude": float(row[columns["latitude"]]),
            "longitude": float(row[columns["longitude"]]),
            **coordinates(row[columns["easting"]], row[columns["northing"]]),
            **small_areas(row, columns, context),
        }

    postcodes = dict(context.each(table.rows, read))
    others.store()
    return actions.put_postcodes(postcodes=postcodes, batch=context.batch)
