"""The words of geography, and what a question about a place is answered with."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


class Whereabouts(StrEnum):
    """The six answers to "where does this postcode send us?": each asks something else of the officer."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    TERMINATED = "terminated"
    NEW = "new"
    SLIP = "slip"
    NO_POSTCODE = "no_postcode"


@dataclass(frozen=True)
class OtherAuthority:
    """Another authority: national code, name, and how its front door is reached; blank where nobody has configured it.

    `districts` are the national codes of the districts that it serves; `outwards` are first halves of postcodes that
    lie wholly in it, for where its postcodes are not loaded.
    """

    code: str
    name: str
    phone: str = ""
    email: str = ""
    districts: tuple[str, ...] = ()
    outwards: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its name, or its code where it is not among the neighbours."""
        return self.name or f"another authority ({self.code})"

    @property
    def contact(self) -> str:
        """How its front door is reached, or that nobody has said so."""
        ways = (f"phone {self.phone}" if self.phone else "number not configured", self.email)
        return ", ".join(way for way in ways if way)


@dataclass(frozen=True)
class Where:
    """What a typed postcode tells about where help must come from, on a day.

    `postcode` is written in the one usual way, "" where it has not the shape. `place` is where it lies (HERE), or lay
    on its last day (TERMINATED, where it was ours). `authorities` are the other authorities that it, or others of its
    sector, belong to; for ELSEWHERE there is exactly one. `districts` are ours in which others of its sector lie (NEW).
    `near`: at most three postcodes that are one slip away. `others_loaded`: are postcodes of other authorities known at
    all? Where they are not, an unknown postcode may lie in one.
    """

    answer: Whereabouts
    typed: str
    postcode: str
    on: date
    place: Place | None = None
    authorities: tuple[OtherAuthority, ...] = ()
    districts: tuple[DistrictOf, ...] = ()
    ended_on: date | None = None
    near: tuple[str, ...] = ()
    others_loaded: bool = True

    @property
    def authority(self) -> OtherAuthority | None:
        """The other authority, where there is exactly one and it is not ours as well."""
        return self.authorities[0] if len(self.authorities) == 1 and not self.districts and not self.place else None

    @property
    def sentence(self) -> str:
        """What is so, in one sentence."""
        return _SAID[self.answer](self)

    @property
    def what_to_do(self) -> str:
        """What the officer does next."""
        return _NEXT[self.answer](self)


def _listed(names: Iterable[str]) -> str:
    kept = list(names)
    return " and ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


def _around(where: Where) -> str:
    return _listed([*(d.name for d in where.districts), *(a.called for a in where.authorities)])


def _lay_in(where: Where) -> str:
    return where.place.district.name if where.place else _around(where)


def _slip(where: Where) -> str:
    near = f"Did they mean {' or '.join(where.near)}? " if where.near else ""
    other = "" if where.others_loaded else " Postcodes of other authorities are not loaded, so it may lie in one."
    return f"{near}Check it with whoever sent it, or choose the team yourself.{other}"


_SAID: dict[Whereabouts, Callable[[Where], str]] = {
    Whereabouts.HERE: lambda where: f"{where.postcode} is in {_lay_in(where)}.",
    Whereabouts.ELSEWHERE: lambda where: f"{where.postcode} is in {_around(where)}, outside this authority.",
    Whereabouts.TERMINATED: lambda where: f"{where.postcode} is no longer used. It was in {_lay_in(where)}.",
    Whereabouts.NEW: lambda where: (
        f"{where.postcode} is not in the postcode file, but others like it are, in {_around(where)}: it may be new."
    ),
    Whereabouts.SLIP: lambda where: (
        f"{where.postcode} is not in the postcode file, and nothing like it is."
        if where.postcode
        else "This is not a full postcode."
    ),
    Whereabouts.NO_POSTCODE: lambda where: "No postcode was given.",
}
_NEXT: dict[Whereabouts, Callable[[Where], str]] = {
    Whereabouts.HERE: lambda where: "Allocate it to the team that serves the address.",
    Whereabouts.ELSEWHERE: lambda where: (
        f"Pass it on to {_around(where)} ({_listed(a.contact for a in where.authorities)}), and keep it open until they"
        " say that they have it. Pass on a worry about safety by phone within the hour."
    ),
    Whereabouts.TERMINATED: lambda where: "Ask for the postcode that the home has now, or choose the team yourself.",
    Whereabouts.NEW: lambda where: f"Ask for the street, and choose the team for it. It is likely in {_around(where)}.",
    Whereabouts.SLIP: _slip,
    Whereabouts.NO_POSTCODE: lambda where: (
        "Ask where the family is staying, and choose the team for that place. Having no fixed address is no reason to"
        " wait."
    ),
}
