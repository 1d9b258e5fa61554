"""Reads of absences: who is away today or soon, and who covers for whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from familyhub.accounts.models import Absence, Holding
from familyhub.accounts.queries.asking import on
from familyhub.accounts.terms import ABSENCE_WORDS, AbsenceKind

MOST = 100


@dataclass(frozen=True)
class Away:
    """One absence. `last_day` None: nobody knows yet. `why` is for the coordinator and the person alone."""

    id: uuid.UUID
    staff: uuid.UUID
    name: str
    first_day: date
    last_day: date | None
    why: str
    cover: uuid.UUID | None
    cover_name: str

    def is_on(self, day: date) -> bool:
        """Are they away on that day?"""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def _away(row: Absence) -> Away:
    return Away(
        id=row.id,
        staff=row.staff_id,
        name=row.staff.name,
        first_day=row.valid_from,
        last_day=row.valid_to - timedelta(days=1) if row.valid_to else None,
        why=ABSENCE_WORDS[AbsenceKind(row.kind)],
        cover=row.cover_id,
        cover_name=row.cover.name if row.cover else "",
    )


def _lasting(since: date) -> Q:
    """Not over before that day; one that was called off holds for no day."""
    return Q(valid_to__isnull=True) | (Q(valid_to__gt=since) & Q(valid_to__gt=F("valid_from")))


def absences_of(staff: Iterable[uuid.UUID], since: date, until: date | None = None) -> list[Away]:
    """Absences of these people that are not over by `since` and begin by `until`, the earliest first: one query."""
    rows = Absence.objects.filter(_lasting(since), staff__in=list(staff)).select_related("staff", "cover")
    rows = rows.filter(valid_from__lte=until) if until else rows
    return [_away(row) for row in rows.order_by("valid_from", "staff__name")[:MOST]]


def absence(number: uuid.UUID) -> Away | None:
    """One absence that is not called off."""
    row = Absence.objects.filter(id=number).select_related("staff", "cover").first()
    return _away(row) if row and (row.valid_to is None or row.valid_to > row.valid_from) else None


def covered_by(staff: uuid.UUID | None, day: date) -> list[Away]:
    """For whom this person covers on that day: one query. Whom these cover for is not theirs to cover."""
    if staff is None:
        return []
    rows = Absence.objects.filter(on(day), cover=staff, staff__is_active=True).select_related("staff", "cover")
    return [_away(row) for row in rows.order_by("valid_from", "id")]


def colleagues_of(staff: uuid.UUID, day: date) -> list[tuple[uuid.UUID, str]]:
    """Who holds a post in one of this person's teams that day, by name; without themselves: one query."""
    mine = Holding.objects.filter(on(day), on(day, "post__"), staff=staff).values("post__team")
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__team__in=mine, staff__is_active=True)
    found = dict(rows.exclude(staff=staff).values_list("staff_id", "staff__name"))
    return sorted(found.items(), key=lambda item: item[1])


def absence_recorded(number: uuid.UUID) -> Away | None:
    """One absence as it was recorded, called off or not."""
    row = Absence.objects.filter(id=number).select_related("staff", "cover").first()
    return _away(row) if row else None
