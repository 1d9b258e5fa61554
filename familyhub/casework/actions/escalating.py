"""A signature that is overdue goes to the next: whoever covers for who should have signed, then the team above.

Help never waited for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings

from familyhub.accounts import queries as accounts
from familyhub.accounts.queries import Away
from familyhub.casework.actions.sight import COVER, cover_because, persons_of
from familyhub.casework.local.signing import signing
from familyhub.casework.models import Assessment, Episode
from familyhub.casework.permissions import AUTHORISE
from familyhub.casework.policy import assessments as policy
from familyhub.casework.terms.assessments import AssessmentState
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day, last_day_of
from familyhub.referrals.actions.allocation_sight import guarded
from familyhub.work import actions as work
from familyhub.work import queries as tasks
from familyhub.work.terms import DoneBecause

ABOUT = "casework.assessment"
A_ROUND = 200
LOOKED_BACK = timedelta(days=90)


def escalate_signatures(*, by: Asker, at: datetime) -> int:
    """Where a signature is overdue ask whoever covers; where nobody does, or they let it lie too, the team above; each
    once. By the system; safe to repeat. Returns how many were asked.
    """
    late = Assessment.objects.filter(state=AssessmentState.FINISHED.value, sign_due_at__lt=at)
    return sum(_escalate(row, by, at) for row in late.order_by("sign_due_at", "id")[:A_ROUND])


def _escalate(row: Assessment, by: Asker, at: datetime) -> int:
    rows = Episode.objects.filter(fence=row.fence, closed_on__isnull=True).order_by("opened_on", "id")
    episode = rows.first()
    if episode is None:
        return 0
    asked = {one.holder: one for one in tasks.asked_about(row.id)}
    away = _away(episode.team_id, at)
    now = [one for one in away if one.is_on(day_of(at))]
    for holder in {one.cover for one in away} - {one.cover for one in now}:
        if holder in asked:  # whom they covered for is back, and has it in the team's own tray
            work.done(task=asked[holder].id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    fresh = [one for one in now if one.cover not in asked and _may_sign(one.cover, row, episode, by, at)]
    for one in fresh:
        _ask_cover(row, one, by, at)
    has_time = any(policy.is_waiting(asked[one.cover].due_at, at) for one in now if one.cover in asked)
    return len(fresh) if fresh or has_time else _ask_above(row, episode.team_id, asked, by, at)


def _away(team: uuid.UUID, at: datetime) -> list[Away]:
    """The absences, of now and of late, of those who sign in this team and for whom somebody covers."""
    today = day_of(at)
    sign = accounts.who_may([one.id for one in accounts.members_of(team, today)], [AUTHORISE.code], today)
    return [one for one in accounts.absences_of(sign, today - LOOKED_BACK, today) if one.cover]


def _may_sign(cover: uuid.UUID | None, row: Assessment, episode: Episode, by: Asker, at: datetime) -> bool:
    """By their own role, of nothing that they finished, nor of a family that is closed to them or is the desk's."""
    if cover is None or cover == row.finished_by or guarded().filter(request=episode.request).exists():
        return False
    barred = {number for number, _ in grants.barred_from([row.fence, *row.behind])}
    return cover not in barred and cover in accounts.who_may([cover], [AUTHORISE.code], day_of(at))


def _ask_cover(row: Assessment, away: Away, by: Asker, at: datetime) -> None:
    """They see the family for the days of the absence, as who covers for a lead worker does."""
    assert away.cover is not None  # those without are left out
    why, fences = cover_because(away.id, row.fence), [row.fence, *persons_of(row.fence, by)]
    grants.cut([away.cover], because=why, fences=fences)
    until = end_of_day(away.last_day) if away.last_day else None
    grants.grant([away.cover], fences, because=why, until=until)
    due = policy.sign_due(at, signing(settings.ENVIRONMENT.authority).working_days)
    words = f"You cover for {away.name}: {_words(row)}"
    work.open_task(work.NewTask(away.cover, row.fence, ABOUT, row.id, words[:200], due), by=by, at=at)


def _ask_above(row: Assessment, team: uuid.UUID, asked: Collection[uuid.UUID], by: Asker, at: datetime) -> int:
    above = accounts.team_above(team)
    if above is None or above in asked:
        return 0
    words = _words(row)
    task = work.NewTask(above, row.fence, ABOUT, row.id, words[:1].upper() + words[1:], row.sign_due_at)
    work.open_task(task, by=by, at=at)
    return 1


def _words(row: Assessment) -> str:
    assert row.sign_due_at is not None  # it is late
    since = f"{last_day_of(row.sign_due_at):%-d %B}"
    return f"sign an assessment that should have been signed by {since}, or send it back: help goes on meanwhile"


def cover_lets_go(row: Assessment, team: uuid.UUID, by: Asker) -> None:
    """The family was handed over: who covered for the team's lead and was asked to sign sees it no more."""
    asked = tasks.who_is_asked(row.id) - {team, row.finished_by}
    grants.cut(sorted(asked), because=COVER, fences=[row.fence, *persons_of(row.fence, by)])
