"""How much of where a listing is may be said. What may not be said any more is taken out of all that we keep."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.actions.listings import NoSuchListing, write_listing
from familyhub.directory.models import (
    Accessibility,
    Address,
    Card,
    CardPlace,
    Change,
    Location,
    Revision,
    Schedule,
    Service,
    ServiceAtLocation,
)
from familyhub.directory.policy import mask
from familyhub.directory.queries.desk import standing
from familyhub.directory.queries.documents import documents
from familyhub.directory.standard.differences import differences
from familyhub.directory.terms import Sensitivity

Document = dict[str, Any]


def set_sensitivity(*, service: uuid.UUID, sensitivity: Sensitivity, by: Asker, at: datetime) -> None:
    """From now on so much of its place is said. Its history, changes that were proposed and places that nobody else
    uses lose what may not be said; nothing brings it back. Errors: NoSuchListing.
    """
    row = Service.objects.select_for_update().filter(id=service).first()
    if row is None or not by.may(permissions.EDIT.code):
        raise NoSuchListing(str(service))
    if row.sensitivity == sensitivity:
        return
    held = list(ServiceAtLocation.objects.filter(service=service).values_list("location_id", flat=True))
    stands = replace(standing(row, documents([service])[service]), sensitivity=sensitivity)
    _let_go(service)
    write_listing(listing=stands, by=by, at=at)
    if sensitivity is not Sensitivity.OPEN:
        _forget(service, sensitivity)
        _drop_unused(held)


def _let_go(service: uuid.UUID) -> None:
    """It is at no place for a moment: what holds the two ends together would refuse either end alone."""
    CardPlace.objects.filter(card=service)._raw_delete("default")
    Card.objects.filter(service=service)._raw_delete("default")
    Schedule.objects.filter(owner=service)._raw_delete("default")
    ServiceAtLocation.objects.filter(service=service)._raw_delete("default")


def _forget(service: uuid.UUID, sensitivity: Sensitivity) -> None:
    for revision in Revision.objects.filter(service=service):
        Revision.objects.filter(id=revision.id).update(document=mask(revision.document, sensitivity))
    for change in Change.objects.filter(service=service, document__isnull=False):
        kept = mask(change.document, sensitivity)  # type: ignore[arg-type]
        before = {one["field"]: one["before"] for one in change.differences if one["before"] is not None}
        before = mask({**_whole(before), "id": str(service)}, sensitivity)
        fields = {one["field"] for one in change.differences}
        told = [one.as_json() for one in differences(before, kept) if one.field in fields]
        Change.objects.filter(id=change.id).update(document=kept, differences=told)


def _whole(before: Document) -> Document:
    return {"name": "", **before}


def _drop_unused(locations: list[uuid.UUID]) -> None:
    """Places at which nothing is any more say nothing."""
    used = Exists(ServiceAtLocation.objects.filter(location=OuterRef("id")))
    alone = list(Location.objects.filter(~used, id__in=locations).values_list("id", flat=True))
    for model in (Address, Accessibility):
        model._default_manager.filter(owner__in=alone)._raw_delete("default")
    empty = dict.fromkeys(("name", "description", "external_identifier", "external_identifier_type"), "")
    nothing = dict.fromkeys(("latitude", "longitude", "site"))
    Location.objects.filter(id__in=alone).update(**empty, **nothing)
