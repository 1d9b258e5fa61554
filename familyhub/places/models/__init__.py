"""What is stored about places. Open data and the shape of the service: no row here is about a person."""

from familyhub.places.models.directory import AreaLsoa, Lsoa, LsoaLink, OutsidePostcode, Postcode
from familyhub.places.models.figures import Deprivation, Load, Population
from familyhub.places.models.hubs import HubNetwork, HubNetworkState, MainSite, Spoke, SpokeMember
from familyhub.places.models.network import Area, Cluster, District, Locality, LocalityDistrict, Site, SiteBase
from familyhub.places.models.organisations import Organisation, Succession

__all__ = [
    "Area",
    "AreaLsoa",
    "Cluster",
    "Deprivation",
    "District",
    "HubNetwork",
    "HubNetworkState",
    "Load",
    "Locality",
    "LocalityDistrict",
    "Lsoa",
    "LsoaLink",
    "MainSite",
    "Organisation",
    "OutsidePostcode",
    "Population",
    "Postcode",
    "Site",
    "SiteBase",
    "Spoke",
    "SpokeMember",
    "Succession",
]
