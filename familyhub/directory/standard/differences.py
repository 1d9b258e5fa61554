"""What differs between two documents of a service, field by field."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from familyhub.directory.standard.shape import SERVICE

Document = dict[str, Any]
NOT_COMPARED = {"last_modified"}
FIELDS = tuple(key for key in SERVICE.keys if key not in NOT_COMPARED)


@dataclass(frozen=True)
class Difference:
    """One field of a service: what it says and what it would say."""

    field: str
    before: Any
    after: Any

    def as_json(self) -> Document:
        """As it is kept."""
        return asdict(self)


def differences(before: Document, after: Document) -> list[Difference]:
    """In the standard's order; a list is one field."""
    return [Difference(key, before.get(key), after.get(key)) for key in FIELDS if before.get(key) != after.get(key)]


def with_kept(document: Document, current: Document, kept: frozenset[str]) -> Document:
    """The document, but for the fields that were written here."""
    merged = {key: value for key, value in document.items() if key not in kept}
    return merged | {key: current[key] for key in kept if key in current}
