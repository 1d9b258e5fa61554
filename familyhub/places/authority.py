"""An authority's division of its county, read from `authorities/<code>.toml`. Its totals live there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from familyhub.places.terms import OtherAuthority

FOLDER = Path(__file__).parent / "authorities"


class BadAuthority(Exception):
    """An authority's file cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class DistrictPlan:
    """One district: national code, name, short code, and for each cluster its number of areas."""

    code: str
    name: str
    short: str
    areas: tuple[int, ...]

    def cluster_code(self, cluster: int) -> str:
        """For example BAS-C1; clusters count from 1."""
        return f"{self.short}-C{cluster}"

    def area_code(self, cluster: int, area: int) -> str:
        """For example BAS-C1-A2; areas count from 1 within their cluster."""
        return f"{self.cluster_code(cluster)}-A{area}"


@dataclass(frozen=True)
class LocalityPlan:
    """A numbered locality, the codes of its districts, and whether the grouping is a local choice."""

    number: int
    local: bool
    districts: tuple[str, ...]


@dataclass(frozen=True)
class Authority:
    """The whole plan. `assign` maps LSOA codes to area codes where the authority says so itself."""

    code: str
    name: str
    districts: tuple[DistrictPlan, ...]
    localities: tuple[LocalityPlan, ...]
    assign: Mapping[str, str]
    neighbours: tuple[OtherAuthority, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        """How many of each."""
        return {
            "districts": len(self.districts),
            "clusters": sum(len(district.areas) for district in self.districts),
            "areas": sum(sum(district.areas) for district in self.districts),
            "localities": len(self.localities),
        }


def parse_authority(raw: Mapping[str, Any], name: str) -> Authority:
    """The plan in a parsed TOML file called `name`. Errors: BadAuthority."""
    try:
        authority = Authority(
            code=raw["code"],
            name=raw["name"],
            districts=tuple(
                DistrictPlan(d["code"], d["name"], d["short"], tuple(int(n) for n in d["areas"]))
                for d in raw["districts"]
            ),
            localities=tuple(
                LocalityPlan(item["number"], item["local"], tuple(item["districts"])) for item in raw["localities"]
            ),
            assign=dict(raw.get("assign", {})),
            neighbours=tuple(_neighbour(item) for item in raw.get("neighbours", [])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadAuthority(f"{name}: {error!r} is missing or is not of the right kind") from error
    for problem in _problems(authority, raw.get("totals", {})):
        raise BadAuthority(f"{name}: {problem}")
    return authority


def _neighbour(item: Mapping[str, Any]) -> OtherAuthority:
    """Its districts are itself where the file names none: a unitary authority."""
    return OtherAuthority(
        code=item["code"],
        name=item["name"],
        phone=item.get("phone", ""),
        email=item.get("email", ""),
        districts=tuple(item.get("districts", [item["code"]])),
        outwards=tuple(item.get("outwards", [])),
    )


def _problems(authority: Authority, totals: Mapping[str, int]) -> list[str]:
    codes = [district.code for district in authority.districts]
    shorts = [district.short for district in authority.districts]
    grouped = [code for locality in authority.localities for code in locality.districts]
    areas = {
        district.area_code(cluster, area)
        for district in authority.districts
        for cluster, count in enumerate(district.areas, start=1)
        for area in range(1, count + 1)
    }
    theirs = [code for neighbour in authority.neighbours for code in neighbour.districts]
    checks = {
        "it has no districts": not codes,
        "a district stands in it twice": len(set(codes)) < len(codes) or len(set(shorts)) < len(shorts),
        "a cluster has no areas": any(min(d.areas, default=0) < 1 for d in authority.districts),
        "a locality names an unknown district": not set(grouped) <= set(codes),
        "a district stands in two localities": len(set(grouped)) < len(grouped),
        "`assign` names an unknown area": not set(authority.assign.values()) <= areas,
        "a neighbour has a district of this authority, or one stands in two": (
            len(set(theirs)) < len(theirs) or not set(codes).isdisjoint(theirs)
        ),
        f"the totals are {authority.totals}, not {dict(totals)}": not totals.items() <= authority.totals.items(),
    }
    return [text for text, wrong in checks.items() if wrong]


def read_authority(code: str, folder: Path = FOLDER) -> Authority:
    """The plan called `code`. Errors: BadAuthority."""
    path = folder / f"{code}.toml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
        raise BadAuthority(f"there is no authority file called {code}; there are: {known}")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadAuthority(f"{path.name} cannot be read: {error}") from error
    return parse_authority(raw, path.name)


@lru_cache(maxsize=1)
def this_authority() -> Authority:
    """The plan of the authority that runs this copy, read once. Errors: BadAuthority."""
    return read_authority(settings.ENVIRONMENT.authority)
