"""The words of geography, and what a question about a place is answered with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

BEFORE_RECORDS = date(1900, 1, 1)
"""A first load says what is so, not since when: its rows hold from before anything was recorded here."""

EDITIONS = {2019: date(2019, 9, 26), 2025: date(2025, 10, 30)}
"""Editions of the Indices of Deprivation, with the day each was published."""

MOST_DEPRIVED = 3
"""Deciles 1 to 3 are counted in the load report."""

OLDEST = 90
"""The last single year of age in published estimates means "and over"."""


@dataclass(frozen=True)
class AreaOf:
    """A children's centre area: its id, its code and its number within the cluster."""

    id: uuid.UUID
    code: str
    number: int


@dataclass(frozen=True)
class ClusterOf:
    """A cluster: its id, its code and its number within the district."""

    id: uuid.UUID
    code: str
    number: int


@dataclass(frozen=True)
class DistrictOf:
    """A district by national code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class LocalityOf:
    """A locality; `local` says that its make-up is the authority's own choice."""

    id: uuid.UUID
    number: int
    local: bool


@dataclass(frozen=True)
class Place:
    """Where a postcode lies on a day.

    `district` is the source's own code for the postcode. `area` and `cluster` always lie in that district: where the
    small area itself lies in another district, they are those of the nearest postcode of the own one
    (`area_by` is "nearest" instead of "lsoa"); None where no area is known. `decile` 1 is the most deprived; `edition`
    is the year of the index that says so. Eastings and northings in metres, latitude and longitude in degrees.
    """

    postcode: str
    on: date
    district: DistrictOf
    cluster: ClusterOf | None
    area: AreaOf | None
    area_by: str
    locality: LocalityOf | None
    lsoa: str | None
    lsoa_name: str
    decile: int | None
    edition: int | None
    easting: int | None
    northing: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class UnknownPostcode:
    """A well-formed postcode that is not in the file. It is not "out of area": an officer is told, and chooses.

    `outward_known`: other postcodes with the same first half are in the file, so a slip or a new street is likely.
    """

    postcode: str
    outward_known: bool

    @property
    def sentence(self) -> str:
        """What the officer reads."""
        return f"{self.postcode} is not in the postcode file. Check it, or choose the district yourself."


@dataclass(frozen=True)
class BadPostcode:
    """What was typed does not have the shape of a postcode."""

    typed: str

    @property
    def sentence(self) -> str:
        """What the person reads."""
        return "Enter a full UK postcode, for example DN22 7AA"


@dataclass(frozen=True)
class PlaceCounts:
    """How many of each hold on a day: for page footers and load reports."""

    districts: int
    clusters: int
    areas: int
    localities: int
    lsoas: int
    postcodes: int

    @property
    def sentence(self) -> str:
        """For the foot of a page."""
        counted = {"district": self.districts, "cluster": self.clusters, "area": self.areas}
        return ", ".join(f"{number:,} {word}{'' if number == 1 else 's'}" for word, number in counted.items())


@dataclass(frozen=True)
class Disagreement:
    """A postcode whose own district is not the district of its small area."""

    postcode: str
    district: str
    lsoa: str
    lsoa_district: str


@dataclass(frozen=True)
class Change:
    """What storing one file's rows did to dated rows."""

    opened: int = 0
    closed: int = 0
    corrected: int = 0
    unchanged: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(
            self.opened + other.opened,
            self.closed + other.closed,
            self.corrected + other.corrected,
            self.unchanged + other.unchanged,
        )
