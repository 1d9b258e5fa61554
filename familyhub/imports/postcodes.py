"""What the sources of postcodes have in common: how one postcode's cells are read."""

from __future__ import annotations

import re
from typing import Any

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Columns, Context, whole
from familyhub.imports.terms.feeds import Refused
from familyhub.places import actions, policy
from familyhub.places.actions import Ended

AUTHORITY = re.compile(r"[A-Z][0-9]{8}")
EAST, NORTH = 700_000, 1_300_000


def postcode_in(text: str) -> str:
    """A postcode in its usual form. Errors: ValueError."""
    code = policy.normalised(text)
    if code is None:
        raise ValueError(f"“{text[:20]}” is not a postcode")
    return code


def coordinates(east: str, north: str) -> dict[str, int | None]:
    """Metres on the British National Grid; none where both are 0, as the source writes it. Errors: ValueError."""
    easting, northing = whole(east), whole(north)
    if easting > EAST or northing > NORTH:
        raise ValueError(f"{easting}, {northing} is not on the British National Grid")
    return {"easting": easting, "northing": northing} if easting or northing else {"easting": None, "northing": None}


class Outside:
    """Postcodes of other authorities on their way in.

    Those of a file that is read row by row are stored one postcode area at a time (the letters: DN), so that no more
    than one stands in memory; such a file has to be in the order of its postcodes, as published files are.
    """

    def __init__(self, context: Context, row_by_row: bool = False) -> None:
        self.context, self.row_by_row = context, row_by_row
        self.done: set[str] = set()
        self._begin("")

    def _begin(self, letters: str) -> None:
        self.letters = letters
        self.live: dict[str, str] = {}
        self.ended: dict[str, Ended] = {}

    def add(self, code: str, authority: str, ended: Ended | None = None) -> None:
        """One postcode, as it stands in its row. Errors: ValueError where it is without an authority; Refused where
        the file is not in order.
        """
        if not AUTHORITY.fullmatch(authority):
            raise ValueError(f"“{authority[:20]}” is not the code of a district")
        letters = code[: 2 if code[1].isalpha() else 1]
        if self.row_by_row and letters != self.letters:
            self._next(code, letters)
        if ended:
            self.ended[code] = ended
        else:
            self.live[code] = authority

    def _next(self, code: str, letters: str) -> None:
        self.store()
        self._begin(letters)
        if letters in self.done:
            raise Refused(f"its postcodes are not in order: {code} comes after those of another area")

    def store(self) -> None:
        """Store what waits. Call it once more after the last row. Errors: BackDated, TooMuchGone."""
        batch = self.context.batch
        actions.put_ended_outside(ended=self.ended, batch=batch)
        actions.put_outside_postcodes(postcodes=self.live, batch=batch)
        self.context.outside_kept += len(self.live)
        self.done.add(self.letters)


def small_areas(row: list[str], columns: Columns, context: Context) -> dict[str, Any]:
    """The small areas of 2021 and 2011 that the row names. Errors: ValueError where one is not known."""
    found: dict[str, Any] = {}
    for name in ("lsoa21_id", "lsoa11_id"):
        if name in columns and row[columns[name]].strip():
            code = lsoa_code(row[columns[name]])
            if code not in context.lsoas:
                raise ValueError(f"{code} is not a small area of this authority's lookups")
            found[name] = code
    return found
