"""An authority's division of its county, read from `authorities/<code>.toml`. Its totals live there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from familyhub.places.authority.plan import (
    WORDS,
    Authority,
    DistrictPlan,
    LocalityPlan,
    NetworkPlan,
    OrganisationPlan,
    SitePlan,
    SpokePlan,
    SuccessionPlan,
)
from familyhub.places.terms import ORGANISATION_KINDS, SPOKE_TYPES, HowSucceeded, HubState, OtherAuthority, SpokeKind

FOLDER = Path(__file__).parents[1] / "authorities"


class BadAuthority(Exception):
    """An authority's file cannot be used; the text names the file and says why."""


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
            words={kind: (one, several) for kind, (one, several) in raw.get("words", {}).items()},
            illustrative=raw.get("illustrative", ""),
            **_around(raw),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadAuthority(f"{name}: {error!r} is missing or is not of the right kind") from error
    for problem in (*_problems(authority, raw.get("totals", {})), *_problems_around(authority)):
        raise BadAuthority(f"{name}: {problem}")
    return authority


def _around(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside the division of the county."""
    return {
        "neighbours": tuple(_neighbour(item) for item in raw.get("neighbours", [])),
        "sites": tuple(SitePlan(**item) for item in raw.get("sites", [])),
        "networks": tuple(_network(item) for item in raw.get("networks", [])),
        "organisations": tuple(OrganisationPlan(**item) for item in raw.get("organisations", [])),
        "successions": tuple(
            SuccessionPlan(item["from"], item["to"], _day(item["on"]), HowSucceeded(item["how"]))
            for item in raw.get("successions", [])
        ),
    }


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value} is not a day such as 2022-07-01")
    return value


def _network(item: Mapping[str, Any]) -> NetworkPlan:
    spokes = tuple(SpokePlan(**{**spoke, "kind": SpokeKind(spoke["kind"])}) for spoke in item.get("spokes", []))
    return NetworkPlan(**{**item, "state": HubState(item["state"]), "spokes": spokes})


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
    areas = _area_codes(authority)
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


def _area_codes(authority: Authority) -> set[str]:
    return {
        district.area_code(cluster, area)
        for district in authority.districts
        for cluster, count in enumerate(district.areas, start=1)
        for area in range(1, count + 1)
    }


def _problems_around(authority: Authority) -> list[str]:
    districts = {"", *(district.code for district in authority.districts)}
    areas = {"", *_area_codes(authority)}
    sites = {"", *(site.name for site in authority.sites)}
    organisations = [organisation.code for organisation in authority.organisations]
    spokes = [spoke for network in authority.networks for spoke in network.spokes]
    checks = {
        "a site stands in it twice": len(sites) <= len(authority.sites),
        "a site is in an unknown area": not {site.area for site in authority.sites} <= areas,
        "a site or network is in an unknown district": (
            not {*(site.district for site in authority.sites), *(network.district for network in authority.networks)}
            <= districts
        ),
        "a site belongs to an unknown organisation": (
            not {site.organisation for site in authority.sites} <= {"", *organisations}
        ),
        "a network or spoke names an unknown site": (
            not {*(network.main for network in authority.networks), *(spoke.site for spoke in spokes)} <= sites
        ),
        "a live network has no main site": any(n.state == HubState.LIVE and not n.main for n in authority.networks),
        "a spoke is of an unknown type": not {spoke.type for spoke in spokes} <= {"", *SPOKE_TYPES},
        "an organisation stands in it twice, or is of an unknown kind": (
            len(set(organisations)) < len(organisations)
            or not {organisation.kind for organisation in authority.organisations} <= set(ORGANISATION_KINDS)
        ),
        "an unknown organisation became another": not {
            code for each in authority.successions for code in (each.predecessor, each.successor)
        }
        <= set(organisations),
        f"`words` may be for {', '.join(WORDS)}": not set(authority.words) <= set(WORDS),
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
