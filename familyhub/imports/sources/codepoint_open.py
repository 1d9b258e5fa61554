"""OS Code-Point Open: one file for each postcode area, ten columns, no header. It knows no small areas."""

from __future__ import annotations

from typing import Any

from familyhub.imports.postcodes import Outside, coordinates, postcode_in
from familyhub.imports.reading import Context, Table, whole
from familyhub.places import actions, policy
from familyhub.places.terms import Change

TITLE = "OS Code-Point Open"
ORDER = 60
HEADLESS = True
COUNTRIES = ("E92", "S92", "W92")
POSTCODE, QUALITY, EASTING, NORTHING, COUNTRY, DISTRICT, WIDTH = 0, 1, 2, 3, 4, 8, 10


def recognises(header: list[str], name: str) -> bool:
    """Ten columns whose first row is a postcode with its country."""
    return len(header) == WIDTH and policy.normalised(header[POSTCODE]) is not None and _is_country(header[COUNTRY])


def _is_country(text: str) -> bool:
    return text.startswith(COUNTRIES)


def load(table: Table, context: Context) -> Change:
    """Postcodes of our districts, with the source's own district code; of others, whose they are. Errors: Refused."""
    others = Outside(context)

    def read(row: list[str]) -> tuple[str, dict[str, Any]] | None:
        code = postcode_in(row[POSTCODE])
        values = {"quality": whole(row[QUALITY]), **coordinates(row[EASTING], row[NORTHING])}
        district = row[DISTRICT].strip()
        if district in context.districts:
            return code, {"district_id": district, **values}
        others.add(code, district)
        return None

    postcodes = dict(context.each(table.lines, read))
    others.store()
    return actions.put_postcodes(postcodes=postcodes, batch=context.batch)
