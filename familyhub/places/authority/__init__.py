"""An authority's division of its county and what stands in it, read from `authorities/<code>.toml`."""

from familyhub.places.authority.plan import (
    Authority,
    DistrictPlan,
    LocalityPlan,
    NetworkPlan,
    OrganisationPlan,
    SitePlan,
    SpokePlan,
    SuccessionPlan,
)
from familyhub.places.authority.reading import BadAuthority, parse_authority, read_authority, this_authority

__all__ = [
    "Authority",
    "BadAuthority",
    "DistrictPlan",
    "LocalityPlan",
    "NetworkPlan",
    "OrganisationPlan",
    "SitePlan",
    "SpokePlan",
    "SuccessionPlan",
    "parse_authority",
    "read_authority",
    "this_authority",
]
