"""Write, publish, pause, close and put back listings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.directory.actions.cards import count_again, remake_cards
from familyhub.directory.actions.storing import store
from familyhub.directory.actions.taxonomies import keep_terms_of
from familyhub.directory.events import ListingChanged, ListingClosed, ListingPublished
from familyhub.directory.models import Card, Origin, Revision, Service
from familyhub.directory.new import NewListing
from familyhub.directory.policy import mask
from familyhub.directory.queries.desk import standing
from familyhub.directory.queries.documents import documents
from familyhub.directory.standard.differences import differences
from familyhub.directory.standard.values import with_offset
from familyhub.directory.terms import Status

Document = dict[str, Any]
BATCH = 500
NOON = time(12)


class NoSuchListing(Exception):
    """There is no such listing, or nothing that it said before."""


def save_listings(
    listings: Sequence[NewListing], *, by: Asker, at: datetime, keeps_moments: bool = False
) -> list[uuid.UUID]:
    """Store many as they come: masked as they must be, with a revision and a card each. No event: who calls tells.

    `keeps_moments`: what a restored file says of when a listing changed stands; otherwise it changed now.
    """
    numbers = []
    for start in range(0, len(listings), BATCH):
        batch = [_prepared(one, at, keeps_moments) for one in listings[start : start + BATCH]]
        keep_terms_of([one.document for one in batch])
        store(batch, at)
        numbers += [one.id for one in batch]
        remake_cards([one.id for one in batch], at)
        Revision.objects.bulk_create(
            [
                Revision(service_id=one.id, at=at, by_name=by.name, source_id=one.source, document=one.document)
                for one in batch
            ]
        )
    return numbers


def _prepared(one: NewListing, at: datetime, keeps_moments: bool) -> NewListing:
    document = mask(one.document, one.sensitivity)
    if not (keeps_moments and "last_modified" in document):
        document = document | {"last_modified": at.astimezone(UTC).isoformat()}
    return replace(one, document=document)


def ours_from_now(*, service: uuid.UUID, fields: Sequence[str], by_name: str, at: datetime) -> None:
    """These fields were written here: the listing's feed leaves them alone."""
    Origin.objects.bulk_create(
        [Origin(service_id=service, field=field, at=at, by_name=by_name) for field in fields],
        update_conflicts=True,
        unique_fields=["service", "field"],
        update_fields=["at", "by_name"],
    )


def write_listing(*, listing: NewListing, by: Asker, at: datetime) -> uuid.UUID:
    """Store what an editor wrote. Of a listing from a feed, the fields that changed are ours from now on."""
    before = documents([listing.id]).get(listing.id)
    was = Service.objects.filter(id=listing.id).values_list("status", flat=True).first()
    save_listings([listing], by=by, at=at)
    name = listing.document["name"]
    fields = tuple(one.field for one in differences(before, documents([listing.id])[listing.id])) if before else ()
    if before and listing.source:
        ours_from_now(service=listing.id, fields=fields, by_name=by.name, at=at)
    told = {"fence": listing.id, "about": listing.id, "name": name}
    if listing.status is Status.PUBLISHED and was != Status.PUBLISHED:
        events.record(ListingPublished(**told), by=by, at=at)
    elif before:
        events.record(ListingChanged(**told, fields=fields), by=by, at=at)
    return listing.id


def _locked(service: uuid.UUID) -> Service:
    row = Service.objects.select_for_update().filter(id=service).first()
    if row is None:
        raise NoSuchListing(str(service))
    return row


def close_listing(*, service: uuid.UUID, by: Asker, at: datetime, reason: str = "") -> None:
    """It is public no more; what it said stays with us. Errors: NoSuchListing."""
    row = _locked(service)
    row.status, row.last_modified = Status.CLOSED.value, at
    row.save(update_fields=["status", "last_modified"])
    remake_cards([service], at)
    events.record(ListingClosed(fence=service, about=service, name=row.name, reason=reason), by=by, at=at)


def pause_listing(*, service: uuid.UUID, since: date | None, until: date | None, by: Asker, at: datetime) -> None:
    """Temporarily closed from `since` up to but not on `until`; `since` None opens it again. Errors: NoSuchListing."""
    row = _locked(service)
    row.paused_from, row.paused_until, row.last_modified = since, until, at
    row.save(update_fields=["paused_from", "paused_until", "last_modified"])
    remake_cards([service], at)
    told = ListingChanged(fence=service, about=service, name=row.name, fields=("temporarily_closed",))
    events.record(told, by=by, at=at)


def confirm_listing(*, service: uuid.UUID, by: Asker, at: datetime) -> None:
    """Somebody has looked: all of it is still so on this day. Errors: NoSuchListing."""
    row = _locked(service)
    row.assured_date, row.last_modified = timezone.localdate(at), at
    row.save(update_fields=["assured_date", "last_modified"])
    remake_cards([service], at)
    told = ListingChanged(fence=service, about=service, name=row.name, fields=("assured_date",))
    events.record(told, by=by, at=at)


def put_back(*, revision: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID:
    """Undo: the listing says again what it said then. Errors: NoSuchListing."""
    row = Revision.objects.filter(id=revision).select_related("service").first()
    if row is None:
        raise NoSuchListing(str(revision))
    return write_listing(listing=standing(row.service, row.document), by=by, at=at)


def turn_day(at: datetime) -> int:
    """A new day: what began, ended, paused or went on today has changed for those who read. Returns how many."""
    today = timezone.localdate(at)
    turned: set[uuid.UUID] = set()
    for field in ("shown_from", "shown_until", "paused_from", "paused_until"):
        turned |= set(Card.objects.filter(**{field: today}).values_list("service_id", flat=True))
    Service.objects.filter(id__in=turned).update(last_modified=at)
    if turned:
        remake_cards(sorted(turned), at)
    else:
        count_again(at)
    if with_offset(NOON, today) != with_offset(NOON, today - timedelta(days=1)):
        _turn_clocks(at)
    return len(turned)


def _turn_clocks(at: datetime) -> None:
    """Summer time began or ended: the times that we give out carry another offset. No word of a listing changed."""
    rows = Service.objects.filter(status=Status.PUBLISHED.value, schedules__opens_at__isnull=False)
    numbers = list(rows.order_by("id").values_list("id", flat=True).distinct())
    for start in range(0, len(numbers), BATCH):
        remake_cards(numbers[start : start + BATCH], at)
