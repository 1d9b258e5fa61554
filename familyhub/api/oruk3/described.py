"""What stands at each address of 3.0, for our OpenAPI document."""

from __future__ import annotations

from familyhub.api.openapi import Described
from familyhub.api.oruk3 import parameters as p

ADDRESSES = {
    "/": Described("about", "Which version and profile this is"),
    "/services": Described("service_listed", "Services", p.OF_SERVICES, "page3"),
    "/services/{number}": Described("service", "One service, whole"),
    "/service_at_locations": Described("service_at_location", "Services at locations", p.OF_PLACES, "page3"),
    "/service_at_locations/{number}": Described("service_at_location", "One service at one location, whole"),
    "/taxonomies": Described("taxonomy", "Taxonomies", p.OF_TAXONOMIES, "page3"),
    "/taxonomies/{number}": Described("taxonomy", "One taxonomy with its terms"),
    "/taxonomy_terms": Described("taxonomy_term", "Terms", p.OF_TERMS, "page3"),
    "/taxonomy_terms/{number}": Described("taxonomy_term", "One term"),
    "/organizations": Described("provider", "Organisations", p.OF_ORGANIZATIONS, "page3"),
    "/organizations/{number}": Described("provider", "One organisation with its services", (p.FULL_SERVICE,)),
}
