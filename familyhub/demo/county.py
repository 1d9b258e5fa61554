"""A generated county, for where the open data is missing: real names of districts, invented small areas and postcodes.

Nothing in it can be taken for a real place: postcodes start with ZZ, which no real one does, and small areas have codes
that the national statistics office has not given. It is the same every time, and fills the same tables by the same
actions as the real files. Whoever shows it says so (`BANNER`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from familyhub.places import actions, queries
from familyhub.places.actions import Batch
from familyhub.places.authority import Authority
from familyhub.places.terms import Place

SEED = 20_230_401
SOURCE = "generated_county"
BANNER = "Places are invented: the open data folder was not found"
LSOAS_FOR_EACH_AREA = 3
POSTCODES_FOR_EACH_LSOA = 8
INWARD_LETTERS = "ABDEFGHJLN"
FIRST_CODE = 99_000
SIDE = 12_000
SPACING = 900
BASE_EAST, BASE_NORTH = 440_000, 330_000
LSOAS_IN_ENGLAND = {2019: 32_844, 2025: 33_755}
YEAR = 2020
OLDEST_YOUNG = 25

SAMPLE_POSTCODES = {
    "E07000170": "ZZ1 1AA",
    "E07000171": "ZZ2 1AA",
    "E07000172": "ZZ3 1AA",
    "E07000173": "ZZ4 1AA",
    "E07000174": "ZZ5 1AA",
    "E07000175": "ZZ6 1AA",
    "E07000176": "ZZ7 1AA",
}
"""One invented postcode for each district of Nottinghamshire, by national code: for the demonstration's script."""


@dataclass(frozen=True)
class SmallArea:
    """An invented small area: where its middle is (metres), and how deprived it is (1 most, 10 least)."""

    code: str
    name: str
    district: str
    outward: str
    easting: int
    northing: int
    decile: int


def small_areas(authority: Authority, seed: int = SEED) -> list[SmallArea]:
    """Three for each children's centre area, on a grid, district beside district. The same for the same seed."""
    chance = random.Random(seed)
    return [
        area
        for number, district in enumerate(authority.districts, start=1)
        for area in _of_district(
            number, district.code, district.name, sum(district.areas) * LSOAS_FOR_EACH_AREA, chance
        )
    ]


def _of_district(number: int, code: str, name: str, count: int, chance: random.Random) -> Iterator[SmallArea]:
    columns = max(1, round(count**0.5))
    east, north = BASE_EAST + SIDE * ((number - 1) % 3), BASE_NORTH + SIDE * ((number - 1) // 3)
    for index in range(count):
        yield SmallArea(
            code=f"E01{FIRST_CODE * 10 + number * 1000 + index:06d}",
            name=f"{name} {index // 5 + 901:03d}{'ABCDE'[index % 5]} (invented)",
            district=code,
            outward=f"ZZ{number}",
            easting=east + SPACING * (index % columns),
            northing=north + SPACING * (index // columns),
            decile=chance.randint(1, 10),
        )


def postcodes(areas: list[SmallArea], seed: int = SEED) -> dict[str, dict[str, Any]]:
    """Eight for each small area, scattered round its middle: code → columns. The same for the same seed."""
    chance = random.Random(seed)
    given: dict[str, int] = {}
    found: dict[str, dict[str, Any]] = {}
    for area in areas:
        for _ in range(POSTCODES_FOR_EACH_LSOA):
            number = given.get(area.outward, 0)
            given[area.outward] = number + 1
            found[f"{area.outward} {_inward(number)}"] = {
                "district_id": area.district,
                "lsoa21_id": area.code,
                "lsoa11_id": area.code,
                "easting": area.easting + chance.randint(-300, 300),
                "northing": area.northing + chance.randint(-300, 300),
                "quality": 10,
            }
    return found


def _inward(number: int) -> str:
    """1AA, 1AB and so on: 900 for each outward code, in a fixed order."""
    size = len(INWARD_LETTERS)
    digit, rest = divmod(number, size * size)
    return f"{digit + 1}{INWARD_LETTERS[rest // size]}{INWARD_LETTERS[rest % size]}"


def _residents(areas: list[SmallArea], seed: int) -> dict[tuple[str, int], int]:
    """Children and young people alone: up to 25, as far as the service reaches."""
    chance = random.Random(seed)
    return {(area.code, age): chance.randint(8, 28) for area in areas for age in range(OLDEST_YOUNG + 1)}


@transaction.atomic
def generate(*, authority: Authority, batch: Batch, seed: int = SEED) -> int:
    """Fill the tables of places with the generated county. Repeating it changes nothing. Returns how many postcodes."""
    own = Batch(source=SOURCE, on=batch.on, at=batch.at, by=batch.by, file=SOURCE)
    areas = small_areas(authority, seed)
    known = {a.code: {"name": a.name, "district_id": a.district, "in_2011": True, "in_2021": True} for a in areas}
    change = actions.apply_authority(authority=authority, batch=own)
    change += actions.put_lsoas(lsoas=known, batch=own)
    change += actions.put_links(links={(area.code, area.code): "U" for area in areas}, batch=own)
    for edition, total in LSOAS_IN_ENGLAND.items():
        ranks = {area.code: (area.decile, round((area.decile - 0.5) * total / 10)) for area in areas}
        change += actions.put_deprivation(edition=edition, figures=ranks, batch=own)
    change += actions.put_population(year=YEAR, vintage=2011, persons=_residents(areas, seed), batch=own)
    found = postcodes(areas, seed)
    change += actions.put_postcodes(postcodes=found, batch=own)
    change += actions.assign_areas(authority=authority, batch=own)
    actions.record_load(batch=own, change=change)
    return len(found)


STORY_POSTCODES = ("DN22 7AA", "NG18 1AE")
STORY_STAND_INS = ("ZZ2 1AA", "ZZ5 1AA")


def is_invented(on: date) -> bool:
    """Is the generated county what this database holds?"""
    return isinstance(queries.place_of(STORY_STAND_INS[0], on), Place)


def story_postcodes(on: date) -> tuple[str, str]:
    """Where the story's two families live: real postcodes of Bassetlaw and Mansfield, or their stand-ins."""
    return STORY_STAND_INS if is_invented(on) else STORY_POSTCODES


def sample_postcodes(on: date) -> list[str]:
    """A postcode in each district for invented families."""
    if is_invented(on):
        return list(SAMPLE_POSTCODES.values())
    return ["DN22 7AA", "S80 1AA", "NG24 1AB", "NG4 2AA", "NG15 0AA", "NG16 1AA", "NG18 1AE", "NG20 9EA", "NG2 6AA"]


def said(on: date) -> str:
    """Which places these are, for whoever looks at a demonstration."""
    return BANNER if is_invented(on) else f"Real places: {queries.counts(on).sentence}"
