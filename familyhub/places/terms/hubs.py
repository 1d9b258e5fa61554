"""The words of hub networks: their states, their spokes, and the sites that families come to (S1-20, S3-05, S3-15)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from familyhub.places.terms.geography import BEFORE_RECORDS, DistrictOf


class HubState(StrEnum):
    """How far a hub network has come."""

    PROPOSED = "proposed"
    CONSULTED = "consulted"
    DESIGN = "design"
    PILOT = "pilot"
    LIVE = "live"
    REDUCED = "reduced"
    CLOSED = "closed"


HUB_STATES: dict[HubState, str] = {
    HubState.PROPOSED: "Proposed",
    HubState.CONSULTED: "Consulted on",
    HubState.DESIGN: "Design site",
    HubState.PILOT: "Pilot",
    HubState.LIVE: "Live",
    HubState.REDUCED: "Reduced",
    HubState.CLOSED: "Closed",
}


OPEN_TO_FAMILIES = frozenset({HubState.DESIGN, HubState.PILOT, HubState.LIVE, HubState.REDUCED})
"""The states in which a network with a main site is there for families to come to."""


class SpokeKind(StrEnum):
    """What a spoke is (S3-05)."""

    SERVICE = "service"
    PARTNERSHIP = "partnership"
    GROUP = "group"
    BUILDING = "building"
    VIRTUAL = "virtual"


SPOKE_KINDS: dict[SpokeKind, str] = {
    SpokeKind.SERVICE: "Service",
    SpokeKind.PARTNERSHIP: "Partnership",
    SpokeKind.GROUP: "Group",
    SpokeKind.BUILDING: "Building",
    SpokeKind.VIRTUAL: "Online",
}

SPOKE_TYPES: dict[str, str] = {
    "young_people": "Young people's centre",
    "healthy_family": "Healthy family team",
    "icds": "Integrated children's disability service",
    "midwives": "Midwives",
    "family_service": "Family service",
    "school": "School",
    "district_council": "District council",
    "online": "Online resources and virtual groups",
}
"""The eight kinds of spoke that the published model names (S3-18). A spoke may be of none of them."""


class HowSucceeded(StrEnum):
    """How one organisation became another."""

    RENAMED = "renamed"
    CONVERTED = "converted"
    MERGED = "merged"
    SPLIT = "split"
    ABOLISHED = "abolished"


HOW_SUCCEEDED: dict[HowSucceeded, str] = {
    HowSucceeded.RENAMED: "was renamed",
    HowSucceeded.CONVERTED: "was converted into",
    HowSucceeded.MERGED: "was merged into",
    HowSucceeded.SPLIT: "was split into",
    HowSucceeded.ABOLISHED: "was abolished; its duties went to",
}

ORGANISATION_KINDS: dict[str, str] = {
    "council": "Council",
    "nhs": "NHS",
    "school": "School or college",
    "police": "Police",
    "probation": "Probation or youth justice",
    "voluntary": "Voluntary organisation",
    "company": "Company",
    "other": "Other",
}


@dataclass(frozen=True)
class OrganisationOf:
    """An organisation by its code, name and kind; `until` is the day from which it is no more."""

    id: uuid.UUID
    code: str
    name: str
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True)
class LineageStep:
    """One organisation became another on a day."""

    predecessor: OrganisationOf
    successor: OrganisationOf
    on: date
    how: HowSucceeded

    @property
    def sentence(self) -> str:
        """For a page."""
        return f"{self.predecessor.name} {HOW_SUCCEEDED[self.how]} {self.successor.name}"


@dataclass(frozen=True)
class SiteLine:
    """A site on a day: where it is as far as is known, and whether staff are based in it."""

    id: uuid.UUID
    name: str
    kind: str
    postcode: str
    area: str
    district: str
    organisation: str
    is_base: bool


@dataclass(frozen=True)
class SiteCounts:
    """How many sites services are delivered at, and how many of them are bases (S1-20)."""

    sites: int
    bases: int

    @property
    def sentence(self) -> str:
        """For a page and a load report."""
        return f"{self.sites:,} site{'' if self.sites == 1 else 's'}, {self.bases:,} of them a base for staff"


@dataclass(frozen=True)
class StateOf:
    """A state with the day that it began; a state known from a first load has no day."""

    state: HubState
    on: date
    reason: str
    by_name: str

    @property
    def known_since(self) -> date | None:
        """The day that it began, where somebody recorded it."""
        return self.on if self.on > BEFORE_RECORDS else None


@dataclass(frozen=True)
class HubLine:
    """A hub network on a day: its state, its main site if it has one, and how many spokes."""

    id: uuid.UUID
    name: str
    district: DistrictOf | None
    state: HubState
    since: date | None
    main_site: str
    spokes: int


@dataclass(frozen=True)
class Part:
    """A main site or a spoke of a network, with the days between which it is one."""

    name: str
    kind: str
    type: str
    since: date | None
    until: date | None
    is_base: bool = False


@dataclass(frozen=True)
class HubPage:
    """One hub network: its states in order, its main sites and spokes, past ones included."""

    line: HubLine
    states: tuple[StateOf, ...]
    main_sites: tuple[Part, ...]
    spokes: tuple[Part, ...]


@dataclass(frozen=True)
class SpokeOffer:
    """A spoke as a family meets it: `site` where it is a building, `reference` of what another room keeps."""

    name: str
    kind: str
    type: str
    site: uuid.UUID | None
    reference_kind: str
    reference: uuid.UUID | None
    id: uuid.UUID


@dataclass(frozen=True)
class HubOffer:
    """A hub network that families can come to: its main site and its spokes of a day."""

    line: HubLine
    main_site: uuid.UUID
    spokes: tuple[SpokeOffer, ...]

    @property
    def sites(self) -> list[uuid.UUID]:
        """Every site of it, the main one first."""
        return [self.main_site, *(one.site for one in self.spokes if one.site)]

    def kept_in(self, kind: str) -> list[uuid.UUID]:
        """What its spokes are in the room that keeps things of this kind."""
        return [one.reference for one in self.spokes if one.reference and one.reference_kind == kind]
