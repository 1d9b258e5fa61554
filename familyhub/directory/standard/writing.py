"""A document of ours as text of the standard, in its own order, with nothing empty."""

from __future__ import annotations

import json
from typing import Any

from familyhub.directory.standard.shape import LISTED, LOCATION, SERVICE, Entity

Document = dict[str, Any]
ACTIVE, PAUSED = '"status":"active"', '"status":"temporarily closed"'


def ordered(entity: Entity, document: Document) -> Document:
    """The document with its keys in order, without what is empty."""
    found: Document = {"id": document["id"]}
    for key in entity.fields:
        if document.get(key) not in (None, ""):
            found[key] = document[key]
    for key, inner in entity.ones.items():
        if document.get(key):
            found[key] = ordered(inner, document[key])
    for key, inner in entity.lists.items():
        if document.get(key):
            found[key] = [ordered(inner, one) for one in document[key]]
    return found


def as_text(document: Any) -> str:
    """JSON in one line."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def listed_service(document: Document) -> Document:
    """What a list says of a service: nothing that it may have several of."""
    found = {key: document[key] for key in LISTED if key in document}
    if "organization" in found:
        found["organization"] = plain_organization(found["organization"])
    return found


def plain_organization(document: Document) -> Document:
    """An organisation without what hangs on it."""
    return {key: value for key, value in document.items() if not isinstance(value, list)}


def listed_location(document: Document) -> Document:
    """What a list says of a location."""
    return {key: document[key] for key in ("id", *LOCATION.fields) if key in document}


def paused(text: str) -> str:
    """The same text for a service that is temporarily closed today. Inside other words a quote is escaped, so that the
    mark stands once.
    """
    return text.replace(ACTIVE, PAUSED, 1)


def full_service(document: Document) -> Document:
    """The whole document in order."""
    return ordered(SERVICE, document)
