"""Who holds which post on a day."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from familyhub.accounts.models import Holding
from familyhub.accounts.queries.asking import on


def holders_of_posts(posts: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Staff by post: the substantive holder first, then who covers or acts. A vacant post is not there."""
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__in=posts, staff__is_active=True)
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    for row in rows.order_by("-kind", "staff__name"):
        found.setdefault(row.post_id, []).append(row.staff_id)
    return found
