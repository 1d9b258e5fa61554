"""Somebody is on the duty list in every office hour of the next 14 days."""

from __future__ import annotations

from django.utils import timezone

from familyhub.cli.doctoring import Look

ASKS = "Somebody is on the duty list in every office hour of the next 14 days"


def check(look: Look) -> str:
    """The first gap; a list without a line is one long gap."""
    from familyhub.core.clocks import LONDON
    from familyhub.referrals.queries.duty import duty_gaps

    found = duty_gaps(timezone.now())
    if not found:
        return ""
    first = found[0].since.astimezone(LONDON)
    return f"Nobody is on the duty list from {first:%A %-d %B %Y, %H:%M}: fill it on the page /mash/duty/."
