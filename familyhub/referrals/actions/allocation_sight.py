"""Who sees a request that a team holds: its worker, who covers for them, and nobody of them once it has left."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from familyhub.accounts import queries as accounts
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.referrals.actions.deciding import because, fences_of
from familyhub.referrals.models import DeskReason, Request
from familyhub.referrals.terms.requests import WITH_TEAM, Why

TEAMS = [state.value for state in WITH_TEAM]
MOST = 500


class Refused(Exception):
    """It cannot be done so; the text says why, in words for whoever asked."""


def stands_for(by: Asker, at: datetime) -> set[uuid.UUID]:
    """Whose requests this asker may work on: their own, and those of whom they cover for today."""
    mine = {by.number} if by.number else set()
    return mine | {away.staff for away in accounts.covered_by(by.number, day_of(at))}


def cover_because(absence: uuid.UUID, row: Request | None = None) -> str:
    """The reason written on every grant of a cover; without a request, how the reasons of the whole absence begin."""
    return f"cover {absence} of {row.reference}" if row else f"cover {absence} of "


def let_cover(*, absence: uuid.UUID, by: Asker, at: datetime) -> int:
    """Whoever covers sees the requests of the person away, for the days of the absence alone. Safe to repeat.

    By the system; what is hidden from it is not covered. Returns how many requests.
    """
    away = accounts.absence(absence)
    if away is None or away.cover is None:
        return 0
    rows = Request.objects.filter(worker=away.staff, state__in=TEAMS).exclude(id__in=guarded())
    return sum(_let_see(away, row, by, at) for row in rows[:MOST])


def guarded() -> QuerySet[DeskReason, Any]:
    """What the desk gave to one worker because somebody is protected is for the desk to give to another."""
    return DeskReason.objects.filter(why=Why.PROTECTED.value).values("request")


def let_cover_one(*, request: uuid.UUID, by: Asker, at: datetime) -> int:
    """The same for a request that was given to somebody who is or will be away."""
    rows = Request.objects.filter(id=request, state__in=TEAMS, worker__isnull=False)
    row = rows.exclude(id__in=guarded()).first()
    if row is None or row.worker_id is None:
        return 0
    absences = accounts.absences_of([row.worker_id], day_of(at))
    return sum(_let_see(away, row, by, at) for away in absences if away.cover)


def _let_see(away: accounts.Away, row: Request, by: Asker, at: datetime) -> int:
    if away.cover is None or (away.last_day is not None and away.last_day < day_of(at)):
        return 0
    fences = fences_of(row, by)
    grants.cut([away.cover], because=cover_because(away.id, row), fences=fences)
    grants.grant(
        [away.cover],
        fences,
        because=cover_because(away.id, row),
        since=_start(away.first_day) if away.first_day > day_of(at) else None,
        until=end_of_day(away.last_day) if away.last_day else None,
    )
    return 1


def _start(day: date) -> datetime:
    return end_of_day(day - timedelta(days=1))


def end_cover(*, absence: uuid.UUID, by: Asker) -> int:
    """The absence is over or called off: whoever covered sees nothing of it from now on.

    At once, for the requests that whoever ends it sees; the system asks again for all (`end_cover_everywhere`).
    """
    away = accounts.absence_recorded(absence)
    if away is None or away.cover is None:
        return 0
    rows = Request.objects.filter(worker=away.staff, state__in=TEAMS)[:MOST]
    fences = [one for row in rows for one in fences_of(row, by)]
    return grants.cut([away.cover], because=cover_because(absence), fences=fences)


def end_cover_everywhere(*, absence: uuid.UUID) -> int:
    """The same by the reason on the grants alone, whatever became of the requests. By the system."""
    away = accounts.absence_recorded(absence)
    return grants.cut([away.cover], because=cover_because(absence)) if away and away.cover else 0


def end_cover_of(row: Request, worker: uuid.UUID, by: Asker, at: datetime) -> None:
    """The request is no longer that worker's: whoever covers for them does not see it any more."""
    covering = [away for away in accounts.absences_of([worker], day_of(at)) if away.cover]
    for away in covering:
        grants.cut([away.cover], because=cover_because(away.id, row), fences=fences_of(row, by))  # type: ignore[list-item]


def take_from(row: Request, team: uuid.UUID | None, worker: uuid.UUID | None, by: Asker, at: datetime) -> None:
    """End what this request let them see. The last thing of a verb: whoever acts may lose sight of it themselves."""
    holders: Sequence[uuid.UUID] = [holder for holder in (team, worker) if holder]
    if worker:
        end_cover_of(row, worker, by, at)
    grants.revoke(holders, fences_of(row, by), because=because(row))
