"""Is a family being looked at with the duty manager? Then nobody calls, writes or visits until it is released."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from familyhub.casework.models import CaseMember, Episode, Visit, VisitGoer
from familyhub.casework.permissions import MANAGE, SEE
from familyhub.casework.terms.visits import VisitState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.referrals.models import Hold, Request
from familyhub.referrals.queries.looked_at import being_looked_at
from familyhub.referrals.terms.requests import State

MOST, MOST_TEAMS = 60, 8
AHEAD = timedelta(days=14)
BEING_LOOKED_AT = "Being looked at with the duty manager: nobody calls, writes or visits until it is released."


def words_of_hold() -> str:
    """What everybody outside the front door reads, whatever the reason is."""
    number = settings.ENVIRONMENT.out_of_hours_phone
    whom = f"the duty manager, out of hours {number}," if number else "the duty manager"
    return f"{BEING_LOOKED_AT} Phone {whom} if it cannot wait."


def held_words(case: uuid.UUID) -> str:
    """The words for a case that is held now; "" for others."""
    return words_of_hold() if held_among([case]) else ""


def held_among(cases: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these cases are held: by one of their requests, or by somebody in them. Two queries."""
    if not cases:
        return set()
    requests = Episode.objects.filter(fence__in=cases).order_by().values_list("fence", "request")
    members = CaseMember.objects.filter(fence__in=cases).order_by().values_list("fence", "record")
    named = list(requests.union(members, all=True))
    held = being_looked_at(number for _, number in named)
    return {case for case, number in named if number in held}


def is_marked(case: str) -> Exists:
    """Is a request of this column's case held, as whoever holds the request sees it? Within a query of theirs.

    What it cannot know, a concern that names somebody of the case before anything was held, `held_among` does.
    """
    open_holds = Hold.objects.filter(request=OuterRef("request"), released_at__isnull=True)
    in_lane = Request.objects.filter(id=OuterRef("request"), state=State.ESCALATED.value)
    episodes = Episode.objects.filter(fence=OuterRef(case), closed_on__isnull=True)
    return Exists(episodes.filter(Q(Exists(open_holds)) | Q(Exists(in_lane))))


@dataclass(frozen=True)
class HeldVisit:
    """A visit that was planned before its family was held."""

    id: uuid.UUID
    starts_at: datetime
    goers: tuple[str, ...]
    is_mine: bool


def held_visits(asker: Asker, now: datetime) -> list[HeldVisit]:
    """Of the next 14 days, those to which this asker goes and those of the teams that they lead.

    One query, two more where a visit is planned, one for the names of those who would go.
    """
    if not asker.may(SEE.code):
        return []
    rows = _near(asker, now)
    held = held_among({row.case for row in rows})
    found = {row.id: row for row in rows if row.case in held}
    goers: dict[uuid.UUID, dict[uuid.UUID, str]] = {}
    for goer in VisitGoer.objects.filter(visit__in=list(found)).select_related("staff") if found else []:
        goers.setdefault(goer.visit_id, {})[goer.staff_id] = goer.staff.name
    lines = []
    for row in found.values():
        go = goers.get(row.id, {})
        lines.append(HeldVisit(row.id, row.starts_at, tuple(sorted(go.values())), asker.number in go))
    return sorted(lines, key=lambda one: one.starts_at)


def _near(asker: Asker, now: datetime) -> list[Visit]:
    """The planned visits of the next days: mine, and those of the teams that this asker leads."""
    begin, end = end_of_day(day_of(now) - timedelta(days=1)), now + AHEAD
    teams = sorted(asker.holders - {asker.number})[:MOST_TEAMS] if asker.may(MANAGE.code) else []  # type: ignore[type-var]
    planned = Visit.objects.filter(state=VisitState.PLANNED.value, starts_at__gte=begin, starts_at__lt=end)
    goes = VisitGoer.objects.filter(staff=asker.number, starts_at__gte=begin, starts_at__lt=end).values("visit")
    mine = planned.filter(id__in=goes).order_by("starts_at", "id")[:MOST]
    if not teams:
        return list(mine)
    theirs = planned.filter(team__in=teams).order_by("starts_at", "id")[: MOST * MOST_TEAMS]
    return list(mine.union(theirs))
