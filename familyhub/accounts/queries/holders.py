"""Who holds which post on a day."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from familyhub.accounts.models import Holding, Post
from familyhub.accounts.queries.asking import on
from familyhub.accounts.terms import TeamKind

DOORS = (TeamKind.FRONT_DOOR.value, TeamKind.MASH.value)


def holders_of_posts(posts: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Staff by post: the substantive holder first, then who covers or acts. A vacant post is not there."""
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__in=posts, staff__is_active=True)
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for row in rows.order_by("-kind", "staff__name"):
        found.setdefault(row.post_id, []).append(row.staff_id)
    return found


def front_door_posts(day: date) -> list[tuple[uuid.UUID, str]]:
    """The posts of the front door and the MASH, by title: those that can stand on a duty list."""
    rows = Post.objects.filter(on(day), team__kind__in=DOORS).order_by("title")
    return list(rows.values_list("id", "title"))


def holders_of_roles(roles: Collection[str], day: date) -> dict[str, list[tuple[uuid.UUID, str]]]:
    """Who holds a post of each of these roles that day, by role and then by name: one query."""
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__role__in=roles, staff__is_active=True)
    found: dict[str, list[tuple[uuid.UUID, str]]] = {}
    for role, staff, name in rows.order_by("staff__name", "staff").values_list("post__role", "staff", "staff__name"):
        line = found.setdefault(role, [])
        if (staff, name) not in line:
            line.append((staff, name))
    return found
