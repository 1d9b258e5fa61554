"""Somebody is on the duty list in every office hour of the next 14 days."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from familyhub.cli.doctoring import Look
from familyhub.core.clocks import LONDON

ASKS = "Somebody is on the duty list of the MASH lane in every office hour of the next 14 days"
AT_WORK = (
    "SELECT 1 FROM accounts_post p JOIN accounts_team t ON t.id = p.team_id WHERE t.kind = 'front_door'"
    " AND (p.valid_to IS NULL OR p.valid_to > current_date) LIMIT 1"
)
LISTED = (
    "SELECT d.since, d.until FROM referrals_dutypost d WHERE (d.until IS NULL OR d.until > now())"
    " AND (d.staff_id IS NOT NULL OR EXISTS (SELECT 1 FROM accounts_holding h WHERE h.post_id = d.post_id"
    " AND h.valid_from <= current_date AND (h.valid_to IS NULL OR h.valid_to > current_date)))"
)


def check(look: Look) -> str:
    """The first gap, once the front door has a post. A vacant post covers nothing."""
    from familyhub.places.front_door import front_door
    from familyhub.referrals.policy.mash import Span, gaps

    if not look.rows(AT_WORK):
        return ""
    spans = [Span(since, until) for since, until in look.rows(LISTED)]
    found = gaps(spans, front_door(settings.ENVIRONMENT.authority).opening, timezone.now())
    if not found:
        return ""
    first = found[0].since.astimezone(LONDON)
    return f"Nobody is on the duty list from {first:%A %-d %B %Y, %H:%M}: fill it on the page /mash/duty/."
