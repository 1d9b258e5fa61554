"""What stands at each address of 1.0, for our OpenAPI document."""

from __future__ import annotations

from familyhub.api.openapi import Described
from familyhub.api.oruk1 import parameters as p

ADDRESSES = {
    "/": Described("about", "Which version this is"),
    "/services": Described("service", "Services", p.OF_SERVICES, "page1"),
    "/services/{number}": Described("service", "One service"),
    "/taxonomies": Described("term", "Terms", p.OF_TAXONOMIES, "page1"),
    "/taxonomies/{number}": Described("term", "One term"),
    "/vocabularies": Described("names", "Names of the lists that terms stand in"),
    "/organizations": Described("organization", "Organisations", p.OF_ORGANIZATIONS, "page1"),
    "/organizations/{number}": Described("organization", "One organisation"),
    "/locations": Described("location", "Locations", p.PAGED, "page1"),
    "/locations/{number}": Described("location", "One location"),
    "/reviews": Described("review", "Always empty: reviews are not published", p.PAGED, "page1"),
    "/reviews/{number}": Described("review", "Always missing"),
}
