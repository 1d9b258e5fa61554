"""Reads of absences: who is away today or soon, and who covers for whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q

from familyhub.accounts.models import Absence, Holding
from familyhub.accounts.queries.asking import on
from familyhub.accounts.queries.teams import Member
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


def _lasting(since: date, of: str = "") -> Q:
    """Not over before that day; one that was called off holds for no day."""
    has_an_end = Q(**{f"{of}valid_to__gt": since}) & Q(**{f"{of}valid_to__gt": F(f"{of}valid_from")})
    return Q(**{f"{of}valid_to__isnull": True}) | has_an_end


def absences_of(staff: Iterable[uuid.UUID], since: date, until: date | None = None) -> list[Away]:
    """Absences of these people that are not over by `since` and begin by `until`, the earliest first: one query."""
    rows = Absence.objects.filter(_lasting(since), staff__in=list(staff)).select_related("staff", "cover")
    rows = rows.filter(valid_from__lte=until) if until else rows
    return [_away(row) for row in rows.order_by("valid_from", "staff__name")[:MOST]]


LEAVE = ("id", "staff_id", "valid_from", "valid_to", "kind", "cover_id")


def members_and_leave(team: uuid.UUID, day: date, until: date, role: str) -> tuple[list[Member], list[Away]]:
    """Who is in the team that day by a post of this role, by name, and their absences that begin by `until`.

    The earliest absence first; one query.
    """
    lasting = _lasting(day, "staff__absences__") & Q(staff__absences__valid_from__lte=until)
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__team=team, post__role=role, staff__is_active=True)
    rows = rows.annotate(leave=FilteredRelation("staff__absences", condition=lasting))
    members: dict[uuid.UUID, Member] = {}
    leave: dict[uuid.UUID, Away] = {}
    told = [f"leave__{name}" for name in (*LEAVE, "cover__name")]
    for staff, name, post_role, *away in rows.values_list("staff_id", "staff__name", "post__role", *told):
        members[staff] = Member(staff, name, post_role)
        if away[0] is not None:
            leave[away[0]] = _told(name, away)
    by_name = sorted(members.values(), key=lambda member: member.name)
    return by_name, sorted(leave.values(), key=lambda one: (one.first_day, one.name))


def _told(name: str, away: Sequence[Any]) -> Away:
    number, staff, first_day, ended, kind, cover, cover_name = away
    last_day = ended - timedelta(days=1) if ended else None
    return Away(number, staff, name, first_day, last_day, ABSENCE_WORDS[AbsenceKind(kind)], cover, cover_name or "")


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
