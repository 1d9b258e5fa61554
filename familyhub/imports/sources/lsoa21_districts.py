"""ONS lookup from the small areas of 2021 to wards and districts: which small areas are ours."""

from __future__ import annotations

from typing import Any

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Context, Table, pick, pick_optional
from familyhub.places import actions
from familyhub.places.terms import Change

TITLE = "ONS lookup: LSOA (2021) to ward to district"
ORDER = 10
PATTERNS = {
    "lsoa": r"lsoa21(cd|_code)",
    "name": r"lsoa21(nm|_name)",
    "district": r"(lad|ltla)2\d(cd|_code)",
}
WORDS = {"lsoa": "LSOA code (2021)", "name": "LSOA name (2021)", "district": "district code"}
WARD = {"ward": r"(wd|ward)2\d(cd|_code)"}
OTHER = {"old": r"lsoa11(cd|_code)", "decile": r"imd_decile", "postcode": r"pcds?|postcode"}


def recognises(header: list[str], name: str) -> bool:
    """A ward beside an LSOA of 2021, and nothing that belongs to another source."""
    known = pick_optional(header, PATTERNS | WARD)
    return {"lsoa", "ward"} <= set(known) and not pick_optional(header, OTHER)


def load(table: Table, context: Context) -> Change:
    """Small areas of our districts. Errors: Refused."""
    columns = pick(table.header, PATTERNS, WORDS)

    def read(row: list[str]) -> tuple[str, dict[str, Any]] | None:
        code, district = lsoa_code(row[columns["lsoa"]]), row[columns["district"]].strip()
        if district not in context.districts:
            return None
        return code, {"name": row[columns["name"]].strip(), "district_id": district, "in_2021": True}

    return actions.put_lsoas(lsoas=dict(context.each(table.rows, read)), batch=context.batch)
