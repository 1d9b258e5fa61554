"""JSON schemas of the documents that we give out, made from what they may hold: for our own OpenAPI documents.

What a document may not hold (a contact's name) is not in its schema, and nothing beside the schema is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from familyhub.directory.standard.shape import SERVICE, Entity
from familyhub.directory.standard.values import Bounded, Reader, clock, day, email, identity, moment, uri

Schema = dict[str, Any]
UUID: Schema = {"type": "string", "format": "uuid"}
PLAIN: dict[Reader, Schema] = {
    uri: {"type": "string", "format": "uri"},
    email: {"type": "string", "format": "email"},
    day: {"type": "string", "format": "date"},
    moment: {"type": "string", "format": "date-time"},
    clock: {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$"},
    identity: UUID,
}
ALWAYS = {"service": ("name", "status"), "organization": ("name", "description"), "taxonomy_term": ("description",)}
"""What we always say besides what the standard needs."""


def at(name: str) -> Schema:
    """Where the schema of this name stands."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(properties: Mapping[str, Schema], *needs: str) -> Schema:
    """A document with these and nothing else."""
    required = list(dict.fromkeys(needs))
    return {"type": "object", "required": required, "properties": dict(properties), "additionalProperties": False}


def schemas() -> dict[str, Schema]:
    """The schema of each entity, by its name in the standard."""
    return {entity.name: _schema(entity) for entity in _inside(SERVICE)}


def _inside(entity: Entity) -> Iterator[Entity]:
    yield entity
    for inner in (*entity.ones.values(), *entity.lists.values()):
        yield from _inside(inner)


def _schema(entity: Entity) -> Schema:
    said = {key: value_schema(reader) for key, reader in entity.fields.items()}
    said |= {key: at(inner.name) for key, inner in entity.ones.items()}
    said |= {key: {"type": "array", "items": at(inner.name)} for key, inner in entity.lists.items()}
    return closed({"id": UUID, **said}, "id", *entity.needs, *ALWAYS.get(entity.name, ()))


def value_schema(reader: Reader) -> Schema:
    """What a value that this reader takes looks like."""
    return dict(reader.schema) if isinstance(reader, Bounded) else PLAIN[reader]
