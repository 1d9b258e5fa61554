"""What is stored about places. Open data and the shape of the service: no row here is about a person."""

from familyhub.places.models.directory import AreaLsoa, Lsoa, LsoaLink, OutsidePostcode, Postcode
from familyhub.places.models.figures import Deprivation, Load, Population
from familyhub.places.models.network import Area, Cluster, District, Locality, LocalityDistrict, Site

__all__ = [
    "Area",
    "AreaLsoa",
    "Cluster",
    "Deprivation",
    "District",
    "Load",
    "Locality",
    "LocalityDistrict",
    "Lsoa",
    "LsoaLink",
    "OutsidePostcode",
    "Population",
    "Postcode",
    "Site",
]
