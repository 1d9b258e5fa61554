"""ONS lookup from postcodes to small areas and districts: it tells Code-Point Open's postcodes their LSOA."""

from __future__ import annotations

from typing import Any

from familyhub.imports.postcodes import Outside, postcode_in, small_areas
from familyhub.imports.reading import Context, Table, pick, pick_optional
from familyhub.places import actions
from familyhub.places.terms import Change

TITLE = "ONS lookup: postcode to LSOA to district"
ORDER = 70
PATTERNS = {"postcode": r"pcds", "lsoa21_id": r"lsoa21(cd|_code)", "district": r"lad(2\d)?(cd|_code)"}
WORDS = {"postcode": "postcode (pcds)", "lsoa21_id": "LSOA code (2021)", "district": "district code"}
OPTIONAL = {"lsoa11_id": r"lsoa11(cd|_code)", "ended": r"doterm"}
DIRECTORY = {"grid": r"gridind|osgrdind"}


def recognises(header: list[str], name: str) -> bool:
    """The lookup's own name for a postcode beside an LSOA of 2021, without the directory's coordinates."""
    known = pick_optional(header, PATTERNS | DIRECTORY)
    return {"postcode", "lsoa21_id"} <= set(known) and "grid" not in known


def load(table: Table, context: Context) -> Change:
    """Live postcodes of our districts; those with a day of termination are left out. Errors: Refused."""
    columns = pick(table.header, PATTERNS, WORDS) | pick_optional(table.header, OPTIONAL)
    others = Outside(context)

    def read(row: list[str]) -> tuple[str, dict[str, Any]] | None:
        code, district = postcode_in(row[columns["postcode"]]), row[columns["district"]].strip()
        ended = "ended" in columns and row[columns["ended"]].strip()
        if ended:
            return None
        if district not in context.districts:
            others.add(code, district)
            return None
        return code, {"district_id": district, **small_areas(row, columns, context)}

    postcodes = dict(context.each(table.rows, read))
    others.store()
    return actions.put_postcodes(postcodes=postcodes, batch=context.batch)
