"""Indices of Deprivation 2019, by the small areas of 2011."""

from __future__ import annotations

from familyhub.imports.deprivation import load_edition, recognises_edition
from familyhub.imports.reading import Context, Table
from familyhub.places.terms import Change

TITLE = "Indices of Deprivation 2019"
ORDER = 40


def recognises(header: list[str], name: str) -> bool:
    """The index's decile beside an LSOA of 2011."""
    return recognises_edition(header, 2011)


def load(table: Table, context: Context) -> Change:
    """Decile and rank of our small areas. Errors: Refused."""
    return load_edition(table, context, edition=2019, vintage=2011)
