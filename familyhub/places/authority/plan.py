"""What an authority's file says, once read: its division, its neighbours, its sites, networks and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from familyhub.places.terms import HowSucceeded, HubState, OtherAuthority, SpokeKind

WORDS = {
    "districts": ("district", "districts"),
    "clusters": ("cluster", "clusters"),
    "areas": ("area", "areas"),
    "localities": ("locality", "localities"),
    "sites": ("site", "sites"),
    "bases": ("base", "bases"),
    "networks": ("hub network", "hub networks"),
}


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
class SitePlan:
    """A site by name: the code of its area or of its district where they are known, and whether it is a base."""

    name: str
    kind: str = "centre"
    area: str = ""
    district: str = ""
    postcode: str = ""
    organisation: str = ""
    base: bool = False


@dataclass(frozen=True)
class SpokePlan:
    """A spoke: `kind` and `type` as in `SpokeKind` and `SPOKE_TYPES`; `site` is the name of a building's site."""

    kind: SpokeKind
    name: str
    type: str = ""
    site: str = ""


@dataclass(frozen=True)
class NetworkPlan:
    """A hub network and its state; `since` where the day that the state began is known; `main` names its main site."""

    name: str
    state: HubState
    district: str = ""
    since: date | None = None
    main: str = ""
    spokes: tuple[SpokePlan, ...] = ()


@dataclass(frozen=True)
class OrganisationPlan:
    """An organisation by the code of its own register."""

    code: str
    name: str
    kind: str
    since: date | None = None


@dataclass(frozen=True)
class SuccessionPlan:
    """One organisation became another on a day; both by code."""

    predecessor: str
    successor: str
    on: date
    how: HowSucceeded


@dataclass(frozen=True)
class Authority:
    """The whole plan. `assign` maps LSOA codes to area codes where the authority says so itself.

    `words` are the authority's own for a cluster or an area (one, several), where it has others. `illustrative` says
    what of the file is made up to show its form; "" where nothing is.
    """

    code: str
    name: str
    districts: tuple[DistrictPlan, ...]
    localities: tuple[LocalityPlan, ...]
    assign: Mapping[str, str]
    neighbours: tuple[OtherAuthority, ...] = ()
    sites: tuple[SitePlan, ...] = ()
    networks: tuple[NetworkPlan, ...] = ()
    organisations: tuple[OrganisationPlan, ...] = ()
    successions: tuple[SuccessionPlan, ...] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    illustrative: str = ""

    @property
    def totals(self) -> dict[str, int]:
        """How many of each."""
        return {
            "districts": len(self.districts),
            "clusters": sum(len(district.areas) for district in self.districts),
            "areas": sum(sum(district.areas) for district in self.districts),
            "localities": len(self.localities),
            "sites": len(self.sites),
            "bases": sum(site.base for site in self.sites),
            "networks": len(self.networks),
        }

    @property
    def sentence(self) -> str:
        """Its totals in its own words; what it has none of is left out."""
        words = {**WORDS, **self.words}
        kept = {kind: number for kind, number in self.totals.items() if number}
        return ", ".join(f"{number:,} {words[kind][number != 1]}" for kind, number in kept.items())
