"""ONS boundaries of the small areas of 2021: a point for a map label. Nothing is looked up by boundaries."""

from __future__ import annotations

from typing import Any

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Context, Table, pick, pick_optional
from familyhub.places import actions
from familyhub.places.terms import Change

TITLE = "ONS boundaries: LSOA (2021), for map labels only"
ORDER = 30
PATTERNS = {"lsoa": r"lsoa21(cd|_code)", "longitude": r"label_longitude", "latitude": r"label_latitude"}
WORDS = {"lsoa": "LSOA code (2021)"}


def recognises(header: list[str], name: str) -> bool:
    """GeoJSON whose features carry an LSOA code of 2021."""
    return name.lower().endswith(".geojson") and "lsoa" in pick_optional(header, PATTERNS)


def load(table: Table, context: Context) -> Change:
    """Label points of the small areas that are known. Errors: Refused."""
    columns = pick(table.header, PATTERNS, WORDS)

    def read(row: list[str]) -> tuple[str, dict[str, Any]] | None:
        code = lsoa_code(row[columns["lsoa"]])
        point = {name: float(row[columns[name]]) for name in ("longitude", "latitude")}
        return (code, point) if code in context.lsoas else None

    return actions.put_lsoas(lsoas=dict(context.each(table.rows, read)), batch=context.batch)
