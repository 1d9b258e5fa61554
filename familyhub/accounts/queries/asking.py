"""Who somebody is when asking, and what they must still do before they may ask."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Q

from familyhub.accounts.models import Holding, Post, Staff, Training
from familyhub.accounts.role_shelf import ROLES, permissions_of, sight_of, wide_of
from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS
from familyhub.core.asker import Asker, Kind, Reach

BELOW = """
    WITH RECURSIVE below AS (
        SELECT id FROM accounts_team WHERE id = ANY (%s)
        UNION
        SELECT t.id FROM accounts_team t JOIN below ON t.above_id = below.id
        WHERE t.valid_from <= %s AND (t.valid_to IS NULL OR t.valid_to > %s)
    )
    SELECT id FROM below
"""


def on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on that day; `prefix` leads to it (`post__`)."""
    ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    return ended & Q(**{f"{prefix}valid_from__lte": day})


def _below(teams: Iterable[uuid.UUID], day: date) -> set[uuid.UUID]:
    """These teams and every team under them."""
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [list(teams), day, day])
        return {row[0] for row in cursor.fetchall()}


def _teams_whose_grants_count(posts: Iterable[Post], day: date) -> set[uuid.UUID]:
    """Post by post, so that a second, smaller post widens nothing: a role that sees its own work alone uses none of
    its team's grants, one that sees its team's uses those, one that reaches further uses those of every team below.
    """
    held = [(sight_of(post.role), post.team_id) for post in posts]
    far = {team for sight, team in held if sight >= Reach.AREA}
    return {team for sight, team in held if sight == Reach.TEAM} | (_below(far, day) if far else set())


def asker_for(staff: Staff, day: date) -> Asker:
    """Who this member of staff is when asking today: permissions from the posts held, holders from the teams.

    The purpose, for the access log, is what their posts are for.
    """
    holdings = Holding.objects.filter(on(day), on(day, "post__"), staff=staff).select_related("post")
    posts = [holding.post for holding in holdings]
    permissions = permissions_of([post.role for post in posts])
    teams = _teams_whose_grants_count(posts, day)
    return Asker(
        kind=Kind.STAFF,
        number=staff.id,
        name=staff.name,
        holders=frozenset({staff.id, *teams}),
        wide=wide_of(permissions),
        permissions=permissions,
        purpose=", ".join(sorted({ROLES[post.role].TITLE for post in posts if post.role in ROLES}))[:120],
    )


def asker_of(staff: uuid.UUID, day: date) -> Asker:
    """The same, by number."""
    return asker_for(Staff.objects.get(id=staff), day)


def is_trained(staff: Staff, day: date) -> bool:
    """May this person use live records? Only after recorded training that has not run out (S1-52)."""
    rows = Training.objects.filter(staff=staff, course=TRAINING_FOR_LIVE_RECORDS, done_on__lte=day)
    return rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gt=day)).exists()


def has_second_factor(staff: Staff) -> bool:
    """Has this person set up an authenticator app?"""
    return bool(Authenticator.objects.filter(user_id=staff.pk, type=Authenticator.Type.TOTP).exists())


def staff_by_email(email: str) -> Staff | None:
    """The open account with this address."""
    return Staff.objects.filter(email=email.strip().lower(), is_active=True).first()
