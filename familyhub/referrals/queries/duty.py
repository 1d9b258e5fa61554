"""The duty list as its page shows it: each line, who holds a post on it today, and where nobody is listed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from familyhub.accounts import queries as accounts
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.places.front_door import front_door
from familyhub.referrals.models import DutyPost
from familyhub.referrals.permissions import MANAGE_DUTY
from familyhub.referrals.policy import mash as mash_policy
from familyhub.referrals.policy.mash import Span


@dataclass(frozen=True)
class DutyLine:
    """One line of the list. `holders` are the names to call; none for a vacant post."""

    id: uuid.UUID
    order: int
    title: str
    holders: tuple[str, ...]
    since: datetime
    until: datetime | None
    is_now: bool
    is_post: bool


def duty_list(asker: Asker, now: datetime) -> list[DutyLine]:
    """Every line that has not ended, in the order of calling."""
    if not asker.may(MANAGE_DUTY.code):
        return []
    rows = list(_not_over(now).select_related("post", "staff").order_by("order", "since"))
    holders = accounts.holders_of_posts([row.post_id for row in rows if row.post_id], day_of(now))
    names = accounts.staff_names()

    def held_by(row: DutyPost) -> list[uuid.UUID]:
        return holders.get(row.post_id, []) if row.post_id else []

    return [
        DutyLine(
            id=row.id,
            order=row.order,
            title=row.post.title if row.post else row.staff.name if row.staff else "",
            holders=(row.staff.name,) if row.staff else tuple(names[one] for one in held_by(row)),
            since=row.since,
            until=row.until,
            is_now=row.since <= now,
            is_post=row.post_id is not None,
        )
        for row in rows
    ]


def duty_gaps(now: datetime) -> list[Span]:
    """Office hours of the next 14 days in which nobody is on the list. A vacant post covers nothing."""
    rows = list(_not_over(now))
    held = accounts.holders_of_posts([row.post_id for row in rows if row.post_id], day_of(now))
    spans = [Span(row.since, row.until) for row in rows if row.staff_id or row.post_id in held]
    return mash_policy.gaps(spans, front_door(settings.ENVIRONMENT.authority).opening, now)


def _not_over(now: datetime) -> QuerySet[DutyPost]:
    return DutyPost.objects.filter(Q(until__isnull=True) | Q(until__gt=now))


def duty_line(asker: Asker, number: uuid.UUID) -> bool:
    """Is there such a line, for this asker?"""
    return asker.may(MANAGE_DUTY.code) and DutyPost.objects.filter(id=number).exists()
