"""Read an edition of the Indices of Deprivation: "File 7" as published, or the shorter layout that joins wards."""

from __future__ import annotations

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Context, Table, pick, pick_optional, whole
from familyhub.places import actions
from familyhub.places.terms import Change

WORDS = {"lsoa": "LSOA code", "decile": "IMD decile", "rank": "IMD rank"}
FIGURES = {
    "decile": r"imd_decile|index of multiple deprivation \(imd\) decile.*",
    "rank": r"imd_rank|index of multiple deprivation \(imd\) rank.*",
}


def patterns(vintage: int) -> dict[str, str]:
    """Column patterns of the edition whose small areas are those of `vintage`."""
    short = vintage % 100
    return {"lsoa": rf"lsoa{short}(cd|_code)|lsoa code \({vintage}\)", **FIGURES}


def recognises_edition(header: list[str], vintage: int) -> bool:
    """The index's decile beside an LSOA of that vintage."""
    return {"lsoa", "decile"} <= set(pick_optional(header, patterns(vintage)))


def load_edition(table: Table, context: Context, *, edition: int, vintage: int) -> Change:
    """Decile and rank of our small areas. Errors: Refused."""
    columns = pick(table.header, patterns(vintage), WORDS)

    def read(row: list[str]) -> tuple[str, tuple[int, int]] | None:
        code, decile, rank = lsoa_code(row[columns["lsoa"]]), whole(row[columns["decile"]]), whole(row[columns["rank"]])
        if not 1 <= decile <= 10 or rank < 1:
            raise ValueError(f"decile {decile} or rank {rank} cannot be")
        return (code, (decile, rank)) if code in context.lsoas else None

    figures = dict(context.each(table.rows, read))
    return actions.put_deprivation(edition=edition, figures=figures, batch=context.batch)
