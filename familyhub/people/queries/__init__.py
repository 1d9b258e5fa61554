"""Every read of the room, starting from who is asking. What an asker may not see does not exist."""

from familyhub.people.new import Contactability, NewPerson, SearchWords
from familyhub.people.queries.finding import Found, Looked, candidates, look, search
from familyhub.people.queries.households import households_of
from familyhub.people.queries.known import Named, lying, made_as, names_of, note
from familyhub.people.queries.line import LineChange, Year, line, line_changes, year_of_lines
from familyhub.people.queries.merges import MergeLine, MergePage, SettleLine, merge_for, merges_of, now_known_as
from familyhub.people.queries.page import PersonPage, person_for
from familyhub.people.queries.pairs import (
    Alike,
    Bench,
    MaybeSame,
    PairLine,
    PairPage,
    bench,
    count_undecided,
    maybe_same,
    next_pair,
    pair_for,
    undecided_of,
    why_alike,
)
from familyhub.people.queries.reaching import (
    Home,
    RoutingAddress,
    address_for_routing,
    are_related,
    home_of,
    may_contact,
    protected_among,
    shielded_among,
)

__all__ = [
    "Contactability",
    "Found",
    "Home",
    "Looked",
    "Named",
    "NewPerson",
    "PersonPage",
    "RoutingAddress",
    "SearchWords",
    "address_for_routing",
    "are_related",
    "candidates",
    "home_of",
    "households_of",
    "LineChange",
    "Year",
    "line",
    "line_changes",
    "year_of_lines",
    "look",
    "lying",
    "made_as",
    "may_contact",
    "names_of",
    "note",
    "person_for",
    "protected_among",
    "shielded_among",
    "search",
    "MergeLine",
    "MergePage",
    "SettleLine",
    "merge_for",
    "merges_of",
    "now_known_as",
    "Bench",
    "MaybeSame",
    "PairLine",
    "PairPage",
    "bench",
    "count_undecided",
    "maybe_same",
    "next_pair",
    "pair_for",
    "undecided_of",
    "why_alike",
    "Alike",
]
