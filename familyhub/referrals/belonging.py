"""Which contacts belong to a request: its own, and those of the requests that were joined to it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models import Q, QuerySet

from familyhub.referrals.models import Contact, Request, Subject, UnmetNeed


def parts_of(requests: Collection[uuid.UUID]) -> QuerySet[Request]:
    """These requests and whatever was joined to them. By two indexes of one table, then by number."""
    return Request.objects.filter(Q(id__in=requests) | Q(joined_to__in=requests))


def contacts_of(request: uuid.UUID, among: QuerySet[Contact] | None = None) -> QuerySet[Contact]:
    """Every contact of the request, the earliest first; `among` says what else is asked of them."""
    rows = (Contact.objects.all() if among is None else among).filter(request__in=parts_of([request]).values("id"))
    return rows.select_related("request").order_by("received_at", "id")


def subjects_of(request: uuid.UUID) -> QuerySet[Subject]:
    """Everybody named in any of them."""
    return Subject.objects.filter(contact__request__in=parts_of([request]).values("id"))


def needs_of(request: uuid.UUID) -> set[tuple[str, str]]:
    """Every need that any of them names, as (framework, need)."""
    rows = UnmetNeed.objects.filter(contact__request__in=parts_of([request]).values("id"))
    return set(rows.values_list("framework", "need"))


def records_of(request: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """The records of those who were found, each once."""
    found = subjects_of(request).filter(record__isnull=False).order_by("contact__received_at", "number")
    return tuple(dict.fromkeys(found.values_list("record", flat=True)))


def whole(request: Request) -> uuid.UUID:
    """The request that this one is part of: itself, or the one that it was joined to."""
    return request.joined_to_id or request.id
