"""Who is on the duty list at a moment, in the order of calling. A post counts as long as somebody holds it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Q

from familyhub.accounts import queries as accounts
from familyhub.core.clocks import day_of
from familyhub.referrals.models import DutyPost


def on_duty(at: datetime) -> list[uuid.UUID]:
    """Staff to call, each once, the first first. A vacant post is passed over."""
    rows = DutyPost.objects.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
    lines = list(rows.order_by("order", "since", "id").values_list("staff", "post"))
    holders = accounts.holders_of_posts([post for _, post in lines if post], day_of(at))
    found = [one for staff, post in lines for one in ([staff] if staff else holders.get(post, []))]
    return list(dict.fromkeys(found))
