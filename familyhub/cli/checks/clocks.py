"""The log's times come from the database, the clocks of the service from this machine."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from familyhub.cli.doctoring import Look

ASKS = "The clocks of database and machine agree"


MOST_SECONDS = 5.0


def check(look: Look) -> str:
    """Both clocks now, and that moments are kept with their zone."""
    apart = abs((look.one("SELECT clock_timestamp()") - timezone.now()).total_seconds())
    if apart > MOST_SECONDS:
        return f"The clocks of the database and this machine are {apart:.0f} seconds apart: set both by NTP."
    return "" if settings.USE_TZ else "Set USE_TZ to True."
