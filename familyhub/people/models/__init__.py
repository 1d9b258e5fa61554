"""What is stored of people, split by what it is about. Every table about people is fenced."""

from familyhub.people.models.correction import Correction
from familyhub.people.models.death import Death
from familyhub.people.models.identity import Identifier, Name, Person, Record
from familyhub.people.models.line import LinkingLine
from familyhub.people.models.merging import Merge, MergedRecord, Pair, PairStep, ToSettle
from familyhub.people.models.search_key import SearchKey
from familyhub.people.models.shield import Shield
from familyhub.people.models.ties import Family, FamilyMember, Relationship
from familyhub.people.models.whereabouts import Address, ContactPoint, SafeContact

__all__ = [
    "Address",
    "ContactPoint",
    "Correction",
    "Death",
    "Family",
    "FamilyMember",
    "Identifier",
    "LinkingLine",
    "Merge",
    "MergedRecord",
    "Name",
    "Pair",
    "PairStep",
    "Person",
    "Record",
    "Relationship",
    "SafeContact",
    "SearchKey",
    "Shield",
    "ToSettle",
]
