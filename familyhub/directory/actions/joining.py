"""Two listings that are one: which stays, with which fields of each; the other is closed and points to it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.actions.cards import remake_cards
from familyhub.directory.actions.feeds import approve
from familyhub.directory.actions.listings import NoSuchListing, put_back, write_listing
from familyhub.directory.events import ListingsJoined, ListingsParted
from familyhub.directory.models import Joined, Revision, Service
from familyhub.directory.queries.desk import standing
from familyhub.directory.queries.documents import documents
from familyhub.directory.terms import Status

OWN = frozenset({"id", "status", "sensitivity", "last_modified"})


def _both(one: uuid.UUID, other: uuid.UUID) -> dict[uuid.UUID, Service]:
    rows = Service.objects.select_for_update().filter(id__in=[one, other]).order_by("id")
    found = {row.id: row for row in rows}
    if len(found) != 2:
        raise NoSuchListing(f"{one}, {other}")
    return found


def join(*, stays: uuid.UUID, goes: uuid.UUID, taken: Collection[str], by: Asker, at: datetime) -> uuid.UUID:
    """`stays` says what it said, but for the fields `taken`, which it has from `goes`. Returns the joining's number.

    Errors: NoSuchListing, also where one of the two is joined or closed already.
    """
    rows = _both(stays, goes)
    if not by.may(permissions.EDIT.code) or any(row.status == Status.CLOSED for row in rows.values()):
        raise NoSuchListing(f"{stays}, {goes}")
    said = documents([stays, goes])
    before = Revision.objects.filter(service=stays).order_by("-at").first()
    fields = frozenset(taken) - OWN
    merged = {key: value for key, value in said[stays].items() if key not in fields}
    merged |= {key: said[goes][key] for key in fields if key in said[goes]}
    made = Joined.objects.create(
        stays=rows[stays], goes=rows[goes], before=before, goes_was=rows[goes].status, at=at, by_name=by.name
    )
    _stand(rows[goes], Status.CLOSED, at)
    if fields:
        write_listing(listing=standing(rows[stays], _own_places(merged, stays)), by=by, at=at)
    told = ListingsJoined(fence=stays, about=stays, name=rows[stays].name, other=rows[goes].name)
    events.record(told, by=by, at=at)
    return made.id


def take_in(*, change: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID:
    """What a feed would add is taken in as a draft, to be joined. Returns its number. Errors: NoSuchListing."""
    approve(changes=[change], by=by, at=at)
    row = Service.objects.filter(changes=change).first()
    if row is None:
        raise NoSuchListing(str(change))
    _stand(row, Status.DRAFT, at)
    return row.id


def _own_places(document: dict[str, object], service: uuid.UUID) -> dict[str, object]:
    """A service at a location has a number of its own: the other listing keeps those that it has."""
    moved: dict[str, str] = {}
    places = []
    for place in document.get("service_at_locations", ()):  # type: ignore[attr-defined]
        moved[place["id"]] = str(uuid.uuid5(service, place["id"]))
        places.append({**place, "id": moved[place["id"]]})
    times = []
    for schedule in document.get("schedules", ()):  # type: ignore[attr-defined]
        at = moved.get(schedule.get("service_at_location_id", ""))
        kept = {key: value for key, value in schedule.items() if key != "service_at_location_id"}
        times.append(kept | ({"service_at_location_id": at} if at else {}))
    own = {key: value for key, value in (("service_at_locations", places), ("schedules", times)) if value}
    return {**document, **own}


def _stand(row: Service, status: Status, at: datetime) -> None:
    row.status, row.last_modified = status.value, at
    row.save(update_fields=["status", "last_modified"])
    remake_cards([row.id], at)


def part(*, joined: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID:
    """Undo: both stand as they stood. Returns the number of the one that stayed. Errors: NoSuchListing."""
    rows = Joined.objects.select_for_update(of=("self",)).filter(id=joined, undone_at__isnull=True)
    row = rows.select_related("stays", "goes").first()
    if row is None or not by.may(permissions.EDIT.code):
        raise NoSuchListing(str(joined))
    row.undone_at, row.undone_by_name = at, by.name
    row.save(update_fields=["undone_at", "undone_by_name"])
    _stand(row.goes, Status(row.goes_was), at)
    if row.before_id:
        put_back(revision=row.before_id, by=by, at=at)
    told = ListingsParted(fence=row.stays_id, about=row.stays_id, name=row.stays.name, other=row.goes.name)
    events.record(told, by=by, at=at)
    return row.stays_id
