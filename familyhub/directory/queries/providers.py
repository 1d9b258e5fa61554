"""Who answers for a listing and which links they were sent, for editors; what waits, for the provider."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.models import Change, Owner, ProviderLink
from familyhub.directory.policy.links import link_opens
from familyhub.directory.terms import Decision


@dataclass(frozen=True)
class LinkLine:
    """One link that was sent."""

    id: uuid.UUID
    email: str
    note: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    withdrawn_at: datetime | None
    used_at: datetime | None
    opens: bool


@dataclass(frozen=True)
class OwnerOf:
    """Who answers for a listing, and when they were last asked to look at it."""

    email: str
    reminded_on: date | None


def owner_of(asker: Asker, service: uuid.UUID) -> OwnerOf | None:
    """For whoever may edit."""
    row = Owner.objects.filter(service=service).first() if asker.may(permissions.EDIT.code) else None
    return OwnerOf(row.email, row.reminded_on) if row else None


def links_of(asker: Asker, service: uuid.UUID, now: datetime, limit: int = 20) -> list[LinkLine]:
    """The newest first; none for whoever may not edit."""
    if not asker.may(permissions.EDIT.code):
        return []
    rows = ProviderLink.objects.filter(service=service).order_by("-made_at", "id")[:limit]
    return [
        LinkLine(
            id=row.id,
            email=row.email,
            note=row.note,
            made_at=row.made_at,
            made_by=row.made_by_name,
            expires_at=row.expires_at,
            withdrawn_at=row.withdrawn_at,
            used_at=row.used_at,
            opens=link_opens(row.withdrawn_at, row.expires_at, now),
        )
        for row in rows
    ]


def own_waiting(service: uuid.UUID) -> Change | None:
    """What the provider of a listing proposed and nobody has decided."""
    rows = Change.objects.filter(service=service, run__isnull=True, decision=Decision.WAITING.value)
    return rows.order_by("-made_at").first()


def link_is_open(link: uuid.UUID, now: datetime) -> bool:
    """Asked again when its letter is sent: a link that was withdrawn meanwhile goes to nobody."""
    row = ProviderLink.objects.filter(id=link).first()
    return row is not None and link_opens(row.withdrawn_at, row.expires_at, now)
