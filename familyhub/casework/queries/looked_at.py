"""Is a family being looked at with the duty manager? Then nobody calls, writes or visits until it is released."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from familyhub.casework.models import CaseMember, Episode, Visit, VisitGoer
from familyhub.casework.permissions import MANAGE, SEE
from familyhub.casework.terms.visits import VisitState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.referrals.queries.looked_at import being_looked_at

MOST, MOST_TEAMS = 60, 8
AHEAD = timedelta(days=14)
BEING_LOOKED_AT = "Being looked at with the duty manager: nobody calls, writes or visits until it is released."


def held_words(case: uuid.UUID) -> str:
    """What everybody outside the front door reads of a case that is held now, whatever the reason is; "" of others."""
    if not held_among([case]):
        return ""
    number = settings.ENVIRONMENT.out_of_hours_phone
    whom = f"the duty manager, out of hours {number}," if number else "the duty manager"
    return f"{BEING_LOOKED_AT} Phone {whom} if it cannot wait."


def held_among(cases: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these cases are held: by one of their requests, or by somebody in them. Two queries."""
    if not cases:
        return set()
    requests = Episode.objects.filter(fence__in=cases).order_by().values_list("fence", "request")
    members = CaseMember.objects.filter(fence__in=cases).order_by().values_list("fence", "record")
    named = list(requests.union(members, all=True))
    held = being_looked_at(number for _, number in named)
    return {case for case, number in named if number in held}


@dataclass(frozen=True)
class HeldVisit:
    """A visit that was planned before its family was held."""

    id: uuid.UUID
    starts_at: datetime
    goers: tuple[str, ...]
    is_mine: bool


def held_visits(asker: Asker, now: datetime) -> list[HeldVisit]:
    """Of the next 14 days, those to which this asker goes and those of the teams that they lead. Four queries."""
    if not asker.may(SEE.code):
        return []
    from_today, to = end_of_day(day_of(now) - timedelta(days=1)), now + AHEAD
    mine = VisitGoer.objects.filter(staff=asker.number, starts_at__gte=from_today, starts_at__lt=to)
    visits = {one.visit_id: one.visit for one in mine.select_related("visit").order_by("starts_at", "id")[:MOST]}
    own = set(visits)
    for team in sorted(asker.holders - {asker.number})[:MOST_TEAMS] if asker.may(MANAGE.code) else []:  # type: ignore[type-var]
        rows = Visit.objects.filter(team=team, starts_at__gte=from_today, starts_at__lt=to).order_by("starts_at")
        visits |= {row.id: row for row in rows[:MOST]}
    planned = [row for row in visits.values() if row.state == VisitState.PLANNED.value]
    held = held_among({row.case for row in planned})
    found = sorted((row for row in planned if row.case in held), key=lambda row: row.starts_at)
    names: dict[uuid.UUID, list[str]] = {}
    for goer in VisitGoer.objects.filter(visit__in=[row.id for row in found]).select_related("staff") if found else []:
        names.setdefault(goer.visit_id, []).append(goer.staff.name)
    return [HeldVisit(row.id, row.starts_at, tuple(sorted(names.get(row.id, ()))), row.id in own) for row in found]
