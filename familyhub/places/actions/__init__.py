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
from familyhub.places.actions.hubs import (
    CannotChangeHub,
    NewSpoke,
    add_spoke,
    begin_hub,
    choose_main_site,
    move_hub,
    remove_spoke,
)
from familyhub.places.actions.network import apply_authority
from familyhub.places.actions.organisations import CannotSucceed, NewOrganisation, register_organisation, succeed
from familyhub.places.actions.sites import CannotOpenSite, NewSite, close_site, end_base, make_base, open_site

__all__ = [
    "Batch",
    "CannotChangeHub",
    "CannotOpenSite",
    "CannotSucceed",
    "Ended",
    "NewOrganisation",
    "NewSite",
    "NewSpoke",
    "add_spoke",
    "apply_authority",
    "assign_areas",
    "begin_hub",
    "choose_main_site",
    "close_site",
    "end_base",
    "make_base",
    "move_hub",
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
    "register_organisation",
    "remove_spoke",
    "succeed",
]
