"""Every write of the room, a verb each. `by` is who asks, `at` the moment; records are named by their ids."""

from familyhub.people.actions.addresses import add_address, protect_address, protect_alike
from familyhub.people.actions.compartments import close_compartments, open_compartments
from familyhub.people.actions.correcting import correct_birth, correct_name, correct_sex
from familyhub.people.actions.details import (
    Birth,
    add_contact_point,
    add_identifier,
    add_name,
    baby_born,
    set_safe_contact,
)
from familyhub.people.actions.dying import has_died, have_died, undo_death
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held_many
from familyhub.people.actions.known_ties import Corrected, EndOfTie, correct_tie, end_tie, relate_known
from familyhub.people.actions.learning import Move, add_identifier_quietly, hide_like, moved_many
from familyhub.people.actions.line import confirm_line, drop_line, propose_line, turn_line_off
from familyhub.people.actions.merging import Proposal, merge, merge_many, one_each
from familyhub.people.actions.registering import Household, register, register_household, register_many
from familyhub.people.actions.reviewing import (
    NewPair,
    NoSuchPair,
    claim_pair,
    note_question,
    notice,
    notice_same_number,
    put_first,
    release_pair,
    say_different,
    say_same,
)
from familyhub.people.actions.separating import separate, separate_many
from familyhub.people.actions.settling import list_later, settle_item
from familyhub.people.actions.shielding import hide_person
from familyhub.people.actions.ties import add_member, make_family, relate, tie_together

__all__ = [
    "correct_birth",
    "correct_name",
    "correct_sex",
    "held_many",
    "tie_together",
    "moved_many",
    "hide_like",
    "has_died",
    "have_died",
    "undo_death",
    "add_identifier_quietly",
    "Move",
    "Birth",
    "Household",
    "NoSuchPerson",
    "Proposal",
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
    "confirm_line",
    "drop_line",
    "propose_line",
    "turn_line_off",
    "merge",
    "merge_many",
    "one_each",
    "open_compartments",
    "protect_address",
    "register",
    "register_household",
    "register_many",
    "relate",
    "relate_known",
    "Corrected",
    "EndOfTie",
    "correct_tie",
    "end_tie",
    "separate",
    "separate_many",
    "set_safe_contact",
    "NewPair",
    "NoSuchPair",
    "claim_pair",
    "note_question",
    "notice",
    "put_first",
    "release_pair",
    "say_different",
    "say_same",
    "list_later",
    "settle_item",
    "protect_alike",
    "notice_same_number",
]
