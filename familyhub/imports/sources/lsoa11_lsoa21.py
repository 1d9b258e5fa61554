"""ONS lookup from the small areas of 2011 to those of 2021, with the kind of change."""

from __future__ import annotations

from typing import Any

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Columns, Context, Table, pick, pick_optional
from familyhub.places import actions
from familyhub.places.terms import Change

TITLE = "ONS lookup: LSOA (2011) to LSOA (2021)"
ORDER = 20
PATTERNS = {
    "old": r"lsoa11(cd|_code)",
    "old_name": r"lsoa11(nm|_name)",
    "new": r"lsoa21(cd|_code)",
    "new_name": r"lsoa21(nm|_name)",
    "change": r"chng?ind|change_(code|ind)",
    "district": r"(lad|ltla)2\d(cd|_code)",
}
WORDS = {
    "old": "LSOA code (2011)",
    "old_name": "LSOA name (2011)",
    "new": "LSOA code (2021)",
    "new_name": "LSOA name (2021)",
    "change": "kind of change",
    "district": "district code",
}
KINDS = {"U", "S", "M", "X"}
Link = tuple[tuple[str, str], tuple[str, list[str]]]


def recognises(header: list[str], name: str) -> bool:
    """The code of 2011 and the kind of change."""
    return {"old", "change"} <= set(pick_optional(header, PATTERNS))


def load(table: Table, context: Context) -> Change:
    """Small areas of either year in our districts, and the links between them. Errors: Refused."""
    columns = pick(table.header, PATTERNS, WORDS)

    def read(row: list[str]) -> Link | None:
        old, new, kind = lsoa_code(row[columns["old"]]), lsoa_code(row[columns["new"]]), row[columns["change"]].strip()
        if kind not in KINDS:
            raise ValueError(f"“{kind[:40]}” is not a kind of change (U, S, M or X)")
        return ((old, new), (kind, row)) if row[columns["district"]].strip() in context.districts else None

    links = dict(context.each(table.rows, read))
    lsoas: dict[str, dict[str, Any]] = {}
    for (old, new), (_, row) in links.items():
        _tell(lsoas, new, {"in_2021": True}, _new_values(row, columns, "new_name"), context)
        _tell(lsoas, old, {"in_2011": True}, _new_values(row, columns, "old_name"), context)
    change = actions.put_lsoas(lsoas=lsoas, batch=context.batch)
    return change + actions.put_links(links={key: kind for key, (kind, _) in links.items()}, batch=context.batch)


def _new_values(row: list[str], columns: Columns, name: str) -> dict[str, Any]:
    return {"name": row[columns[name]].strip(), "district_id": row[columns["district"]].strip()}


def _tell(lsoas: dict[str, dict[str, Any]], code: str, flag: dict[str, Any], new: dict[str, Any], at: Context) -> None:
    """A small area that is known keeps the name and district that the newer lookup gave it."""
    told = lsoas.setdefault(code, {} if code in at.lsoas else new)
    told |= flag
