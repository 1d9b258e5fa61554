"""The core offer: what every hub promises, and by which services each hub keeps it (S0-10)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.directory.events import CoreOfferChanged
from familyhub.directory.models import CoreOfferAt, CoreOfferItem, Service
from familyhub.directory.terms import Status
from familyhub.places.models import HubNetwork


class CannotOffer(ValueError):
    """The core offer cannot be changed so; the text says why, in plain words."""


@transaction.atomic
def promise(*, name: str, about: str, kind: str, by: Asker, on: date, at: datetime) -> uuid.UUID:
    """One promise more from that day, to every hub. Errors: CannotOffer."""
    if CoreOfferItem.objects.filter(name__iexact=name, valid_to__isnull=True).exists():
        raise CannotOffer(f"“{name}” is promised already")
    number = uuid.uuid4()
    row = CoreOfferItem(id=number, code=number.hex[:12], name=name, about=about, kind=kind, valid_from=on)
    row.save(force_insert=True)
    _told(number, number, f"“{name}” is promised by every hub", by, at)
    return number


@transaction.atomic
def end_promise(*, item: uuid.UUID, by: Asker, on: date, at: datetime) -> None:
    """It is promised no more from that day; what kept it ends too. Errors: CannotOffer."""
    row = CoreOfferItem.objects.select_for_update().filter(id=item, valid_to__isnull=True).first()
    if row is None:
        raise CannotOffer("that is not promised any more")
    for kept in CoreOfferAt.objects.filter(item=row, valid_to__isnull=True):
        _end(kept, on)
    _end(row, on)
    _told(item, item, f"“{row.name}” is promised no more", by, at)


@transaction.atomic
def keep_promise(*, item: uuid.UUID, network: uuid.UUID, service: uuid.UUID, by: Asker, on: date, at: datetime) -> None:
    """From that day a hub keeps a promise by this service. Errors: CannotOffer."""
    row = CoreOfferItem.objects.filter(id=item, valid_to__isnull=True).first()
    hub = HubNetwork.objects.filter(id=network, valid_to__isnull=True).first()
    listing = Service.objects.filter(id=service, status=Status.PUBLISHED.value).first()
    if row is None or hub is None or listing is None:
        raise CannotOffer("that promise, hub or service is not there any more")
    same = CoreOfferAt.objects.filter(item=row, network=hub, service=listing)
    if same.filter(valid_to__isnull=True).exists():
        raise CannotOffer(f"{hub.name} keeps it by that service already")
    if same.filter(valid_to=on).update(valid_to=None) == 0:
        CoreOfferAt(item=row, network=hub, service=listing, valid_from=on).save(force_insert=True)
    _told(service, service, f"{hub.name} keeps “{row.name}” by “{listing.name}”", by, at)


@transaction.atomic
def stop_keeping(*, kept: uuid.UUID, network: uuid.UUID, by: Asker, on: date, at: datetime) -> None:
    """From that day this service keeps the promise no more. Errors: CannotOffer."""
    rows = CoreOfferAt.objects.select_for_update(of=("self",)).select_related("item", "network", "service")
    row = rows.filter(id=kept, network=network, valid_to__isnull=True).first()
    if row is None:
        raise CannotOffer("that has ended already")
    _end(row, on)
    told = f"{row.network.name} keeps “{row.item.name}” by “{row.service.name}” no more"
    _told(row.service_id, row.service_id, told, by, at)


def _end(row: CoreOfferItem | CoreOfferAt, on: date) -> None:
    """A row that was to hold from today held on no day: it was a slip, and goes."""
    if row.valid_from >= on:
        row.delete()
    else:
        row.valid_to = on
        row.save(update_fields=["valid_to"])


def _told(fence: uuid.UUID, about: uuid.UUID, told: str, by: Asker, at: datetime) -> None:
    events.record(CoreOfferChanged(fence=fence, about=about, told=told), by=by, at=at)
