"""Listings that may be the same, and those that were joined, for editors."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.models import Joined
from familyhub.directory.queries.twins import all_twins_of


@dataclass(frozen=True)
class JoinedLine:
    """Another listing that was joined to one; it can be undone."""

    id: uuid.UUID
    stays: uuid.UUID
    stays_name: str
    goes: uuid.UUID
    goes_name: str
    at: datetime
    by: str


def joined_with(asker: Asker, service: uuid.UUID) -> list[JoinedLine]:
    """What was joined to this listing, and what it was joined to."""
    if not asker.may(permissions.EDIT.code):
        return []
    rows = Joined.objects.filter(undone_at__isnull=True).select_related("stays", "goes").order_by("at")
    found = [*rows.filter(stays=service)[:20], *rows.filter(goes=service)[:1]]
    return [
        JoinedLine(row.id, row.stays_id, row.stays.name, row.goes_id, row.goes.name, row.at, row.by_name)
        for row in found
    ]


def twins_listed(asker: Asker, document: dict[str, Any]) -> list[tuple[uuid.UUID, str]]:
    """(number, name) of other listings with its name and its place, phone or web address."""
    return all_twins_of(document, uuid.UUID(document["id"])) if asker.may(permissions.EDIT.code) else []
