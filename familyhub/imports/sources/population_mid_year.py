"""ONS mid-year population estimates of small areas by single year of age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from familyhub.imports.codes import lsoa_code
from familyhub.imports.reading import Context, Table, pick, pick_optional, whole
from familyhub.imports.terms.feeds import Refused
from familyhub.places import actions
from familyhub.places.terms import OLDEST, Change

TITLE = "ONS mid-year population estimates by single year of age"
ORDER = 50
PATTERNS = {"lsoa": r"lsoa(11|21)?(cd|_code)|lsoa ((2011|2021) )?code"}
WORDS = {"lsoa": "LSOA code"}
AGE = re.compile(r"[FM]?([0-9]{1,2})\+?", re.IGNORECASE)
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
CENSUS = 2021
FIRST_AGES = 18
Row = tuple[str, dict[int, int]]


def _ages(header: list[str]) -> dict[int, list[int]]:
    """Age → its columns; females and males are added where they stand apart."""
    ages: dict[int, list[int]] = {}
    for position, title in enumerate(header):
        found = AGE.fullmatch(title.strip())
        if found and int(found[1]) <= OLDEST:
            ages.setdefault(int(found[1]), []).append(position)
    return ages


def recognises(header: list[str], name: str) -> bool:
    """A small area and a column for each year of childhood."""
    return bool(pick_optional(header, PATTERNS)) and set(range(FIRST_AGES)) <= set(_ages(header))


def _year(name: str) -> int:
    found = YEAR.search(name)
    if not found:
        raise Refused("its name does not say the year of the estimates, such as 2020")
    return int(found[1])


def _vintage(title: str, year: int) -> int:
    if "11" in title:
        return 2011
    return 2021 if "21" in title or year >= CENSUS else 2011


def load(table: Table, context: Context) -> Change:
    """Residents of our small areas by age; all ages from 0 to 90 and over must be there. Errors: Refused."""
    column = pick(table.header, PATTERNS, WORDS)["lsoa"]
    ages = _ages(table.header)
    missing = [age for age in range(OLDEST + 1) if age not in ages]
    if missing:
        raise Refused(f"it lacks a column for: age {', '.join(map(str, missing))}", 1)
    year = _year(table.name.rsplit("/", 1)[-1])

    def read(row: list[str]) -> Row | None:
        code = lsoa_code(row[column])
        persons = {age: sum(whole(row[position]) for position in positions) for age, positions in ages.items()}
        return (code, persons) if code in context.lsoas else None

    return actions.put_population(
        year=year,
        vintage=_vintage(table.header[column], year),
        persons=dict(_flat(context.each(table.rows, read))),
        batch=context.batch,
    )


def _flat(rows: Iterator[Row]) -> Iterator[tuple[tuple[str, int], int]]:
    for code, persons in rows:
        for age, count in persons.items():
            yield (code, age), count
