"""Whoever is in danger when the office is closed is told whom to phone besides 999."""

from __future__ import annotations

from django.conf import settings

from familyhub.cli.doctoring import Look

ASKS = "The out-of-hours team's number is named after 999"


def check(look: Look) -> str:
    """Without it the pages where danger is spoken of name 999 alone."""
    if settings.ENVIRONMENT.out_of_hours_phone:
        return ""
    return "No out-of-hours number is set: pages name 999 alone. Set FAMILYHUB_OUT_OF_HOURS_PHONE to the team's number."
