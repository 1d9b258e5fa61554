"""Reads about places, as on a day. Open data and the shape of the service: anybody may ask, so there is no asker."""

from familyhub.places.queries.finding import where
from familyhub.places.queries.geography import (
    AreaLine,
    areas,
    areas_of_district,
    clusters,
    counts,
    disagreements,
    district_names,
    districts,
    holds,
    known_codes,
    known_outward,
    most_deprived,
    network,
    parents_of_area,
    place_of,
    young_children,
)
from familyhub.places.queries.hubs import hub_network, hub_networks, hub_offer, hub_offers, site_counts, sites
from familyhub.places.queries.organisations import (
    current_organisation,
    current_organisations,
    lineage,
    organisations,
)
from familyhub.places.queries.points import point_of, towns
from familyhub.places.queries.residents import Residents, under_fives

__all__ = [
    "AreaLine",
    "Residents",
    "areas",
    "areas_of_district",
    "clusters",
    "counts",
    "current_organisation",
    "current_organisations",
    "disagreements",
    "district_names",
    "districts",
    "holds",
    "hub_network",
    "hub_networks",
    "hub_offer",
    "hub_offers",
    "known_codes",
    "known_outward",
    "lineage",
    "most_deprived",
    "network",
    "organisations",
    "parents_of_area",
    "place_of",
    "point_of",
    "towns",
    "under_fives",
    "site_counts",
    "sites",
    "where",
    "young_children",
]
