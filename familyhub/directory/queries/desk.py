"""The editors' desk: every listing however far it has come, found by what it needs; nothing for others."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest, TruncDate

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.models import Card, Change, Joined, Phone, Service
from familyhub.directory.new import NewListing
from familyhub.directory.policy import STALE_DAYS, is_paused, is_stale
from familyhub.directory.queries.documents import documents
from familyhub.directory.terms import Decision, Desk, Sensitivity, Status

SOON = timedelta(days=31)
PAGE = 50
MOST_CHANGES = 25


@dataclass(frozen=True)
class DeskLine:
    """One listing on the desk. `looked_on`: when somebody last changed or confirmed it."""

    id: uuid.UUID
    name: str
    organization: str
    status: Status
    looked_on: date
    expire_on: date | None
    is_paused: bool
    is_stale: bool
    is_over: bool
    waits: bool


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk and how many there are in all."""

    total: int
    lines: list[DeskLine]


@dataclass(frozen=True)
class Standing:
    """A listing as it stands with us. `joined_into`: the one that it was joined to."""

    listing: NewListing
    source: str
    changed_at: datetime
    is_stale: bool
    joined_into: uuid.UUID | None

    @property
    def id(self) -> uuid.UUID:
        """Its number."""
        return self.listing.id

    @property
    def document(self) -> dict[str, Any]:
        """What it says."""
        return self.listing.document

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.listing.document["name"])


def standing(service: Service, document: dict[str, Any]) -> NewListing:
    """A stored listing as it stands, with this document."""
    return NewListing(
        document=document,
        status=Status(service.status),
        sensitivity=Sensitivity(service.sensitivity),
        publish_on=service.publish_on,
        expire_on=service.expire_on,
        paused_from=service.paused_from,
        paused_until=service.paused_until,
        source=service.source_id,
        source_key=service.source_key,
    )


def listing_for(asker: Asker, number: uuid.UUID, today: date) -> Standing | None:
    """A listing for whoever may edit it; None as if it did not exist for everybody else."""
    return standing_of(number, today) if asker.may(permissions.EDIT.code) else None


def standing_of(number: uuid.UUID, today: date) -> Standing | None:
    """A listing as it stands, for whoever has been let in already."""
    row = Service.objects.filter(id=number).select_related("source").first()
    if row is None:
        return None
    return Standing(
        listing=standing(row, documents([number])[number]),
        source=row.source.code if row.source else "",
        changed_at=row.last_modified,
        is_stale=is_stale(row.assured_date, row.last_modified.date(), today),
        joined_into=joined_into(number),
    )


def joined_into(number: uuid.UUID) -> uuid.UUID | None:
    """The listing to which this one was joined, or None: for everybody, so that an old address leads on."""
    return Joined.objects.filter(goes=number, undone_at__isnull=True).values_list("stays_id", flat=True).first()


def _waiting() -> Exists:
    return Exists(Change.objects.filter(service=OuterRef("pk"), decision=Decision.WAITING.value))


def _rows() -> QuerySet[Service, Any]:
    looked_on = Greatest("assured_date", TruncDate("last_modified"))
    rings = Exists(Phone.objects.filter(owner__owner=OuterRef("pk")))
    return Service.objects.annotate(looked_on=looked_on, waits=_waiting(), rings=rings)


def _wanted(show: Desk, today: date) -> Q:
    """What each choice of the desk means."""
    is_open = ~Q(status=Status.CLOSED.value)
    published = Q(status=Status.PUBLISHED.value)
    nobody = Q(email="", url="", rings=False)
    paused = Q(paused_from__lte=today) & (Q(paused_until__isnull=True) | Q(paused_until__gt=today))
    meant = {
        Desk.ALL: is_open,
        Desk.WAITING: Q(waits=True) | Q(status=Status.WAITING.value),
        Desk.STALE: published & Q(looked_on__lt=today - timedelta(days=STALE_DAYS)),
        Desk.EXPIRING: published & Q(expire_on__gt=today, expire_on__lte=today + SOON),
        Desk.PAUSED: published & paused,
        Desk.NO_CONTACT: is_open & nobody,
        Desk.DRAFT: Q(status=Status.DRAFT.value),
        Desk.CLOSED: Q(status=Status.CLOSED.value),
    }
    return meant[show]


def desk(asker: Asker, show: Desk, words: str, today: date, offset: int = 0, limit: int = PAGE) -> DeskPage:
    """Listings by name; those that were longest not looked at first, where that is asked for. Two questions."""
    if not asker.may(permissions.EDIT.code):
        return DeskPage(0, [])
    rows = _rows().filter(_wanted(show, today))
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(organization__name__icontains=words))
    order = ("looked_on", "name", "id") if show is Desk.STALE else ("name", "id")
    found = rows.select_related("organization").order_by(*order)[offset : offset + limit]
    return DeskPage(rows.count(), [_line(row, today) for row in found])


def _line(row: Any, today: date) -> DeskLine:
    return DeskLine(
        id=row.id,
        name=row.name,
        organization=row.organization.name if row.organization else "",
        status=Status(row.status),
        looked_on=row.looked_on,
        expire_on=row.expire_on,
        is_paused=is_paused(row.paused_from, row.paused_until, today),
        is_stale=is_stale(row.assured_date, row.looked_on, today),
        is_over=row.expire_on is not None and row.expire_on <= today,
        waits=row.waits,
    )


def desk_counts(asker: Asker, today: date) -> dict[Desk, int]:
    """How many each choice of the desk holds. One question."""
    if not asker.may(permissions.EDIT.code):
        return dict.fromkeys(Desk, 0)
    counts = {show.name.lower(): Count("id", filter=_wanted(show, today)) for show in Desk}
    found = _rows().aggregate(**counts)
    return {show: found[show.name.lower()] for show in Desk}


def changes_waiting_for(asker: Asker, service: uuid.UUID) -> list[uuid.UUID]:
    """The changes of one listing that wait, the oldest first."""
    if not asker.may(permissions.EDIT.code):
        return []
    rows = Change.objects.filter(service=service, decision=Decision.WAITING.value).order_by("made_at", "id")
    return list(rows.values_list("id", flat=True)[:MOST_CHANGES])


def public_name(service: uuid.UUID, today: date) -> str:
    """What a listing that is shown is called; "" for one that is not."""
    shown = Q(shown_from__isnull=True) | Q(shown_from__lte=today)
    shown &= Q(shown_until__isnull=True) | Q(shown_until__gt=today)
    return Card.objects.filter(shown, service=service).values_list("name", flat=True).first() or ""


def name_of(service: uuid.UUID) -> str:
    """What a listing is called; "" for one that is not there."""
    return Service.objects.filter(id=service).values_list(F("name"), flat=True).first() or ""
