"""Every write of the room, a verb each. `by` is who asks, `at` the moment; records are named by their ids."""

from familyhub.people.actions.addresses import add_address, protect_address
from familyhub.people.actions.compartments import close_compartments, open_compartments
from familyhub.people.actions.details import (
    Birth,
    add_contact_point,
    add_identifier,
    add_name,
    baby_born,
    set_safe_contact,
)
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held_many
from familyhub.people.actions.learning import Move, add_identifier_quietly, has_died, hide_like, moved_many
from familyhub.people.actions.registering import Household, register, register_household, register_many
from familyhub.people.actions.shielding import hide_person
from familyhub.people.actions.ties import add_member, make_family, relate, tie_together

__all__ = [
    "held_many",
    "tie_together",
    "moved_many",
    "hide_like",
    "has_died",
    "add_identifier_quietly",
    "Move",
    "Birth",
    "Household",
    "NoSuchPerson",
    "Refused",
    "add_address",
    "add_contact_point",
    "add_identifier",
    "add_member",
    "add_name",
    "baby_born",
    "close_compartments",
    "hide_person",
    "make_family",
    "open_compartments",
    "protect_address",
    "register",
    "register_household",
    "register_many",
    "relate",
    "set_safe_contact",
]
