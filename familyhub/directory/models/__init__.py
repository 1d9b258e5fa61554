"""What is stored of public listings, and of the feeds they come from. No row here is about a person, but for what
somebody tells us about a listing (`Feedback`), which is fenced.

A refuge's address is not stored at all, and a childminder's street is not either: the constraints below and the
composite keys of the migration refuse both, whoever writes.
"""

from familyhub.directory.models.cards import Card, CardPlace, Tally, Word
from familyhub.directory.models.feedback import Feedback
from familyhub.directory.models.feeds import Change, Feed, Run
from familyhub.directory.models.listings import Location, Organisation, Service, ServiceAtLocation
from familyhub.directory.models.offers import CoreOfferAt, CoreOfferItem
from familyhub.directory.models.parts import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Funding,
    Identifier,
    Language,
    Phone,
    Schedule,
    ServiceArea,
)
from familyhub.directory.models.provenance import Origin, Revision
from familyhub.directory.models.providers import Joined, Owner, ProviderLink
from familyhub.directory.models.taxonomies import Taxonomy, Term

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Card",
    "CardPlace",
    "Change",
    "Contact",
    "CoreOfferAt",
    "CoreOfferItem",
    "CostOption",
    "Feed",
    "Feedback",
    "Funding",
    "Identifier",
    "Joined",
    "Language",
    "Location",
    "Organisation",
    "Origin",
    "Owner",
    "Phone",
    "ProviderLink",
    "Revision",
    "Run",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Tally",
    "Word",
    "Taxonomy",
    "Term",
]
