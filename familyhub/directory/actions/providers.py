"""Providers look after their own listing by a link that an editor sends: what they write waits for an editor.

A link that is wrong, withdrawn, over or of a listing that is closed is one and the same: `LinkOver`.
"""

from __future__ import annotations

import hmac
import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import F, Q
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.directory import permissions
from familyhub.directory.actions.listings import NoSuchListing, confirm_listing
from familyhub.directory.events import ChangeProposed, LinkSent
from familyhub.directory.models import Change, Owner, ProviderLink, Service
from familyhub.directory.new import DAY_FIELDS
from familyhub.directory.policy import STALE_DAYS, mask
from familyhub.directory.policy.links import LINK_LIVES, TAKEN_AFTER, digest, link_opens
from familyhub.directory.queries.documents import documents
from familyhub.directory.standard.differences import differences
from familyhub.directory.terms import Decision, Sensitivity, Status, What
from familyhub.messages import actions as messages

Document = dict[str, Any]
SALT = "directory.provider"
WORD = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{32})")
LETTER, REMINDER, NOTED = "listing_link", "listing_reminder", "listing_note"
ROUND = 200
WITH_LATER = "a later change by its provider"


class LinkOver(Exception):
    """The link opens nothing: it never was, was withdrawn, or is over. Nobody is told which."""


@dataclass(frozen=True)
class Opened:
    """What a link opens: one listing, for one address, with what the editors wrote to it."""

    link: uuid.UUID
    service: uuid.UUID
    email: str
    note: str
    expires_at: datetime


def send_link(*, service: uuid.UUID, email: str, note: str = "", by: Asker, at: datetime) -> uuid.UUID:
    """Send a link to this listing alone to whoever answers for it. Returns the link's number.

    Errors: NoSuchListing, MessageRefused for an address that cannot be one.
    """
    row = Service.objects.select_for_update().filter(id=service).exclude(status=Status.CLOSED.value).first()
    if row is None or not by.may(permissions.EDIT.code):
        raise NoSuchListing(str(service))
    address = email.strip().lower()
    link = _make(service, address, LETTER if not note else NOTED, note, by, at)
    own, owner = Owner.objects.filter(service=service), {"email": address, "set_at": at, "set_by_name": by.name}
    if not own.update(**owner):
        Owner.objects.create(service_id=service, **owner)
    events.record(LinkSent(fence=service, about=service, name=row.name), by=by, at=at)
    return link


def _make(service: uuid.UUID, email: str, letter: str, note: str, by: Asker, at: datetime) -> uuid.UUID:
    secret, number = secrets.token_urlsafe(24), uuid.uuid4()
    message = messages.NewMessage(
        letter=letter,
        fence=service,
        about_kind="listing",
        about=number,
        to_address=email,
        values={"link": f"/listing/{word(number, secret)}/"},
    )
    ProviderLink.objects.create(
        id=number,
        service_id=service,
        email=email,
        secret_hash=digest(secret),
        note=note,
        made_at=at,
        made_by_name=by.name,
        expires_at=at + LINK_LIVES,
    )
    messages.send(message, by=by, at=at)
    return number


def word(number: uuid.UUID, secret: str) -> str:
    """What stands in a link's address: signed, so that a guess is refused before anything is read."""
    return signing.Signer(salt=SALT).sign(f"{number.hex}.{secret}")


def withdraw_link(*, link: uuid.UUID, service: uuid.UUID, by: Asker, at: datetime) -> bool:
    """It opens nothing from now on."""
    rows = ProviderLink.objects.filter(id=link, service=service, withdrawn_at__isnull=True)
    return bool(by.may(permissions.EDIT.code) and rows.update(withdrawn_at=at, withdrawn_by_name=by.name))


def opened(*, token: str, at: datetime) -> Opened:
    """What this link opens. Errors: LinkOver."""
    try:
        found = WORD.fullmatch(signing.Signer(salt=SALT).unsign(token))
    except signing.BadSignature:
        found = None
    row = ProviderLink.objects.filter(id=uuid.UUID(found[1])).select_related("service").first() if found else None
    if row is None or found is None or not hmac.compare_digest(row.secret_hash, digest(found[2])):
        raise LinkOver
    if not link_opens(row.withdrawn_at, row.expires_at, at) or row.service.status == Status.CLOSED:
        raise LinkOver
    return Opened(row.id, row.service_id, row.email, row.note, row.expires_at)


def opened_lately(*, token: str, at: datetime) -> Opened:
    """What this link opened a day ago: who types as it ends may still send. Errors: LinkOver."""
    return opened(token=token, at=at - TAKEN_AFTER)


def propose(
    *, opened: Opened, document: Document, by: Asker, at: datetime, days: Mapping[str, date | None] | None = None
) -> uuid.UUID | None:
    """What the provider would have it say waits for an editor, in place of what they proposed before.

    `days`: from and until which it is shown and closed, where they were asked for; they are among the differences.
    Returns the change's number, None where nothing differs. What may not be said of its place is not kept here either.
    """
    service = Service.objects.select_for_update().get(id=opened.service)
    current = documents([service.id])[service.id]
    wanted = mask(document, Sensitivity(service.sensitivity)) | {"id": current["id"]}
    told = [one.as_json() for one in differences(current, wanted)] + _days_told(service, days or {})
    ProviderLink.objects.filter(id=opened.link).update(used_at=at)
    waiting = Change.objects.filter(service=service, run__isnull=True, decision=Decision.WAITING.value)
    waiting.update(decision=Decision.REFUSED.value, decided_at=at, decided_by_name=WITH_LATER)
    if not told:
        return None
    change = Change.objects.create(
        service=service,
        key=f"provider:{opened.link}",
        what=What.CHANGED.value,
        document=wanted,
        differences=told,
        made_at=at,
        made_by_name=opened.email,
    )
    events.record(ChangeProposed(fence=service.id, about=service.id, name=service.name), by=by, at=at)
    return change.id


def _days_told(service: Service, days: Mapping[str, date | None]) -> list[Document]:
    stands = [(field, getattr(service, field), days[field]) for field in DAY_FIELDS if field in days]
    return [{"field": one, "before": _iso(was), "after": _iso(said)} for one, was, said in stands if was != said]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def confirm_by_provider(*, opened: Opened, by: Asker, at: datetime) -> None:
    """Whoever answers for it has looked: all of it is right today. Shown at once: it changes no word."""
    ProviderLink.objects.filter(id=opened.link).update(used_at=at)
    confirm_listing(service=opened.service, by=by, at=at)


def remind_owners(*, by: Asker, at: datetime) -> int:
    """Ask the owners of listings that nobody has looked at for three months, once a period. Returns how many."""
    today = timezone.localdate(at)
    before = today - timedelta(days=STALE_DAYS)
    looked = Greatest("service__assured_date", TruncDate("service__last_modified"))
    rows = Owner.objects.annotate(looked_on=looked).filter(
        Q(reminded_on__isnull=True) | Q(reminded_on__lt=before),
        Q(service__expire_on__isnull=True) | Q(service__expire_on__gt=today),
        service__status=Status.PUBLISHED.value,
        looked_on__lt=before,
    )
    due = list(rows.order_by("service_id")[:ROUND].values_list("service_id", F("email")))
    for service, email in due:
        Owner.objects.filter(service=service).update(reminded_on=today)
        _make(service, email, REMINDER, "", by, at)
    return len(due)
