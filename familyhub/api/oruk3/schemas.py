"""The schemas of what 3.0 answers, for our OpenAPI document: the standard's entities, and what lists say of them."""

from __future__ import annotations

from familyhub.api.parameters import STRING, UUID
from familyhub.directory.standard.schemas import Schema, at, closed, schemas

MOMENT: Schema = {"type": "string", "format": "date-time"}
URI: Schema = {"type": "string", "format": "uri"}


def _several(name: str) -> Schema:
    return {"type": "array", "items": at(name)}


def documents() -> dict[str, Schema]:
    """Each schema by its name. A `service` of a list says less than one by itself: all but its name may be left out."""
    entities = schemas()
    place = entities["service_at_location"]
    place["properties"]["service"] = at("service")
    found = {
        "about": closed({"version": STRING, "profile": URI, "openapi_url": URI}, "version", "profile", "openapi_url"),
        "service_number": closed({"id": UUID, "last_modified": MOMENT}, "id"),
        "service_listed": {"anyOf": [at("service"), at("service_number")]},
        "taxonomy": closed(
            {
                **{"id": UUID, "name": STRING, "description": STRING, "uri": STRING, "version": STRING},
                "taxonomy_terms": _several("taxonomy_term"),
            },
            *("id", "name", "description"),
        ),
    }
    provider = entities["organization"]
    properties = {**provider["properties"], "services": _several("service_listed")}
    found["provider"] = {**provider, "properties": properties}
    return entities | found
