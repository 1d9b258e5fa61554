"""The only writers of places. Each takes a `Batch`: which source, from which day, when, by whom."""

from familyhub.places.actions.areas import assign_areas
from familyhub.places.actions.batch import Batch, record_load
from familyhub.places.actions.directory import (
    Ended,
    put_ended_outside,
    put_ended_postcodes,
    put_links,
    put_lsoas,
    put_outside_postcodes,
    put_postcodes,
)
from familyhub.places.actions.figures import put_deprivation, put_population
from familyhub.places.actions.network import apply_authority
from familyhub.places.actions.sites import close_site, open_site

__all__ = [
    "Batch",
    "Ended",
    "apply_authority",
    "assign_areas",
    "close_site",
    "open_site",
    "put_deprivation",
    "put_ended_outside",
    "put_ended_postcodes",
    "put_links",
    "put_lsoas",
    "put_outside_postcodes",
    "put_population",
    "put_postcodes",
    "record_load",
]
