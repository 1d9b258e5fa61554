"""Every read of the room, starting from who is asking. What an asker may not see does not exist."""

from familyhub.people.new import Contactability, NewPerson, SearchWords
from familyhub.people.queries.finding import Found, candidates, search
from familyhub.people.queries.households import households_of
from familyhub.people.queries.known import Named, names_of, note
from familyhub.people.queries.page import PersonPage, person_for
from familyhub.people.queries.reaching import RoutingAddress, address_for_routing, are_related, may_contact

__all__ = [
    "Contactability",
    "Found",
    "Named",
    "NewPerson",
    "PersonPage",
    "RoutingAddress",
    "SearchWords",
    "address_for_routing",
    "are_related",
    "candidates",
    "households_of",
    "may_contact",
    "names_of",
    "note",
    "person_for",
    "search",
]
