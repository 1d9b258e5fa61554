"""Indices of Deprivation 2025, by the small areas of 2021."""

from __future__ import annotations

from familyhub.imports.deprivation import load_edition, recognises_edition
from familyhub.imports.reading import Context, Table
from familyhub.places.terms import Change

TITLE = "Indices of Deprivation 2025"
ORDER = 40


def recognises(header: list[str], name: str) -> bool:
    """The index's decile beside an LSOA of 2021."""
    return recognises_edition(header, 2021)


def load(table: Table, context: Context) -> Change:
    """Decile and rank of our small areas. Errors: Refused."""
    return load_edition(table, context, edition=2025, vintage=2021)
