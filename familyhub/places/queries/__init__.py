"""Reads about places, as on a day. Open data and the shape of the service: anybody may ask, so there is no asker."""

from familyhub.places.queries.finding import where
from familyhub.places.queries.geography import (
    AreaLine,
    areas,
    areas_of_district,
    clusters,
    counts,
    disagreements,
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

__all__ = [
    "AreaLine",
    "areas",
    "areas_of_district",
    "clusters",
    "counts",
    "disagreements",
    "districts",
    "holds",
    "known_codes",
    "known_outward",
    "most_deprived",
    "network",
    "parents_of_area",
    "place_of",
    "where",
    "young_children",
]
