"""ONS Postcode Directory (ONSPD): every postcode of the United Kingdom, in use or ended, with its areas and its point.

Column names change from release to release: `oslaua`, `laua`, `lad25cd`; `oseast1m`, `east1m`; `lsoa21`, `lsoa21cd`.
They are known here by pattern. The National Statistics Postcode Lookup has the same columns and is read as well.
Releases before 2023 lack the small areas of 2021; the postcodes load without them. The whole file is read row by row,
so is one of its `multi_csv` parts; the published zip has both, so unpack it and name the one that is wanted.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from familyhub.imports.postcodes import Outside, coordinates, postcode_in, small_areas
from familyhub.imports.reading import Columns, Context, StreamedTable, Table, pick, pick_optional, whole
from familyhub.places import actions
from familyhub.places.actions import Ended
from familyhub.places.terms import BEFORE_RECORDS, Change

TITLE = "ONS Postcode Directory"
ORDER = 75
STREAMS = True
PATTERNS = {
    "postcode": r"pcds",
    "introduced": r"dointr",
    "ended": r"doterm",
    "district": r"(os)?laua|lad(\d\d)?(cd)?",
    "easting": r"(os)?east1m",
    "northing": r"osnrth1m|north1m",
    "grid": r"osgrdind|gridind",
}
WORDS = {
    "postcode": "postcode (pcds)",
    "introduced": "month of introduction (dointr)",
    "ended": "month of termination (doterm)",
    "district": "district code (oslaua, lad25cd)",
    "easting": "easting (oseast1m, east1m)",
    "northing": "northing (osnrth1m, north1m)",
    "grid": "quality of the grid reference (osgrdind, gridind)",
}
OPTIONAL = {"lsoa21_id": r"lsoa21(cd)?", "lsoa11_id": r"lsoa11(cd)?", "latitude": r"lat", "longitude": r"long"}
MONTH = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])")
NO_GRID = 9
NO_LATITUDE = 99
Own = tuple[str, tuple[dict[str, Any], Ended | None]]


def recognises(header: list[str], name: str) -> bool:
    """A postcode with its months of introduction and termination and the quality of its grid reference."""
    return {"postcode", "ended", "grid"} <= set(pick_optional(header, PATTERNS))


def load(table: Table | StreamedTable, context: Context) -> Change:
    """Postcodes of our districts, in use and ended; of others, whose they are. Errors: Refused."""
    columns = pick(table.header, PATTERNS, WORDS) | pick_optional(table.header, OPTIONAL)
    others = Outside(context, row_by_row=isinstance(table, StreamedTable))

    def read(row: list[str]) -> Own | None:
        code, district = postcode_in(row[columns["postcode"]]), row[columns["district"]].strip()
        if district in context.districts:
            values = {"district_id": district, **_values(row, columns, context)}
            return code, (values, _ended(row, columns, values))
        if district:
            others.add(code, district, _ended(row, columns, {"authority": district}))
        return None

    live: dict[str, dict[str, Any]] = {}
    gone: dict[str, Ended] = {}
    for code, (values, ended) in context.each(table.rows, read):
        if ended:
            gone[code] = ended
        else:
            live[code] = values
    others.store()
    change = actions.put_ended_postcodes(ended=gone, batch=context.batch)
    return change + actions.put_postcodes(postcodes=live, batch=context.batch)


def _values(row: list[str], columns: Columns, context: Context) -> dict[str, Any]:
    """Quality in the steps of Code-Point Open: the directory's 1 to 9, times ten. Errors: ValueError."""
    grid = whole(row[columns["grid"]] or str(NO_GRID))
    found: dict[str, Any] = {"quality": grid * 10, "easting": None, "northing": None}
    if grid != NO_GRID:
        found |= coordinates(row[columns["easting"]] or "0", row[columns["northing"]] or "0")
    if {"latitude", "longitude"} <= set(columns) and found["easting"] is not None:
        latitude, longitude = float(row[columns["latitude"]]), float(row[columns["longitude"]])
        known = latitude < NO_LATITUDE
        found |= {"latitude": latitude if known else None, "longitude": longitude if known else None}
    return {**found, **small_areas(row, columns, context)}


def _ended(row: list[str], columns: Columns, values: dict[str, Any]) -> Ended | None:
    """Used from the first day of its first month to the last day of its last. None while it is in use."""
    last = row[columns["ended"]].strip()
    if not last:
        return None
    first = row[columns["introduced"]].strip()
    year, month = _month(last)
    until = date(year + month // 12, month % 12 + 1, 1)
    since = date(*_month(first), 1) if first else BEFORE_RECORDS
    if since >= until:
        raise ValueError(f"it was ended in {last}, before it was introduced in {first}")
    return Ended(since, until, values)


def _month(text: str) -> tuple[int, int]:
    found = MONTH.fullmatch(text)
    if not found:
        raise ValueError(f"“{text[:20]}” is not a month such as 202508")
    return int(found[1]), int(found[2])
